"""Kills the program at random points, in a batch and in an edit session, and looks after each kill what was lost.

After each kill: every catalog can be read (and `msgfmt -c` finds no fault in it), every source is the file that came in, every line of every history but
an unfinished last one is JSON, and everything that a person had done (in the catalog, or acknowledged by the desk) is there.
usage: faults.py TEXT [--kills 200] [--seed 1]; TEXT has a German sentence a line."""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from http.client import HTTPException
from http.cookiejar import CookieJar
from pathlib import Path

import polib

COMMAND = [sys.executable, "-c", "from translator.cli import main; main()"]
HERE = Path(__file__).parent.parent
DOCUMENTS, SENTENCES = 24, 12

Human = dict[tuple[str, str], str]  # article and key -> text that a person has confirmed


def start(*arguments: str, cwd: Path, pipe: bool = False) -> subprocess.Popen[str]:
    out = subprocess.PIPE if pipe else subprocess.DEVNULL
    environment = os.environ | {"PYTHONPATH": str(HERE), "HOME": str(cwd / "home"), "XDG_CACHE_HOME": str(cwd / "cache"), "PYTHONUNBUFFERED": "1"}
    return subprocess.Popen([*COMMAND, *arguments], cwd=cwd, stdout=out, stderr=subprocess.DEVNULL, text=True, env=environment)


def wrong(folder: Path, human: Human) -> list[str]:
    """List what a kill has broken or lost."""
    found = []
    for article in sorted((folder / "corpus").glob("[!.]*")):
        source = article / "source.txt"
        if source.exists() and source.read_bytes() != (folder / "inbox" / f"{article.name}.txt").read_bytes():
            found.append(f"{source} is not what came in")
        past = article / "en.history.jsonl"
        lines = past.read_bytes().split(b"\n") if past.exists() else []
        for number, line in enumerate(lines[:-1], 1):
            try:
                json.loads(line or b"0")
            except ValueError:
                if number < len(lines) - 1 and not lines[number].startswith(b"{"):
                    found.append(f"{past}:{number} is broken")
        catalog = article / "en.po"
        if not catalog.exists():
            found += [f"{catalog} is gone"] if any(name == article.name for name, _ in human) else []
            continue
        checked = subprocess.run(["msgfmt", "-c", "-o", os.devnull, catalog], capture_output=True, text=True, check=False)
        if checked.returncode:
            found.append(f"{catalog}: {checked.stderr}")
            continue
        entries = {entry.msgctxt: entry for entry in polib.pofile(str(catalog), wrapwidth=0)}
        for (name, key), text in human.items():
            if name == article.name and (key not in entries or entries[key].msgstr != text or entries[key].fuzzy):
                found.append(f"{catalog}: lost {text!r}")
    return found


def batch(folder: Path, chance: random.Random, kills: int, seconds: float) -> tuple[int, list[str]]:
    """Kill runs over a folder; between them a person confirms sentences in the catalogs, and a glossary changes, so that there is work again."""
    human: Human = {}
    lost: list[str] = []
    hit = 0
    for number in range(kills):
        if number % 25 == 24:
            human.clear()
        for article in (folder / "corpus").glob("[!.]*"):  # what nobody has touched is to be made again
            if not any(name == article.name for name, _ in human):
                shutil.rmtree(article)
        (folder / "glossaries").mkdir(exist_ok=True)
        (folder / "glossaries/a.de-en.csv").write_text(f"source,target\nRegierung,government {number}\nund,and\n", "utf-8")
        run = start("translate", "inbox", "--redraft", cwd=folder)
        try:
            run.wait(chance.uniform(0.2, seconds))
        except subprocess.TimeoutExpired:
            run.send_signal(signal.SIGKILL)
            run.wait()
            hit += 1
        lost += wrong(folder, human)
        catalogs = sorted((folder / "corpus").glob("*/en.po"))
        if catalogs and number % 3 == 0:
            path = chance.choice(catalogs)
            file = polib.pofile(str(path), wrapwidth=0)
            entry = chance.choice([entry for entry in file if not entry.obsolete])
            entry.msgstr, entry.flags = f"A person wrote this, {number}.", [flag for flag in entry.flags if flag != "fuzzy"]
            file.metadata["Last-Translator"] = "Jane <jane@example.org>"
            file.metadata["PO-Revision-Date"] = f"2031-01-01 {number // 60:02}:{number % 60:02}+0000"
            file.save()
            human[path.parent.name, entry.msgctxt] = entry.msgstr
    return hit, lost


def edit(folder: Path, chance: random.Random, kills: int) -> tuple[int, int, list[str]]:
    """Kill the desk while a page confirms one sentence after the other as fast as it can."""
    human: Human = {}
    lost: list[str] = []
    hit = acknowledged = 0
    names = sorted(path.parent.name for path in (folder / "corpus").glob("*/en.po"))
    for number in range(kills):
        run = start("edit", "--no-browser", "--port", str(20_000 + number), "--as", "Jane", cwd=folder, pipe=True)
        assert run.stdout
        address = next(found[0] for line in run.stdout if (found := re.search(r"http://\S+", line)))
        base = address.partition("/?")[0].rstrip("/")
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        ended = threading.Event()

        def kill(run: subprocess.Popen[str] = run, ended: threading.Event = ended, after: float = chance.uniform(0.05, 1.5)) -> None:
            time.sleep(after)
            run.send_signal(signal.SIGKILL)
            ended.set()

        began = False
        try:
            opener.open(address).read()
            while not ended.is_set():
                name = chance.choice(names)
                rows = json.load(opener.open(f"{base}/a/{name}/news?since=0"))["segments"]
                if not began:
                    threading.Thread(target=kill).start()
                    began = True
                row = chance.choice(rows)
                text = f"Confirmed on the desk, {number}-{acknowledged}."
                body = json.dumps({"key": row["key"], "text": text, "base": row["stamp"]}).encode()
                request = urllib.request.Request(f"{base}/a/{name}/confirm", body, {"Content-Type": "application/json", "Origin": base})
                human.pop((name, row["key"]), None)  # between request and answer either text may stand
                opener.open(request).read()
                human[name, row["key"]] = text
                acknowledged += 1
        except (OSError, ValueError, HTTPException) as error:  # the desk is dead, or says no
            if not began or (not ended.wait(5) and isinstance(error, urllib.error.HTTPError)):
                run.kill()
                raise
        ended.wait(5)
        hit += run.wait() == -signal.SIGKILL
        lost += wrong(folder, human)
    return hit, acknowledged, lost


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("text", type=Path)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    lines = [line for line in arguments.text.read_text("utf-8").splitlines() if line.strip()]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "inbox").mkdir()
        for number in range(DOCUMENTS):
            own = lines[number * SENTENCES : (number + 1) * SENTENCES]
            (folder / "inbox" / f"text{number}.txt").write_text("\n\n".join(own) + "\n", "utf-8")
        begin = time.perf_counter()
        assert start("translate", "inbox", cwd=folder).wait() == 0
        seconds = time.perf_counter() - begin
        half = arguments.kills // 2
        hit, lost = batch(folder, chance, half, seconds)
        print(f"batch: {hit} of {half} runs were killed in the middle; lost or broken: {len(lost)}")
        assert start("translate", "inbox", cwd=folder).wait() == 0
        hit, acknowledged, more = edit(folder, chance, arguments.kills - half)
        print(f"desk: {hit} of {arguments.kills - half} sessions were killed; {acknowledged} confirmations were acknowledged; lost or broken: {len(more)}")
        for line in [*lost, *more]:
            print(line)
    sys.exit(bool(lost or more))


if __name__ == "__main__":
    main()
