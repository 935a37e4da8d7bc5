"""Human work is sacred: what people do to catalogs, histories and sources, and what must be left of it."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polib
import pytest
from translate.storage import pypo

from translator import history, inspection, pipeline
from translator.config import Person
from translator.project import Project
from translator.publication import open_article

Desk = Callable[..., Project]
A = "Die Frau liest ein Buch."
B = "Der Hund schläft im Garten."
C = "Am Abend kommen viele Gäste."
D = "Morgen regnet es vielleicht wieder."


def run(project: Any, path: Any, text: Any = None, **k: Any) -> Any:
    if text is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    outs = list(pipeline.translate(project, [path], **k))
    for o in outs:
        if o.error:
            raise o.error
    return outs[0]


def pofile(tmp: Path, slug: Any = "a") -> Any:
    return tmp / "corpus" / slug / "en.po"


def hist(tmp: Path, slug: Any = "a") -> Any:
    return tmp / "corpus" / slug / "en.history.jsonl"


def edit(po: Any, source: Any, target: Any = None, fuzzy: Any = False, who: Any = None, date: Any = None, comment: Any = None, flags: Any = None) -> Any:
    f = polib.pofile(str(po), wrapwidth=0)
    e = next(e for e in f if e.msgid == source)
    if target is not None:
        e.msgstr = target
    if fuzzy is not None:
        e.flags = [x for x in e.flags if x != "fuzzy"] + (["fuzzy"] if fuzzy else [])
    if comment:
        e.tcomment = comment
    if flags:
        e.flags += flags
    if who:
        f.metadata["Last-Translator"] = who
    if date:
        f.metadata["PO-Revision-Date"] = date
    f.save(str(po))


def get(po: Any, source: Any, obsolete: Any = False) -> Any:
    f = polib.pofile(str(po), wrapwidth=0)
    return next(e for e in f if e.msgid == source and bool(e.obsolete) == obsolete)


def stable(desk: Desk, path: Any, po: Any, h: Any) -> Any:
    run(desk("x"), path)
    one = po.read_bytes(), h.read_bytes()
    run(desk("x"), path, redraft=True)
    assert (po.read_bytes(), h.read_bytes()) == one


def cred(desk: Desk, slug: Any = "a", name: Any = "unnamed") -> Any:
    p = desk(name)
    return inspection.credits_of(p, p.corpus.article(slug))


def test_edit_and_new_version_in_one_run(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    edit(pofile(tmp_path), B, "The dog sleeps.", who="Ana <a@x>")
    B2 = B.replace("Garten", "Haus")
    run(desk(), p, f"{A} {B2} {C}\n")
    assert get(pofile(tmp_path), B2).msgstr == "The dog sleeps."
    assert '"text":"The dog sleeps."' in hist(tmp_path).read_text()
    run(desk(), p, redraft=True)
    assert get(pofile(tmp_path), B2).msgstr == "The dog sleeps."


def test_po_deleted(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    edit(pofile(tmp_path), B, "The dog sleeps.", who="Ana <a@x>")
    run(desk(), p)
    pofile(tmp_path).unlink()
    run(desk(), p)
    assert get(pofile(tmp_path), B).msgstr == "The dog sleeps."


def test_obsolete_purged(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    edit(pofile(tmp_path), B, "The dog sleeps.", who="Ana <a@x>")
    run(desk(), p)
    run(desk(), p, f"{A} {C}\n")
    po = pofile(tmp_path)
    subprocess.run(["msgattrib", "--no-obsolete", "-o", po, po], check=True)
    run(desk(), p)
    run(desk(), p, f"{A} {B} {C}\n")
    assert get(po, B).msgstr == "The dog sleeps."


def test_obsolete_simple(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    edit(pofile(tmp_path), B, "The dog sleeps.", who="Ana <a@x>")
    run(desk(), p)
    run(desk(), p, f"{A} {C}\n")
    run(desk(), p)
    run(desk(), p, f"{A} {B} {C}\n")
    e = get(pofile(tmp_path), B)
    assert e.msgstr == "The dog sleeps." and not e.fuzzy


def test_msgattrib_drops_fuzzy(desk: Desk, tmp_path: Path) -> None:
    "a person's fuzzy text filtered out by msgattrib --no-fuzzy/--translated"
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    edit(pofile(tmp_path), B, "The dog sleeps.", fuzzy=True, who="Ana <a@x>")
    run(desk(), p)
    po = pofile(tmp_path)
    subprocess.run(["msgattrib", "--no-fuzzy", "-o", po, po], check=True)
    run(desk(), p)
    assert get(po, B).msgstr == "The dog sleeps."


def test_continued_then_both(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    edit(pofile(tmp_path), B, "The dog sleeps.", who="Ana <a@x>")
    run(desk(), p)
    B2 = B.replace("Garten", "Haus")
    run(desk(), p, f"{A} {B2} {C}\n")
    assert get(pofile(tmp_path), B2).msgstr == "The dog sleeps."
    run(desk(), p, f"{A} {B} {B2} {C}\n")
    assert get(pofile(tmp_path), B).msgstr == "The dog sleeps."


def test_continued_then_back(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    edit(pofile(tmp_path), B, "The dog sleeps.", who="Ana <a@x>")
    run(desk(), p)
    B2 = B.replace("Garten", "Haus")
    run(desk(), p, f"{A} {B2} {C}\n")
    run(desk(), p, f"{A} {B} {C}\n")
    e = get(pofile(tmp_path), B)
    assert e.msgstr == "The dog sleeps." and not e.fuzzy and not e.previous_msgid


def test_continued_confirm_stable(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    edit(pofile(tmp_path), B, "The dog sleeps.", who="Ana <a@x>")
    run(desk(), p)
    B2 = B.replace("Garten", "Haus")
    run(desk(), p, f"{A} {B2} {C}\n")
    stable(desk, p, pofile(tmp_path), hist(tmp_path))
    assert "draft for the new" in pofile(tmp_path).read_text()
    edit(pofile(tmp_path), B2, "The dog sleeps in.", who="Bob <b@x>")
    run(desk(), p)
    one = pofile(tmp_path).read_bytes(), hist(tmp_path).read_bytes()
    assert "draft for the new" not in pofile(tmp_path).read_text()
    run(desk(), p, redraft=True)
    assert (pofile(tmp_path).read_bytes(), hist(tmp_path).read_bytes()) == one


def test_continued_twice_previous(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    edit(pofile(tmp_path), B, "The dog sleeps.", who="Ana <a@x>")
    run(desk(), p)
    B2 = B.replace("Garten", "Haus")
    B3 = B2.replace("Hund", "Kater")
    run(desk(), p, f"{A} {B2} {C}\n")
    run(desk(), p, f"{A} {B3} {C}\n")
    e = get(pofile(tmp_path), B3)
    assert e.msgstr == "The dog sleeps." and e.fuzzy
    assert e.previous_msgid == B


def _union(a: Any, b: Any, base: Any) -> Any:
    return base + a[len(base) :] + b[len(base) :]


@pytest.mark.parametrize("order", ["human-first", "machine-first"])
def test_union_machine_after_human(desk: Desk, tmp_path: Path, order: Any) -> None:
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    po, h = pofile(tmp_path), hist(tmp_path)
    base = po.read_bytes(), h.read_bytes()
    edit(po, B, "The dog sleeps.", who="Ana <a@x>")
    run(desk(), p)
    ana = po.read_bytes(), h.read_bytes()
    po.write_bytes(base[0])
    h.write_bytes(base[1])
    q = desk(words={"Hund": "hound"})
    q.given.signature = "echo 2#11111111"
    run(q, p, redraft=True)
    mach = po.read_bytes(), h.read_bytes()
    if order == "human-first":
        h.write_bytes(_union(ana[1], mach[1], base[1]))
        po.write_bytes(ana[0])
    else:
        h.write_bytes(_union(mach[1], ana[1], base[1]))
        po.write_bytes(mach[0])
    run(desk(), p)
    run(desk(), p, redraft=True)
    assert get(po, B).msgstr == "The dog sleeps."


def test_union_continues_resets(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    po, h = pofile(tmp_path), hist(tmp_path)
    base = po.read_bytes(), h.read_bytes()
    B2 = B.replace("Garten", "Haus")
    run(desk(), p, f"{A} {B2} {C}\n")
    edit(po, B2, "The dog sleeps.", who="Ana <a@x>")
    run(desk(), p)
    ana = po.read_bytes(), h.read_bytes()
    po.write_bytes(base[0])
    h.write_bytes(base[1])
    run(desk(), p)
    other = po.read_bytes(), h.read_bytes()
    h.write_bytes(_union(ana[1], other[1], base[1]))
    po.write_bytes(ana[0])
    run(desk(), p, redraft=True)
    assert get(po, B2).msgstr == "The dog sleeps."


def test_unconfirm(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    po = pofile(tmp_path)
    edit(po, B, None, who="Ana <a@x>")
    run(desk(), p)
    assert not get(po, B).fuzzy
    edit(po, B, None, fuzzy=True, who="Bob <b@x>")
    run(desk(), p)
    assert get(po, B).fuzzy


def test_unconfirm_edited(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    po = pofile(tmp_path)
    edit(po, B, "The dog sleeps.", who="Ana <a@x>")
    run(desk(), p)
    edit(po, B, None, fuzzy=True, who="Bob <b@x>")
    run(desk(), p)
    assert get(po, B).fuzzy


def test_revert_typing(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(words={"Hund": "dog"}), p, f"{A} {B} {C}\n")
    po = pofile(tmp_path)
    draft = get(po, B).msgstr
    edit(po, B, "The dog sleeps.", fuzzy=True)
    run(desk("Ana"), p)
    edit(po, B, draft, fuzzy=True)
    run(desk("Ana"), p)
    assert get(po, B).msgstr == draft


def test_emptied_credit(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(words={"Hund": "dog"}), p, f"{A} {B} {C}\n")
    po = pofile(tmp_path)
    edit(po, B, "The dog sleeps.", who="Ana <a@x>")
    run(desk(), p)
    edit(po, B, "", who="Bob <b@x>")
    run(desk(), p)
    e = get(po, B)
    assert e.msgstr and e.fuzzy, e
    c = cred(desk)
    assert "Bob" not in c.people, c


def test_equal_source_confirmed(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(words={"Rojava": "Redjava"}), p, f"{A}\n\nRojava\n")
    po = pofile(tmp_path)
    assert get(po, "Rojava").msgstr == "Redjava"
    edit(po, "Rojava", "Rojava", who="Bob <b@x>")
    run(desk(), p)
    e = get(po, "Rojava")
    assert e.msgstr == "Rojava" and not e.fuzzy


def test_typing_not_reviewer(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(words={"Hund": "dog"}), p, f"{A} {B} {C}\n")
    po = pofile(tmp_path)
    edit(po, B, "The dog sleeps.", who="Ana <a@x>")
    run(desk(), p)
    edit(po, B, "The dog sleepss.", fuzzy=True, who="Bob <b@x>")
    run(desk(), p)
    c = cred(desk)
    assert c.reviewers == {}, c
    edit(po, B, "The dog sleeps.", fuzzy=False, who="Bob2 <b@x>")
    run(desk(), p)
    edit(po, B, "The dog sleeps!", fuzzy=False, who="Bob2 <b@x>", date="2030-01-01 00:00+0000")
    run(desk(), p)
    c = cred(desk)
    assert c.reviewers == {"Bob2": 1}, c


def test_old_checkout_attribution(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    po = pofile(tmp_path)
    edit(po, B, "The dog sleeps.", who="Ana <a@x>")
    run(desk(), p)
    old = po.read_bytes()
    edit(po, A, "The woman reads.", who="Bob <b@x>")
    run(desk(), p)
    po.write_bytes(old)  # git checkout of an older catalog, then a text editor without header change
    edit(po, C, "Guests come.")
    run(desk("Cem"), p)
    c = cred(desk)
    assert "Cem" in c.people, (c, hist(tmp_path).read_text())


def test_old_checkout_attribution_after_kill(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    po = pofile(tmp_path)
    edit(po, B, "The dog sleeps.", who="Ana <a@x>")
    run(desk(), p)
    po.read_bytes()
    edit(po, A, "The woman reads.", who="Bob <b@x>")
    before = po.read_bytes()
    run(desk(), p)
    po.write_bytes(before)  # kill between append and rename
    edit(po, C, "Guests come.")
    run(desk("Cem"), p)
    c = cred(desk)
    print(c)
    assert get(po, A).msgstr == "The woman reads."


def test_name_whitespace(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    po = pofile(tmp_path)
    edit(po, B, "The dog sleeps.")
    run(desk("Ana  Maria"), p)
    edit(po, C, "Guests come.")
    run(desk("Cem"), p)
    assert "Cem" in cred(desk).people


def test_vim_edit_never_prev(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    po = pofile(tmp_path)
    edit(po, B, "The dog sleeps.", who="Ana <a@x>")
    run(desk(), p)
    edit(po, C, "Guests come.")
    run(desk("Cem"), p)
    c = cred(desk)
    assert c.post_editors == {"Ana": 1, "Cem": 1}
    edit(po, A, "Woman.")
    run(desk(), p)
    c = cred(desk)
    assert c.post_editors == {"Ana": 1, "Cem": 1, "unknown": 1}


def test_alias(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    po = pofile(tmp_path)
    d = desk()
    d.person = Person("Falke", ("Real Name", "real@name.org"))
    edit(po, B, "The dog sleeps.", who="Real Name <REAL@name.org>", comment="checked by Real Name")
    run(d, p)
    t = po.read_text() + hist(tmp_path).read_text()
    assert "Falke" in t
    edit(po, C, "Guests.", who="Somebody <Real@Name.org>")
    run(d, p)
    assert cred(desk).post_editors == {"Falke": 2}


def test_alias_same_run(desk: Desk, tmp_path: Path) -> None:
    "Last-Translator with the real name, but no text changed / history known"
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    po = pofile(tmp_path)
    d = desk()
    d.person = Person("Falke", ("Real Name", "real@name.org"))
    f = polib.pofile(str(po))
    f.metadata["Last-Translator"] = "Real Name <real@name.org>"
    f.metadata["Language-Team"] = "Real Name <real@name.org>"
    f.save(str(po))
    run(d, p)
    assert "Real Name" not in po.read_text() + hist(tmp_path).read_text()


@pytest.mark.parametrize(
    "cmd", [["msgcat", "-w", "40"], ["msgcat", "-s"], ["msgattrib", "--no-location"], ["msgattrib", "--previous"], ["msgcat", "--no-wrap"], ["msgcat", "-F"]]
)
def test_tools_neutral(desk: Desk, tmp_path: Path, cmd: Any) -> None:
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    po = pofile(tmp_path)
    edit(po, B, "The dog sleeps. " * 8, who="Ana <a@x>")
    run(desk(), p)
    B2 = B.replace("Garten", "Haus")
    run(desk(), p, f"{A} {B2} {C}\n")
    run(desk(), p, f"{A} {C} {D}\n")
    one = po.read_bytes()
    h = hist(tmp_path).read_text().count('"key"')
    out = subprocess.run([*cmd, "-o", po, po], capture_output=True, text=True, check=False)
    assert out.returncode == 0, out.stderr
    run(desk("Zed"), p)
    assert po.read_bytes() == one
    assert hist(tmp_path).read_text().count('"key"') == h
    assert subprocess.run(["msgfmt", "-c", "-o", "/dev/null", po], capture_output=True, text=True, check=False).stderr == ""


def test_crlf_bom(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    po = pofile(tmp_path)
    edit(po, B, "The dog sleeps.", who="Ana <a@x>")
    po.write_bytes(b"\xef\xbb\xbf" + po.read_bytes().replace(b"\n", b"\r\n"))
    run(desk(), p)
    e = get(po, B)
    assert e.msgstr == "The dog sleeps." and not e.fuzzy
    assert b"\r" not in po.read_bytes()


def test_header_comment_kept(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    po = pofile(tmp_path)
    po.write_text("# Ana: please keep the tone.\n" + po.read_text())
    run(desk(), p)
    assert "keep the tone" in po.read_text()


def test_comment_flag_kept(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    po = pofile(tmp_path)
    edit(po, B, None, fuzzy=None, comment="ask Bob\n\n  indented", flags=["no-wrap"])
    run(desk(), p)
    run(desk(), p)
    e = get(po, B)
    assert e.tcomment == "ask Bob\n\n  indented", repr(e.tcomment)
    assert "no-wrap" in e.flags
    run(desk(), p, f"{A} {C}\n")
    run(desk(), p, f"{A} {B} {C}\n")
    e = get(po, B)
    assert e.tcomment.startswith("ask Bob")


def test_obsolete_previous(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    po = pofile(tmp_path)
    edit(po, B, "The dog sleeps.", who="Ana <a@x>")
    run(desk(), p)
    B2 = B.replace("Garten", "Haus")
    run(desk(), p, f"{A} {B2} {C}\n")
    run(desk(), p, f"{A} {C}\n")
    t = po.read_text()
    assert "#~|" in t or "#| " in t, t
    assert subprocess.run(["msgfmt", "-c", "-o", "/dev/null", po], capture_output=True, text=True, check=False).stderr == ""
    subprocess.run(["msgcat", "-o", po, po], check=True)
    run(desk(), p)
    run(desk(), p, f"{A} {B2} {C}\n")
    e = get(po, B2)
    assert e.msgstr == "The dog sleeps." and e.fuzzy and e.previous_msgid == B


@pytest.mark.parametrize(
    "ch",
    [
        "\u2028",
        "\u2029",
        "\x85",
        "\x0b",
        "\x0c",
        "\x1c",
        "\x1d",
        "\x1e",
        "\xa0",
        "\\n",
        '"',
        "\t",
        "\\",
        "\x07",
        "\x08",
        "\\t",
        "\u00ad",
        "\ufeff",
        "\\\\",
        "\r",
    ],
)
def test_odd_characters(desk: Desk, tmp_path: Path, ch: Any) -> None:
    p = tmp_path / "a.md"
    run(desk(), p, f"{A} Der Hund{ch}schläft gern. {C}\n")
    po = pofile(tmp_path)
    run(desk(), p, redraft=True)
    one = po.read_bytes()
    hh = hist(tmp_path).read_bytes()
    d = desk()
    _art, _, segs = open_article(d, d.corpus.article("a"), "en")
    run(desk(), p, redraft=True)
    assert (po.read_bytes(), hist(tmp_path).read_bytes()) == (one, hh)
    r = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", po], capture_output=True, text=True, check=False)
    assert r.returncode == 0, r.stderr
    po.read_bytes().replace("Gäste.".encode(), b"guests.")
    from translator.bilingual import po as P

    for s, e in zip(segs, P.read(one, "x").entries, strict=False):
        assert s.source == e.source and s.target == e.target


def test_odd_human_text(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    po = pofile(tmp_path)
    po.write_text(po.read_text().replace("#, fuzzy\nmsgctxt", "msgctxt").replace(f'msgstr "{B}"', 'msgstr "The dog\u2028sleeps."'))
    run(desk("Ana"), p)
    assert "The dog\u2028sleeps." in po.read_text()


def race(desk: Desk, tmp_path: Path, change: Any, text2: Any = None, name: Any = "a", person: Any = "unnamed") -> Any:
    p = tmp_path / f"{name}.txt"
    if text2:
        p.write_text(text2)
    d = desk(person)
    o = pipeline.open_file(d, p)
    job = o.job
    change()
    pipeline.draft(d, [job])
    pipeline.mend(d, job)
    pipeline.save(d, job)


def test_race_edit(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    po = pofile(tmp_path)
    race(desk, tmp_path, lambda: edit(po, B, "The dog sleeps.", who="Ana <a@x>", comment="hello"))
    e = get(po, B)
    assert e.msgstr == "The dog sleeps." and not e.fuzzy and e.tcomment == "hello"
    run(desk(), p)
    assert get(po, B).msgstr == "The dog sleeps."


def test_race_comment_only(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    po = pofile(tmp_path)
    race(desk, tmp_path, lambda: edit(po, B, None, fuzzy=None, comment="hello"))
    assert get(po, B).tcomment == "hello"


def test_race_edit_old_key_continued(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    po = pofile(tmp_path)
    B2 = B.replace("Garten", "Haus")
    race(desk, tmp_path, lambda: edit(po, B, "The dog sleeps.", who="Ana <a@x>"), f"{A} {B2} {C}\n")
    assert "The dog sleeps." in po.read_text() + hist(tmp_path).read_text()
    assert "The dog sleeps." in po.read_text()


def test_race_edit_gone(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    po = pofile(tmp_path)
    race(desk, tmp_path, lambda: edit(po, B, "The dog sleeps.", who="Ana <a@x>"), f"{A} {C}\n")
    assert "The dog sleeps." in po.read_text()


def test_race_both_human(desk: Desk, tmp_path: Path) -> None:
    "load sees Ana's edit, then Bob edits another entry before save"
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    po = pofile(tmp_path)
    edit(po, B, "The dog sleeps.", who="Ana <a@x>")
    race(desk, tmp_path, lambda: edit(po, C, "Guests.", who="Bob <b@x>"))
    assert get(po, B).msgstr == "The dog sleeps." and get(po, C).msgstr == "Guests."
    c = cred(desk)
    assert c.post_editors == {"Ana": 1, "Bob": 1}, c
    assert hist(tmp_path).read_text().count("The dog sleeps.") == 1


def test_race_two_runs(desk: Desk, tmp_path: Path) -> None:
    "another run, with a human edit, ran in between"
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    po = pofile(tmp_path)

    def change():
        edit(po, B, "The dog sleeps.", who="Ana <a@x>")
        run(desk(), p)

    race(desk, tmp_path, change, f"{A} {B} {C} {D}\n")
    assert get(po, B).msgstr == "The dog sleeps."
    run(desk(), p)
    assert hist(tmp_path).read_text().count("The dog sleeps.") == 1


def test_race_two_runs_new_version(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    po = pofile(tmp_path)
    B2 = B.replace("Garten", "Haus")

    def change():
        run(desk(), p, f"{A} {B2} {C}\n")
        edit(po, B2, "The dog sleeps.", who="Ana <a@x>")
        run(desk(), p)

    race(desk, tmp_path, change, f"{A} {B2} {C}\n")
    assert get(po, B2).msgstr == "The dog sleeps."
    run(desk(), p, redraft=True)
    assert get(po, B2).msgstr == "The dog sleeps."


def test_race_po_deleted(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    po = pofile(tmp_path)
    edit(po, B, "The dog sleeps.", who="Ana <a@x>")
    run(desk(), p)
    race(desk, tmp_path, po.unlink, f"{A} {B} {C} {D}\n")
    assert get(po, B).msgstr == "The dog sleeps."
    run(desk(), p)
    assert get(po, B).msgstr == "The dog sleeps."


def test_race_mt_flip(desk: Desk, tmp_path: Path) -> None:
    "two runs with two engines: the catalog and the history must agree"
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    po = pofile(tmp_path)
    p.write_text(f"{A} {B} {C} {D}\n")
    d = desk(words={"Morgen": "Tomorrow"})
    job = pipeline.open_file(d, p).job
    run(desk(words={"Morgen": "Tmrw"}), p)
    pipeline.draft(d, [job])
    pipeline.mend(d, job)
    pipeline.save(d, job)
    one = po.read_bytes()
    run(desk(words={"Morgen": "Tomorrow"}), p)
    assert po.read_bytes() == one


def test_torn(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    po, h = pofile(tmp_path), hist(tmp_path)
    edit(po, B, "The dog sleeps.", who="Ana <a@x>")
    run(desk(), p)
    edit(po, A, "The woman.", who="Bob <b@x>")
    B2 = B.replace("Garten", "Haus")
    p0, h0 = po.read_bytes(), h.read_bytes()
    run(desk(), p, f"{A} {B2} {C} {D}\n")
    _p1, h1 = po.read_bytes(), h.read_bytes()
    bad = []
    for cut in range(len(h0), len(h1) + 1, 7):
        po.write_bytes(p0)
        h.write_bytes(h1[:cut])
        run(desk(), p, redraft=True)
        c = cred(desk)
        if get(po, B2).msgstr != "The dog sleeps." or get(po, A).msgstr != "The woman." or c.post_editors != {"Ana": 1, "Bob": 1} or c.reviewers:
            bad.append((cut, c.people, get(po, B2).msgstr, get(po, A).msgstr))
        one = po.read_bytes()
        run(desk("x"), p, redraft=True)
        if one != po.read_bytes():
            bad.append((cut, "unstable"))
    assert not bad, bad[:5]


def test_history_older(desk: Desk, tmp_path: Path) -> None:
    "new PO, older history (git checkout of the history only)"
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    po, h = pofile(tmp_path), hist(tmp_path)
    h0 = h.read_bytes()
    edit(po, B, "The dog sleeps.", who="Ana <a@x>")
    run(desk(), p)
    run(desk(), p, f"{A} {B} {C} {D}\n")
    h.write_bytes(h0)
    run(desk("Cem"), p)
    c = cred(desk)
    assert get(po, B).msgstr == "The dog sleeps." and not get(po, B).fuzzy
    assert c.touched == 1, (c, h.read_text())


def test_both_sources2(desk: Desk, tmp_path: Path) -> None:
    run(desk(), tmp_path / "a.txt", f"{A} {B}\n")
    f = tmp_path / "corpus" / "a"
    (f / "source.md").write_text(f"# {C}\n\n{A} {B}\n")
    list(pipeline.translate(desk(), sorted(f.glob("source.*")), redraft=True))
    assert C in "".join(x.read_text() for x in f.glob("source.*"))


def test_bare_name_collision(desk: Desk, tmp_path: Path) -> None:
    r = tmp_path / "proj"
    out = tmp_path / "out"

    def d():
        return desk(corpus=r / "corpus", root=r)

    run(d(), out / "one" / "artikel.txt", f"{A} {B}\n")
    run(d(), out / "two" / "artikel.txt", f"{C} {D}\n")
    assert sorted(x.name for x in (r / "corpus").iterdir() if not x.name.startswith(".")) == ["artikel", "artikel-2"]
    assert (r / "corpus" / "artikel" / "source.txt").read_text() == f"{A} {B}\n"


def test_bare_name_one_process(desk: Desk, tmp_path: Path) -> None:
    r = tmp_path / "proj"
    out = tmp_path / "out"
    d = desk(corpus=r / "corpus", root=r)
    for n, t in (("one", f"{A} {B}\n"), ("two", f"{C} {D}\n")):
        (out / n).mkdir(parents=True)
        (out / n / "artikel.txt").write_text(t)
    list(pipeline.translate(d, [out / "one" / "artikel.txt", out / "two" / "artikel.txt"]))
    assert len(list((r / "corpus").glob("*/source.txt"))) == 2


def test_same_stem(desk: Desk, tmp_path: Path) -> None:
    run(desk(), tmp_path / "x" / "a.txt", f"{A} {B}\n")
    run(desk(), tmp_path / "y" / "a.txt", f"{C} {D}\n")
    assert len(list((tmp_path / "corpus").glob("*/source.txt"))) == 2


def test_format_change(desk: Desk, tmp_path: Path) -> None:
    run(desk(), tmp_path / "a.txt", f"{A} {B}\n")
    edit(pofile(tmp_path), B, "The dog.", who="Ana <a@x>")
    run(desk(), tmp_path / "a.txt")
    run(desk(), tmp_path / "a.md", f"{A} {B}\n")
    assert (tmp_path / "corpus" / "a" / "source.md").exists() and not (tmp_path / "corpus" / "a" / "source.txt").exists()
    assert get(pofile(tmp_path), B).msgstr == "The dog."


def test_both_sources(desk: Desk, tmp_path: Path) -> None:
    run(desk(), tmp_path / "a.txt", f"{A} {B}\n")
    f = tmp_path / "corpus" / "a"
    (f / "source.md").write_text(f"# {C}\n\n{A} {B}\n")
    list(pipeline.translate(desk(), sorted(f.glob("source.*"))))
    assert C in "".join(x.read_text() for x in f.glob("source.*"))


def test_source_missing_folder(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B}\n")
    edit(pofile(tmp_path), B, "The dog.", who="Ana <a@x>")
    run(desk(), p)
    (tmp_path / "corpus" / "a" / "source.txt").unlink()
    run(desk(), p)
    assert get(pofile(tmp_path), B).msgstr == "The dog."
    assert not (tmp_path / "corpus" / "a-2").exists()


def test_dotdot(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path / "sub")
    (tmp_path / "a.txt").write_text(f"{A} {B}\n")
    run(desk(), Path("../a.txt"))
    assert "X-Source-File: a.txt" in pofile(tmp_path).read_text(), pofile(tmp_path).read_text()


def test_dotdot_corpus(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path / "sub")
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "a.txt").write_text(f"{A} {B}\n")
    run(desk(corpus=Path("../corpus")), Path("../d/a.txt"))
    assert "X-Source-File: d/a.txt" in pofile(tmp_path).read_text(), pofile(tmp_path).read_text()


def test_surrogate_name(desk: Desk, tmp_path: Path) -> None:
    import os

    p = Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff.txt"))
    run(desk(), p, f"{A} {B}\n")
    run(desk(), p, redraft=True)


def test_quote_name(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / 'der "Fall".txt'
    run(desk(), p, f"{A} {B}\n")
    run(desk(), p, f"{C} {D}\n")
    assert len(list((tmp_path / "corpus").glob("*/source.txt"))) == 1


def test_renamed_elsewhere(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C} {D}\n")
    p.unlink()
    o = run(desk(), tmp_path / "z" / "other.txt", f"{A} {B} {C} Ganz neu ist das hier.\n")
    assert o.job.how == "new version"


def test_long_header_wrapped(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / ("sehr-langer-ordner-name " * 3) / ("noch ein langer name " * 3 + ".txt")
    run(desk(), p, f"{A} {B}\n")
    po = next((tmp_path / "corpus").glob("*/en.po"))
    subprocess.run(["msgcat", "-w", "60", "-o", po, po], check=True)
    run(desk(), p, f"{C} {D}\n")
    assert len(list((tmp_path / "corpus").glob("*/source.txt"))) == 1


def test_crlf_header(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B}\n")
    po = pofile(tmp_path)
    po.write_bytes(po.read_bytes().replace(b"\n", b"\r\n"))
    run(desk(), p, f"{C} {D}\n")
    assert len(list((tmp_path / "corpus").glob("*/source.txt"))) == 1


def test_glossary(desk: Desk, tmp_path: Path) -> None:
    g = tmp_path / "glossaries"
    g.mkdir()
    (g / "a.de-en.csv").write_text("source,target\nHund,dog\n")
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    po = pofile(tmp_path)
    edit(po, B, "The pooch sleeps.", fuzzy=True, who="Ana <a@x>")
    run(desk(), p)
    (g / "a.de-en.csv").write_text("source,target\nHund,hound\n")
    run(desk(), p)
    run(desk(), p, redraft=True)
    assert get(po, B).msgstr == "The pooch sleeps."


def test_removed_markers(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    po = pofile(tmp_path)
    b = po.read_bytes()
    po.write_bytes(b + b"<<<<<<< HEAD\n=======\n>>>>>>> x\n")
    o = next(iter(pipeline.translate(desk(), [p])))
    assert o.error
    assert po.read_bytes().startswith(b)


def test_order_swap(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A}\n\n{B}\n\n{C}\n")
    po = pofile(tmp_path)
    edit(po, B, "The dog sleeps.", who="Ana <a@x>")
    run(desk(), p)
    run(desk(), p, f"{B}\n\n{D} {A}\n\n{C}\n")
    e = get(po, B)
    assert e.msgstr == "The dog sleeps." and not e.fuzzy


def test_charset_ascii(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(), p, "Das Haus steht. Der Baum steht.\n")
    po = pofile(tmp_path)
    r = subprocess.run(["msgconv", "-t", "ASCII", "-o", po, po], check=False)
    run(desk(), p, f"Das Haus steht. Der Baum steht. {C}\n")
    r = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", po], capture_output=True, text=True, check=False)
    assert r.returncode == 0, r.stderr


def test_msgctxt_conflict_hash(desk: Desk, tmp_path: Path) -> None:
    "fuzzy lost from obsolete etc"
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    po = pofile(tmp_path)
    t = po.read_text().replace("#, fuzzy", "#= no-wrap\n#, fuzzy")
    po.write_text(t)
    run(desk(), p)
    assert po.read_text().count("#, fuzzy\n#= no-wrap\n") == 3


def test_two_in_sequence(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    po = pofile(tmp_path)
    edit(po, B, "The dog sleeps.", fuzzy=True, who="Ana <a@x>")
    run(desk(), p)
    edit(po, B, None, fuzzy=False, who="Bob <b@x>")
    run(desk("Zed"), p)
    c = cred(desk)
    assert c.post_editors == {"Ana": 1} and c.reviewers == {"Bob": 1}, c
    assert not get(po, B).fuzzy


def test_symlink_po(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    po = pofile(tmp_path)
    t = tmp_path / "elsewhere.po"
    po.rename(t)
    po.symlink_to(t)
    run(desk(), p, f"{A} {B} {C} {D}\n")
    assert po.is_symlink()


def test_placeholder(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    po = pofile(tmp_path)
    edit(po, B, "The dog sleeps.", who="FULL NAME <EMAIL@ADDRESS>")
    run(desk("Cem"), p)
    assert cred(desk).post_editors == {"Cem": 1}


def test_same_stem_one_run(desk: Desk, tmp_path: Path) -> None:
    for n, t in (("one", f"{A} {B}\n"), ("two", f"{C} {D}\n")):
        (tmp_path / n).mkdir()
        (tmp_path / n / "a.txt").write_text(t)
    list(pipeline.translate(desk(), [tmp_path / "one" / "a.txt", tmp_path / "two" / "a.txt"]))
    assert sorted(x.read_text() for x in (tmp_path / "corpus").glob("*/source.txt")) == sorted([f"{A} {B}\n", f"{C} {D}\n"])


def test_unconfirm_vim(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    po = pofile(tmp_path)
    edit(po, B, None, who="Ana <a@x>")
    run(desk(), p)
    assert not get(po, B).fuzzy
    edit(po, B, None, fuzzy=True)
    run(desk(), p)
    assert get(po, B).fuzzy


def test_partial_delete(desk: Desk, tmp_path: Path) -> None:
    p = tmp_path / "a.txt"
    run(desk(), p, f"{A} {B} {C}\n")
    po = pofile(tmp_path)
    edit(po, B, "The dog sleeps.", fuzzy=True, who="Ana <a@x>")
    edit(po, C, None, fuzzy=False)
    run(desk(), p)
    subprocess.run(["msgattrib", "--no-fuzzy", "-o", po, po], check=True)
    assert "The dog sleeps" not in po.read_text()
    run(desk(), p)
    assert get(po, B).msgstr == "The dog sleeps."


def test_weblates_library_edits_a_catalog(desk: Desk, tmp_path: Path) -> None:
    """Weblate writes PO through translate-toolkit: other wrapping, its own header lines, the name of who translated."""
    path = tmp_path / "a.txt"
    run(desk(), path, f"{A} {B} {C} {D}\n")
    store = pypo.pofile.parsefile(str(pofile(tmp_path)))
    for unit in store.units:
        if unit.source == B:
            unit.target = "The dog sleeps in the garden."
            unit.markfuzzy(False)
        if unit.source == C:
            unit.target = "Guests come in the evening."  # “needs editing”
            unit.addnote("sure?", "translator")
    store.updateheader(last_translator="Ana <ana@example.org>", po_revision_date="2030-01-02 03:04+0000", x_generator="Weblate 5.9")
    store.save()
    out = run(desk("Jo"), path)
    texts = {s.source: (s.target, s.confirmed, s.revisions[-1].by) for s in out.job.record.segments}
    assert texts[B] == ("The dog sleeps in the garden.", True, "Ana")
    assert texts[C] == ("Guests come in the evening.", False, "Ana")
    assert get(pofile(tmp_path), C).tcomment == "sure?"
    assert [key for key, value in texts.items() if value[2] not in ("Ana",)] == [A, D]
    stable(desk, path, pofile(tmp_path), hist(tmp_path))


REPEATED = [  # sentences before, what a person says to them, sentences after, what stands then
    ("Q1 X Q2 X", "a b c d", "Q2 X", "c d"),
    ("Q1 X Q2 X", "a b c d", "Q1 X", "a b"),
    ("A X B X C", "a b c d e", "A B X C", "a c d e"),
    ("A X B X C", "a b c d e", "A X B C", "a b c e"),
    ("A X B X C", "a b c d e", "D X A X B X C", ". . a b c d e"),
    ("A X B X C", "a b c d e", "B X C A X", "c d e a b"),
    ("X X A", "a b c", "X X X A", ". a b c"),
    ("A X B Y C X", "a b c d e f", "A X B C Y X", "a b c e d f"),
]


@pytest.mark.parametrize(("before", "said", "after", "then"), REPEATED)
def test_a_sentence_that_stands_twice_keeps_its_own_translation(desk: Desk, tmp_path: Path, before: str, said: str, after: str, then: str) -> None:
    p, words = desk("Ann"), {name: f"{sentence}{end}" for name, sentence, end in SENTENCES}
    path = tmp_path / "a.txt"
    run(p, path, "\n\n".join(words[name] for name in before.split()) + "\n")
    catalog = polib.pofile(str(pofile(tmp_path)), wrapwidth=0)
    for entry, text in zip(catalog, said.split(), strict=True):
        entry.msgstr, entry.flags = text, []
    catalog.save(str(pofile(tmp_path)))
    run(p, path)
    for _ in range(2):
        run(p, path, "\n\n".join(words[name] for name in after.split()) + "\n")
        segments = open_article(p, p.corpus.article("a"), "en")[2]
        keys = [s.key for s in segments]
        assert len(set(keys)) == len(keys)
        assert [s.target if s.touched else "." for s in segments] == then.split()
        run(p, path, path.read_text() + "\n\nNoch ein ganz anderer Satz zum Schluss.\n")


SENTENCES = [
    ("A", "Die Frau liest ein Buch", "."), ("B", "Der Hund schläft im Garten", "."), ("C", "Am Abend kommen viele Gäste", "."), ("D", "Morgen regnet es wieder", "."),
    ("X", "Es ist geschlossen", "."), ("Y", "Bald öffnet es", "."), ("Q1", "Ist die Bank offen", "?"), ("Q2", "Wie lange dauert das Verfahren", "?"),
]  # fmt: skip


def test_what_was_typed_follows_a_sentence_that_was_moved_and_reworded(desk: Desk, tmp_path: Path) -> None:
    p = desk("Ann")
    path = tmp_path / "a.txt"
    run(p, path, f"{A}\n\n{B}\n\n{C}\n\n{D}\n")
    edit(pofile(tmp_path), A, "Typed", fuzzy=True, comment="ask her")
    run(p, path)
    run(p, path, f"{B}\n\n{C}\n\nDie Frau liest jetzt ein Buch.\n\n{D}\n")
    segment = open_article(p, p.corpus.article("a"), "en")[2][2]
    assert (segment.target, segment.previous, segment.comment, segment.confirmed) == ("Typed", A, "ask her", False)


BACK = [  # the line's values, texts that stay, older source
    ({"back": "1", "text": "three", "source": "Alt"}, ["one"], "Alt"),
    ({"back": "0", "text": "three"}, [], ""),
    ({"back": "1", "text": "two"}, ["one", "two", "three"], ""),  # another hand's line came between by a merge
    ({"back": "3", "text": "three"}, ["one", "two", "three"], ""),
    ({"back": "-1", "text": "three"}, ["one", "two", "three"], ""),
    ({"back": "²", "text": "three"}, ["one", "two", "three"], ""),
]


@pytest.mark.parametrize(("values", "texts", "previous"), BACK)
def test_what_was_taken_back_is_read_so(values: dict[str, str], texts: list[str], previous: str) -> None:
    said = [("one", "mt", "initial"), ("two", "human", "reviewed"), ("three", "human", "final")]
    lines = [history.line(key="k", text=text, origin=origin, state=state, by="Ann", when="2026-01-01T00:00:00Z") for text, origin, state in said]
    read = history.read(b"".join([*lines, history.line(key="k", **values)]))
    assert ([r.text for r in read.revisions["k"]], read.previous.get("k", "")) == (texts, previous)
