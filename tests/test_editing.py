"""Post-editing: what is confirmed is on disk, nothing of a person's is lost or overwritten, every step can be taken back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import polib
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from translator import credits, hints, history, inspection, pipeline, replacing
from translator.config import Person
from translator.desk import Desk
from translator.editing import Conflict, OpenArticle
from translator.errors import TranslatorError, UsageError
from translator.maintenance import Opened
from translator.model import LONGEST, Origin, State
from translator.project import Project
from translator.steps import Hand, stamp

Make = Callable[..., Project]
TEXT = "# Die Wahl\n\nDer Experte Andrej Lenkow schätzt die Lage ein. Das wäre ein Drittel. Lenkow war nie da.\n\nEs waren 12.000 Menschen.\n"
JANE, OTTO = Hand(Person("Jane"), steps="j"), Hand(Person("Otto"), steps="o")


@pytest.fixture
def article(desk: Make, tmp_path: Path) -> Path:
    path = tmp_path / "wahl.md"
    path.write_text(TEXT, "utf-8")
    for outcome in pipeline.translate(desk(), [path]):
        assert outcome.error is None
    return path


def opened(desk: Make) -> OpenArticle:
    return Desk(desk()).open("wahl")


def entries(tmp_path: Path) -> dict[str, polib.POEntry]:
    return {entry.msgctxt: entry for entry in polib.pofile(str(tmp_path / "corpus/wahl/en.po"), wrapwidth=0)}


def lines(tmp_path: Path) -> str:
    return (tmp_path / "corpus/wahl/en.history.jsonl").read_text("utf-8")


def test_a_confirmed_sentence_is_on_disk_before_the_answer(desk: Make, article: Path, tmp_path: Path) -> None:
    open_ = opened(desk)
    key = open_.segments[1].key
    said = open_.confirm(JANE, key, "The expert Andrei Lenkov assesses the situation.", stamp(open_.segments[1]))
    assert said.state is State.REVIEWED
    entry = entries(tmp_path)[key]
    assert entry.msgstr == said.target and not entry.fuzzy
    assert '"by":"Jane"' in lines(tmp_path)
    again = opened(desk).segment(key)
    assert (again.target, again.state, again.revisions[-1].by) == (said.target, State.REVIEWED, "Jane")


def test_typing_is_kept_fuzzy_and_counts_as_one_revision(desk: Make, article: Path, tmp_path: Path) -> None:
    open_ = opened(desk)
    key, base = open_.segments[2].key, stamp(open_.segments[2])
    for text in ("T", "That would", "That would be a third."):
        base = stamp(open_.type(JANE, key, text, base))
    assert entries(tmp_path)[key].fuzzy and entries(tmp_path)[key].msgstr == "That would be a third."
    assert [r.origin for r in open_.segment(key).revisions] == [r.origin for r in opened(desk).segment(key).revisions]
    assert sum(r.origin is Origin.HUMAN for r in open_.segment(key).revisions) == 1
    assert lines(tmp_path).count('"by":"Jane"') == 3  # the record keeps every line
    open_.type(OTTO, key, "A third.", base)
    assert [r.by for r in opened(desk).segment(key).revisions if r.origin is Origin.HUMAN] == ["Jane", "Otto"]


def test_a_draft_confirmed_as_it_is_can_be_told(desk: Make, article: Path) -> None:
    open_ = opened(desk)
    segment = open_.segments[2]
    after = open_.confirm(JANE, segment.key, segment.target, stamp(segment))
    assert len(after.revisions) == len(segment.revisions) + 1 and after.target == segment.target
    assert open_.confirm(JANE, segment.key, segment.target, stamp(after)).revisions == after.revisions  # once is enough
    reviewed = open_.confirm(OTTO, segment.key, segment.target, stamp(after))
    assert [r.by for r in reviewed.revisions[-2:]] == ["Jane", "Otto"]


def test_nothing_is_written_when_nothing_changes(desk: Make, article: Path, tmp_path: Path) -> None:
    open_ = opened(desk)
    before = lines(tmp_path)
    segment = open_.segments[1]
    open_.type(JANE, segment.key, segment.target, stamp(segment))
    open_.comment(JANE, segment.key, "", "")
    assert lines(tmp_path) == before


def test_late_typing_takes_no_confirmation_back(desk: Make, article: Path) -> None:
    open_ = opened(desk)
    key, base = open_.segments[2].key, stamp(open_.segments[2])
    page = Hand(Person("Jane"), "p", 2, "j")
    open_.confirm(page, key, "A third.", base)
    assert open_.type(Hand(Person("Jane"), "p", 3, "j"), key, "A third.", base).confirmed
    assert open_.type(Hand(Person("Jane"), "p", 1, "j"), key, "A thi", base).target == "A third."


def test_two_hands_do_not_overwrite_each_other(desk: Make, article: Path, tmp_path: Path) -> None:
    one, two = opened(desk), opened(desk)  # two programs
    key, base = one.segments[2].key, stamp(one.segments[2])
    one.confirm(JANE, key, "Jane's third.", base)
    with pytest.raises(Conflict) as caught:
        two.confirm(OTTO, key, "Otto's third.", base)
    assert caught.value.segment.target == "Jane's third."
    assert entries(tmp_path)[key].msgstr == "Jane's third."
    with pytest.raises(Conflict):
        two.type(OTTO, key, "Otto's", base)
    kept = two.confirm(OTTO, key, "Otto's third.", stamp(caught.value.segment))  # chosen with both texts in view
    assert kept.target == "Otto's third."
    other = one.segments[3].key
    one.confirm(JANE, other, "Lenkov was never there.", stamp(one.segment(other)))  # another sentence is no conflict
    assert {entries(tmp_path)[k].msgstr for k in (key, other)} == {"Otto's third.", "Lenkov was never there."}


def test_an_outside_edit_is_noticed_and_kept(desk: Make, article: Path, tmp_path: Path) -> None:
    open_ = opened(desk)
    key, other = open_.segments[2].key, open_.segments[3].key
    base, version = stamp(open_.segments[2]), open_.version
    path = tmp_path / "corpus/wahl/en.po"
    catalog = polib.pofile(str(path), wrapwidth=0)
    entry = next(e for e in catalog if e.msgctxt == key)
    entry.msgstr, entry.flags = "From Poedit.", []
    catalog.metadata["Last-Translator"] = "Ana <a@x>"
    catalog.save(str(path))
    open_.confirm(JANE, other, "Lenkov was never there.", stamp(open_.segment(other)))
    assert [s.key for s in open_.since(version)] == [s.key for s in open_.segments if s.key in (key, other)]
    with pytest.raises(Conflict):
        open_.type(JANE, key, "From the desk.", base)
    segment = opened(desk).segment(key)
    assert (segment.target, segment.revisions[-1].by, segment.confirmed) == ("From Poedit.", "Ana", True)
    assert '"text":"From Poedit."' in lines(tmp_path)


def test_a_machine_does_not_stand_in_the_way(desk: Make, article: Path, tmp_path: Path) -> None:
    open_ = opened(desk)
    key, base = open_.segments[2].key, stamp(open_.segments[2])
    for outcome in pipeline.translate(desk(words={"Drittel.": "third."}), [article], redraft=True, again=True):
        assert outcome.error is None
    assert open_.confirm(JANE, key, "A third.", base).target == "A third."
    assert opened(desk).segment(key).target == "A third."


def test_writers_at_the_same_time_lose_nothing(desk: Make, article: Path) -> None:
    desks = [opened(desk) for _ in range(3)]
    keys = [s.key for s in desks[0].segments]
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for key in keys[number::3]:
                desks[number].confirm(Hand(Person(f"P{number}")), key, f"{key} by {number}", None)
        except BaseException as error:  # noqa: BLE001  # told below
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert [s.target for s in opened(desk).segments] == [f"{key} by {number % 3}" for number, key in enumerate(keys)]


def test_steps_are_taken_back_across_segments(desk: Make, article: Path, tmp_path: Path) -> None:
    open_ = opened(desk)
    a, b = open_.segments[1], open_.segments[2]
    open_.type(JANE, a.key, "Typed", stamp(a))
    open_.type(JANE, a.key, "Typed more", stamp(open_.segment(a.key)))
    open_.confirm(JANE, b.key, "Confirmed", stamp(b))
    open_.comment(JANE, b.key, "look again", "")
    assert [open_.undo(JANE)[0] for _ in range(4)] == ["comment", "confirm", "type", "type"]  # typed and confirmed at once is two steps
    assert [(open_.segment(s.key).target, open_.segment(s.key).confirmed, open_.segment(s.key).comment) for s in (a, b)] == [
        (s.target, False, "") for s in (a, b)
    ]
    with pytest.raises(UsageError, match="nothing to take back"):
        open_.undo(JANE)
    assert '"text":"Confirmed"' in lines(tmp_path)  # history is only added to
    assert [open_.redo(JANE)[0] for _ in range(4)] == ["type", "type", "confirm", "comment"]
    again = opened(desk)
    assert (again.segment(a.key).target, again.segment(b.key).target, again.segment(b.key).confirmed) == ("Typed more", "Confirmed", True)
    assert again.segment(b.key).comment == "look again"


def test_undo_takes_back_only_what_is_ones_own(desk: Make, article: Path) -> None:
    open_ = opened(desk)
    key = open_.segments[1].key
    open_.confirm(JANE, key, "Jane", None)
    open_.confirm(OTTO, key, "Otto", None)
    with pytest.raises(UsageError, match="somebody has changed"):
        open_.undo(JANE)
    assert open_.segment(key).target == "Otto"
    assert (open_.undo(OTTO)[0], open_.segment(key).target, open_.segment(key).confirmed) == ("confirm", "Otto", False)
    open_.undo(OTTO)
    last = open_.segment(key).revisions[-1]
    assert (last.text, last.by, last.state) == ("Jane", "Jane", State.REVIEWED)  # Otto confirmed nothing by taking his step back


OUTDATED = {  # what is done to a sentence whose source has changed
    "type": lambda open_, key: open_.type(JANE, key, "There were 13,000 people, or 12,000.", None),
    "confirm": lambda open_, key: open_.confirm(JANE, key, "There were 13,000 people.", None),
    "confirm unchanged": lambda open_, key: open_.confirm(JANE, key, open_.segment(key).target, None),
    "restore": lambda open_, key: open_.restore(JANE, key, None),
    "replace": lambda open_, key: open_.replace(JANE, {key: (stamp(open_.segment(key)), "There were people.")}),
}


@pytest.mark.parametrize("name", OUTDATED)
def test_what_was_made_for_an_older_source_is_so_again_when_a_step_is_taken_back(desk: Make, article: Path, name: str) -> None:
    open_ = opened(desk)
    open_.confirm(OTTO, open_.segments[-1].key, "There were 12,000 people.", None)
    article.write_text(TEXT.replace("12.000", "13.000"), "utf-8")
    assert all(outcome.error is None for outcome in pipeline.translate(desk(), [article]))
    before = opened(desk).segments[-1]
    assert before.previous and before.alternative and not before.confirmed
    open_ = opened(desk)
    OUTDATED[name](open_, before.key)
    while True:
        try:
            open_.undo(JANE)
        except UsageError:
            break
    assert open_.segments[-1] == before
    assert opened(desk).segments[-1] == before


def test_nothing_is_left_of_what_was_taken_back(desk: Make, article: Path) -> None:
    open_ = opened(desk)
    before = list(open_.segments)
    found = replacing.places(open_.segments, "Lenkow", "Lenkov")
    assert open_.replace(JANE, {p.key: (stamp(open_.segment(p.key)), p.after) for p in found}) == 2
    open_.undo(JANE)
    assert open_.segments == before and opened(desk).segments == before  # drafts, which repairs may mend
    for segment in before:
        open_.confirm(JANE, segment.key, segment.target, None)
    held = list(open_.segments)
    open_.sign_off(OTTO)
    open_.undo(OTTO)
    open_.confirm(OTTO, before[1].key, before[1].target, None)
    open_.undo(OTTO)
    assert opened(desk).segments == held
    project = desk()
    assert inspection.credits_of(project, project.corpus.article("wahl")).reviewers == {}
    open_.redo(OTTO)
    assert opened(desk).segments[1].revisions[-1].by == "Otto"


def test_restore_brings_the_draft_back_unconfirmed(desk: Make, article: Path) -> None:
    open_ = opened(desk)
    segment = open_.segments[1]
    open_.confirm(JANE, segment.key, "Something else", None)
    after = open_.restore(JANE, segment.key, None)
    assert after.target == segment.target and not after.confirmed and after.touched


def test_sign_off_wants_every_sentence_confirmed(desk: Make, article: Path, tmp_path: Path) -> None:
    open_ = opened(desk)
    with pytest.raises(UsageError, match="5 of 5 sentences are not confirmed"):
        open_.sign_off(OTTO)
    for segment in list(open_.segments):
        open_.confirm(JANE, segment.key, segment.target, stamp(segment))
    assert open_.sign_off(OTTO) == 5
    assert {s.state for s in opened(desk).segments} == {State.FINAL}
    project = desk()
    found = inspection.credits_of(project, project.corpus.article("wahl"))
    assert (found.post_editors, found.reviewers) == ({"Jane": 5}, {"Otto": 5})
    first = open_.segments[0]
    assert open_.confirm(JANE, first.key, first.target, stamp(first)).state is State.FINAL
    open_.undo(OTTO)
    assert {s.state for s in opened(desk).segments} == {State.REVIEWED}


def test_an_issue_is_ignored_with_a_reason_only(desk: Make, article: Path, tmp_path: Path) -> None:
    open_ = opened(desk)
    segment = open_.segments[-1]
    wrong = open_.type(JANE, segment.key, "There were 300 people.", None)
    assert "numbers" in [i.check for i in open_.issues()[segment.key] if i.open]
    for reason in ("", "  \n "):
        with pytest.raises(UsageError):
            open_.ignore(JANE, segment.key, "numbers", reason)
    for check in ("empty", "nonsense"):
        with pytest.raises(UsageError):
            open_.ignore(JANE, segment.key, check, "why not")
    open_.ignore(JANE, segment.key, "numbers", "the source is wrong,\nthe council says 300")
    assert entries(tmp_path)[segment.key].tcomment == "ignore numbers: the source is wrong, the council says 300"
    assert "numbers" not in [i.check for i in open_.issues()[segment.key] if i.open]
    assert wrong.target == "There were 300 people."


BAD = ["a\0b", "a\ud800b", "x" * (LONGEST + 1)]


@pytest.mark.parametrize("text", BAD)
def test_what_no_catalog_can_hold_is_refused(desk: Make, article: Path, tmp_path: Path, text: str) -> None:
    open_ = opened(desk)
    before = (tmp_path / "corpus/wahl/en.po").read_bytes()
    key = open_.segments[1].key
    for work in (open_.type, open_.confirm, open_.comment):
        with pytest.raises(UsageError):
            work(JANE, key, text, None)
    assert (tmp_path / "corpus/wahl/en.po").read_bytes() == before


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=60), confirmed=st.booleans())
def test_any_text_comes_back_as_it_was_typed(desk: Make, article: Path, text: str, confirmed: bool) -> None:
    open_ = opened(desk)
    key = open_.segments[1].key
    if confirmed and not text.strip():
        return
    said = open_.confirm(JANE, key, text, None) if confirmed else open_.type(JANE, key, text, None)
    again = opened(desk).segment(key)
    assert (again.target, again.confirmed) == (said.target, said.confirmed)
    if "\n" not in text and "\r" not in text:
        assert said.target == text


ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(["type", "confirm", "unconfirm", "restore", "undo", "redo", "reload", "outside"]), st.integers(0, 4), st.integers(0, 9), st.booleans()
    ),
    max_size=14,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(actions=[("outside", 0, 3, False), ("type", 1, 0, True), ("outside", 0, 2, False), ("type", 0, 8, True)])
@given(actions=ACTIONS)
def test_memory_and_disk_say_the_same_whatever_is_done(desk: Make, article: Path, tmp_path: Path, actions: list[tuple[str, int, int, bool]]) -> None:
    open_ = opened(desk)
    past = 0
    for name, at, number, jane in actions:
        hand = JANE if jane else OTTO
        segment = open_.segments[at]
        try:
            if name in ("type", "confirm"):
                getattr(open_, name)(hand, segment.key, f"text {number}", stamp(segment))
            elif name in ("unconfirm", "restore"):
                getattr(open_, name)(hand, segment.key, stamp(segment))
            elif name in ("undo", "redo"):
                getattr(open_, name)(hand)
            elif name == "reload":
                open_ = opened(desk)
            else:
                path = tmp_path / "corpus/wahl/en.po"
                catalog = polib.pofile(str(path), wrapwidth=0)
                entry = catalog[at]
                entry.msgstr, entry.flags = f"outside {number}", [] if jane else ["fuzzy"]
                catalog.save(str(path))
        except (UsageError, Conflict):
            pass  # nothing to take back, or changed outside
        now = len(lines(tmp_path))
        assert now >= past
        past = now
    open_.refresh()
    fresh = opened(desk)
    here, there = ([([(r.text, r.origin, r.state, r.by) for r in s.revisions], s.previous, s.alternative) for s in o.segments] for o in (open_, fresh))
    assert here == there
    assert history.read(lines(tmp_path).encode()).saves


def test_a_name_is_put_right_everywhere_and_taken_back_at_once(desk: Make, article: Path, tmp_path: Path) -> None:
    project = desk()
    open_ = Desk(project).open("wahl")
    first, third = open_.segments[1], open_.segments[3]
    open_.confirm(JANE, third.key, "Lenkow was never there.", None)
    found = replacing.places(open_.segments, "Lenkow", "Lenkov")
    assert [(p.key, p.ticked) for p in found] == [(first.key, True), (third.key, False)]
    texts = {p.key: (stamp(open_.segment(p.key)), p.after) for p in found}
    assert open_.replace(JANE, texts) == 2
    assert all("Lenkov" in open_.segment(p.key).target for p in found)
    assert open_.segment(third.key).confirmed and not open_.segment(first.key).confirmed
    open_.undo(JANE)
    assert [opened(desk).segment(p.key).target for p in found] == [p.before for p in found]


def test_a_name_that_the_glossary_has_stays_in_the_drafts(desk: Make, article: Path, tmp_path: Path) -> None:
    open_ = Desk(desk()).open("wahl")
    texts = {p.key: (stamp(open_.segment(p.key)), p.after) for p in replacing.places(open_.segments, "Lenkow", "Lenkov")}
    rows, change = replacing.into_glossary(open_.project, Opened(open_.article, open_.place, "de", open_.segments), "Lenkow", "Lenkov")
    assert ("Lenkow", "Lenkov") in [(row.source, row.target) for row in rows] and change is not None
    open_.replace(JANE, texts, repair="name", glossary=change)
    assert not any(s.touched for s in open_.segments)  # they are drafts still
    for outcome in pipeline.translate(desk(), [article], again=True):
        assert outcome.error is None
    assert [opened(desk).segment(key).target for key in texts] == [text for _, text in texts.values()]
    open_.undo(JANE)
    assert not change[0].exists() and not any(s.touched for s in open_.segments)
    assert ["Lenkow" in opened(desk).segment(key).target for key in texts] == [True, True]
    for outcome in pipeline.translate(desk(), [article], again=True):
        assert outcome.error is None
    assert ["Lenkow" in opened(desk).segment(key).target for key in texts] == [True, True]


def test_a_conflict_in_one_place_changes_none(desk: Make, article: Path) -> None:
    open_ = opened(desk)
    a, b = open_.segments[1], open_.segments[2]
    open_.confirm(OTTO, b.key, "Otto", None)
    with pytest.raises(Conflict):
        open_.replace(JANE, {a.key: (stamp(a), "A"), b.key: (stamp(b), "B")})
    assert (open_.segment(a.key).target, open_.segment(b.key).target) == (a.target, "Otto")


PLACES = [  # target, old, new, whole word, capitals, after
    ("Lenkow’s and Lenkowa", "Lenkow", "Lenkov", True, True, "Lenkov’s and Lenkowa"),
    ("a <1>1</1> b 1", "1", "2", False, True, "a <1>2</1> b 2"),
    ("a.b axb", "a.b", "c", False, True, "c axb"),
    ("Haus haus", "haus", "house", True, False, "house house"),
    ("Haus haus", "haus", "\\1", True, True, "Haus \\1"),
]


@pytest.mark.parametrize(("target", "old", "new", "word", "case", "after"), PLACES)
def test_places_are_what_they_would_become(desk: Make, article: Path, target: str, old: str, new: str, word: bool, case: bool, after: str) -> None:
    segment = opened(desk).segments[1].revise(target, Origin.MT, "", when="")
    assert [place.after for place in replacing.places([segment], old, new, word=word, case=case)] == [after]


def test_terms_matches_and_concordance(desk: Make, article: Path, tmp_path: Path) -> None:
    folder = tmp_path / "glossaries"
    folder.mkdir()
    (folder / "names.de-en.csv").write_text("source,target,status,kind\nAndrej Lenkow,Andrei Lenkov,preferred,person\n", "utf-8")
    project = desk()
    open_ = Desk(project).open("wahl")
    terms = hints.terms(project, "de", open_.segments[1])
    assert [(t.preferred, open_.segments[1].source[t.start : t.end], t.used) for t in terms] == [(("Andrei Lenkov",), "Andrej Lenkow", False)]
    assert hints.concordance(project, "de", "Drittel") == []
    open_.confirm(JANE, open_.segments[2].key, "That would be a third.", None)
    assert [(m.target, m.by) for m in hints.concordance(project, "de", "ein drittel")] == [("That would be a third.", "Jane")]
    (tmp_path / "zwei.md").write_text("Das wäre ein Viertel.\n", "utf-8")
    assert all(o.error is None for o in pipeline.translate(project, [tmp_path / "zwei.md"]))
    other = Desk(project).open("zwei")
    found = hints.matches(project, other.article, "de", other.segments, other.segments[0].key)
    assert [(match.target, match.by, match.kind) for match in found] == [("That would be a third.", "Jane", "fuzzy")]
    assert hints.matches(project, open_.article, "de", open_.segments, open_.segments[2].key) == []


@pytest.mark.parametrize("name", ["../wahl", "wahl/../wahl", "/etc", "..", ".locks", "", "nicht-da", "wahl\0"])
def test_only_articles_of_the_corpus_are_opened(desk: Make, article: Path, name: str) -> None:
    with pytest.raises(UsageError):
        Desk(desk()).open(name)


CONFLICT = "<<<<<<< HEAD\nmsgid broken\n=======\n"


def test_what_could_not_be_saved_is_never_believed(desk: Make, article: Path, tmp_path: Path) -> None:
    """A merge left its signs in the catalog while the desk was open: each try says so, and nothing typed counts as saved."""
    open_, catalog = opened(desk), tmp_path / "corpus/wahl/en.po"
    key, good = open_.segments[1].key, catalog.read_bytes()
    catalog.write_bytes(CONFLICT.encode() + good)
    for _ in range(4):
        with pytest.raises(TranslatorError):
            open_.type(JANE, key, "A new word.", None)
    catalog.write_bytes(good)
    assert open_.type(JANE, key, "A new word.", None).target == "A new word."
    assert entries(tmp_path)[key].msgstr == "A new word." and "A new word." in lines(tmp_path)


@pytest.mark.parametrize("beside", ["source.md~", "source.md.bak", "source.zip", "source.jpg", "source.pdf"])
def test_files_beside_the_source_stay(desk: Make, article: Path, tmp_path: Path, beside: str) -> None:
    other = tmp_path / "corpus/wahl" / beside
    other.write_bytes(b"mine")
    open_ = opened(desk)
    open_.type(JANE, open_.segments[1].key, "A new word.", None)
    assert other.read_bytes() == b"mine" and opened(desk).segments[1].target == "A new word."


@pytest.mark.parametrize("name", ["en.history.jsonl", "en.po", "source.md"])
def test_a_link_that_leads_out_is_not_followed(desk: Make, article: Path, tmp_path: Path, name: str) -> None:
    """A corpus of strangers names a file outside: nothing is written there, and no source is read from there."""
    outside, link = tmp_path / "outside", tmp_path / "corpus/wahl" / name
    if name != "en.po":
        outside.write_text("secret\n", "utf-8")
    link.unlink()
    link.symlink_to(outside)
    before = outside.read_bytes() if outside.exists() else None
    with pytest.raises(TranslatorError, match=r"no such article|leads out of the corpus"):
        opened(desk).type(JANE, "", "A new word.", None)
    assert (outside.read_bytes() if outside.exists() else None) == before


@pytest.mark.parametrize("line", ['"when":"gestern"', '"when":"2026-99-99T00:00:00Z"', '"by":"\\ud800"', '"by":"a\\u0000b"'])
def test_a_strange_history_is_read(desk: Make, article: Path, tmp_path: Path, line: str) -> None:
    open_ = opened(desk)
    key = open_.segments[1].key
    with (tmp_path / "corpus/wahl/en.history.jsonl").open("a", encoding="utf-8") as file:
        file.write(f'{{"key":"{key}","text":"T.","origin":"human","state":"reviewed",{line}}}\n')
    again = opened(desk)
    again.type(JANE, again.segments[2].key, "A new word.", None)
    assert credits.line(credits.read(again.segments, source="de", target="en"))
    assert again.segment(key).revisions[-1].when == ("" if "when" in line else again.segment(key).revisions[-1].when)
