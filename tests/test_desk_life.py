"""A long life of one article: people edit, authors rewrite, tools reformat, runs are killed; after each step nothing is lost or moves."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.test_human_work import edit, get, hist, pofile, run
from translator import pipeline
from translator.engines.echo import Echo
from translator.project import Project

Desk = Callable[..., Project]
WORDS = "Hund Katze Haus Garten Berg Fluss Stadt Buch Tisch Frau Mann Kind Auto Baum Meer Brot Wein Licht Nacht Morgen".split()
ACTS = "edit edit confirm type insert change remove back swap redraft msgcat kill lose combo".split()


def sentence(chance: random.Random) -> str:
    return f"Der {chance.choice(WORDS)} und die {chance.choice(WORDS)} sehen heute {chance.choice(WORDS)} {chance.choice(WORDS)}."


@pytest.mark.parametrize("seed", range(25))
def test_nothing_a_person_wrote_is_lost(desk: Desk, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    path, catalog, history = tmp_path / "a.txt", pofile(tmp_path), hist(tmp_path)
    text = list(dict.fromkeys(sentence(chance) for _ in range(6)))
    gone: list[str] = []
    human: dict[str, tuple[str, bool]] = {}
    log: list[str] = []

    def written() -> str:
        return "Kopf.\n\n" + "\n\n".join(text) + "\n"

    run(desk(), path, written())
    for step in range(14):
        act = chance.choice(ACTS)
        log.append(act)
        if act in ("edit", "type", "confirm", "combo"):
            source, who = chance.choice(text), chance.choice("ABC")
            new = None if act == "confirm" else f"human {step}"
            edit(catalog, source, new, fuzzy=act == "type", who=f"{who} <{who}@x>", date=f"2031-01-01 00:{step:02}+0000")
            human[source] = (get(catalog, source).msgstr, act == "type")
        if act == "insert":
            text.insert(chance.randrange(len(text) + 1), sentence(chance))
            text[:] = dict.fromkeys(text)
        if act in ("change", "combo"):
            at = chance.randrange(len(text))
            changed = text[at].replace("heute", chance.choice(["gestern", "morgen", "bald"]))
            if changed not in text:
                gone.append(text[at])
                text[at] = changed
        if act == "remove" and len(text) > 2:
            gone.append(text.pop(chance.randrange(len(text))))
        if act == "back" and gone:
            source = chance.choice(gone)
            if source not in text:
                text.insert(chance.randrange(len(text) + 1), source)
        if act == "swap":
            chance.shuffle(text)
        if act == "msgcat":
            subprocess.run(["msgcat", "-w", "50", *chance.choice([[], ["-s"]]), "-o", catalog, catalog], check=True)
        if act == "lose":
            catalog.unlink()
        if act == "kill":  # the history was written, the catalog was not
            before = catalog.read_bytes()
            run(desk(), path, written(), redraft=True)
            catalog.write_bytes(before)
        project = desk()
        engine = Echo({"Hund": chance.choice(["dog", "hound"])})
        engine.signature = f"echo {chance.randrange(3)}#00000000"
        project.given = engine
        run(project, path, written(), redraft=act == "redraft")
        settled = catalog.read_bytes(), history.read_bytes()
        again = desk("x")
        job = pipeline.open_file(again, path).job
        assert job
        pipeline.draft(again, [job])
        pipeline.mend(again, job)
        pipeline.save(again, job)
        assert (catalog.read_bytes(), history.read_bytes()) == settled, log
        for source in text:
            if source in human:
                entry = get(catalog, source)
                assert (entry.msgstr, "fuzzy" in entry.flags) == human[source], (log, source)
        everything = catalog.read_text("utf-8") + history.read_text("utf-8")
        assert all(words in everything for words, _ in human.values()), log
        checked = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", catalog], capture_output=True, text=True, check=True)
        assert checked.stderr == ""
