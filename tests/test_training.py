"""The recipe of the built-in package: what it learns from, and a small package from nothing to a draft."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pytest
import sentencepiece
from hypothesis import given
from hypothesis import strategies as st

from training import align, arrays, augment, card, corpus, package, vocabulary, weights
from training.corpus import Pair
from translator import marks
from translator.engines import Request, marking, packages
from translator.engines.ctranslate2 import CTranslate2
from translator.errors import UsageError

STARTER = packages.route("de", "en", None)[0]


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Das  ist „gut“ .", 'Das ist "gut".'),
        ("Das ist ( so ) , sagte er .", "Das ist (so), sagte er."),
        ("Tom 's house", "Tom's house"),
        ("Im Jahr 1990 .", "Im Jahr 1990."),
        ("u\u0308ber 3 .5", "über 3 .5"),
    ],
)
def test_clean_text_is_what_the_engine_asks_for(text: str, clean: str) -> None:
    assert corpus.clean(text) == clean
    assert corpus.clean(clean) == clean


@pytest.mark.parametrize(
    ("german", "english", "why"),
    [
        ("Das ist gut.", "That is good.", ""),
        ("", "That is good.", "empty"),
        ("wort " * 61, "word " * 61, "long"),
        ("Ein langer Satz über viele Dinge, die es gibt und gab.", "A very short one here.", ""),
        ("Ein sehr langer Satz über viele Dinge, die es gibt und gab, und noch mehr.", "It is a so so", "lengths"),
        ("Angela Merkel Wolfgang Schäuble", "Angela Merkel Wolfgang Schäuble", "same"),
        ("2012 – 2013 : 14 %", "2012 – 2013 : 14 %", "same"),
        ("12 34 56", "12 34 57", "no words"),
        ("This is the house that you and the others want.", "This is the house that you and the others want to see.", "language"),
        ("Das ist das Haus.", "Das ist nicht das Haus, das wir mit der Zeit und für die Stadt auch sind.", "language"),
    ],
)
def test_bad_pairs_are_left_out(german: str, english: str, why: str) -> None:
    assert corpus.fault(Pair(german.strip(), english.strip(), "s")) == why


def test_no_pair_shares_eight_words_with_a_test_sentence() -> None:
    test = "Der Minister sagte am Montag in der Stadt, dass er bald komme."
    pairs = [
        Pair("Er wiederholte: der Minister sagte am Montag in der Stadt nichts.", "He repeated it.", "a"),
        Pair("Der Minister sagte am Montag nichts.", "The minister said nothing on Monday.", "a"),
        Pair("der minister sagte am montag nichts.", "The minister said nothing on Monday.", "b"),
        Pair("Guten Tag.", "Hello.", "b"),
    ]
    good, counts = corpus.select(pairs, [test, "Guten Tag."])
    assert [pair.german for pair in good] == ["Der Minister sagte am Montag nichts.", "Guten Tag."]
    assert corpus.table(counts).splitlines() == ["source\ttaken\tagain\tin a test set", "a\t1\t0\t1", "b\t1\t1\t0"]
    assert card.taken(corpus.table(counts)) == {"a": 1, "b": 1}


def test_a_line_without_three_columns_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("Guten Tag.\tHello.\ta\nGuten Tag.\tHello.\n", "utf-8")
    with pytest.raises(UsageError, match="2 columns") as error:
        list(corpus.read([tmp_path / "a.tsv"]))
    assert error.value.place.endswith("a.tsv:2")
    for name, data in (("b.tsv", b"\xff\t\t"), ("c.tsv.xz", b"no xz")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(UsageError, match="cannot be read"):
            list(corpus.read([tmp_path / name]))


@pytest.mark.parametrize("pairs", [[], [Pair("Ja.", "Yes.", "s")], [Pair("Der Hund sieht den alten Mann.", "The dog sees the old man.", "s")] * 3])
def test_few_pairs_make_few_copies(pairs: list[Pair]) -> None:
    assert len(list(augment.Augmenter(pairs).all())) <= 4 * len(pairs)


def test_preparation_needs_no_torch_and_keeps_held_out_pairs_apart(tmp_path: Path) -> None:
    from training.__main__ import main

    (tmp_path / "toy.tsv").write_text("".join("\t".join(pair) + "\n" for pair in toy(800)), "utf-8")
    with pytest.raises(UsageError, match="no such file"):
        main(["prepare", str(tmp_path / "toy.tsv"), "--tests", str(tmp_path / "none"), "--data", str(tmp_path / "d")])
    main(["prepare", str(tmp_path / "toy.tsv"), "--data", str(tmp_path / "d"), "--pieces", "340"])
    data = arrays.Data(tmp_path / "d")
    model = sentencepiece.SentencePieceProcessor(model_file=str(tmp_path / "d" / "sp.model"))
    said = [
        marks.strip(model.decode(data.tgt[data.off_t[i] : data.off_t[i + 1]].tolist()).replace("> ", ">").replace(" <", "<")) for i in range(len(data.length))
    ]
    held = {said[i] for i in data.held_out}
    others = {text for i, text in enumerate(said) if i not in set(data.held_out.tolist())}
    assert len(data.held_out) > 20 and not held & others


NOUNS = {
    "Hund": "dog",
    "Mann": "man",
    "Brief": "letter",
    "Wald": "forest",
    "Fisch": "fish",
    "Apfel": "apple",
    "Turm": "tower",
    "Ofen": "oven",
    "Stuhl": "chair",
    "Garten": "garden",
}
VERBS = {"sieht": "sees", "sucht": "seeks", "findet": "finds", "malt": "paints", "kennt": "knows", "liebt": "loves"}


def toy(number: int, seed: int = 1) -> list[Pair]:
    """Make pairs of a language of few words."""
    rng = random.Random(seed)
    out = []
    for _ in range(number):
        (one, first), (two, second), (three, third) = rng.sample(list(NOUNS.items()), 3)
        verb, does = rng.choice(list(VERBS.items()))
        out.append(Pair(f"Der {one} {verb} den {two} und den {three}.", f"The {first} {does} the {second} and the {third}.", "toy"))
    return out


def test_words_that_belong_together_are_linked() -> None:
    pairs = toy(300)
    found = align.links([align.WORD.findall(pair.german) for pair in pairs], [align.WORD.findall(pair.english) for pair in pairs])
    assert all({(1, 1), (2, 2), (4, 4), (7, 7)} <= set(own) for own in found)
    assert align.links([["a"], []], [[], ["b"]]) == [[], []]


def test_copies_keep_what_they_are_for() -> None:
    pairs = [
        *toy(200),
        *(Pair(f"Der Mann Lankow kennt {name} und den Hund.", f"The man Lankow knows {name} and the dog.", "toy") for name in ("Kvitova", "Odhiambo")),
    ]
    made = list(augment.Augmenter(pairs).all())
    kinds = {pair.source for pair in made}
    assert kinds == {"+names", "+terms", "+marks", "+shape"}
    for german, english, kind in made:
        if kind == "+marks":
            assert marks.present(german) and marking.whole(english, german) and marking.suited(german, augment.MARKS)
            assert Pair(marks.strip(german), marks.strip(english), "toy") in pairs
        elif kind == "+terms":
            words = [word for word in german.split() if word.strip(".") in english]
            assert words, (german, english)
        elif kind == "+names":
            assert len(set(german.split()) & set(english.split())) >= 2
    assert made == list(augment.Augmenter(pairs).all())


def test_a_vocabulary_gets_pieces_for_marks_and_keeps_its_numbers() -> None:
    old = STARTER.contents()["sentencepiece.model"]
    new = vocabulary.with_marks(old)
    before, after = (sentencepiece.SentencePieceProcessor(model_proto=model) for model in (old, new))
    missing = [piece for piece in vocabulary.mark_pieces() if before.piece_to_id(piece) == before.unk_id()]
    assert after.get_piece_size() == before.get_piece_size() + len(missing)
    assert vocabulary.with_marks(new) == new
    text = "Der Südkorea-Experte Andrej Lankow schätzt 12.000 Soldaten."
    assert after.encode(text) == before.encode(text)
    assert "▁</2>" in after.encode(marking.spaced("Das <1>alte</1> <2>Haus</2>."), out_type=str)
    assert after.decode(after.encode("Das <1> alte </1> Haus.")) == "Das <1> alte </1> Haus."


WORDS = st.lists(st.sampled_from(["Haus", "der", "Straße", "(so)", "12.000", "„ja“", "E-Mail,"]), min_size=1, max_size=8)


@given(WORDS, st.data())
def test_spaces_around_marks_come_and_go(words: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    marked = " ".join([*words[:first], "<1>" + " ".join(words[first : last + 1]) + "</1>", *words[last + 1 :]])
    assert marking.suited(marked, 1)
    assert not marking.suited(marked, 0)
    assert marking.closed(marking.spaced(marked), marked) == marked
    assert marking.whole(marked, marked)


@pytest.mark.parametrize(
    ("source", "said", "draft", "whole"),
    [
        ("Das <1>Haus</1>, das brennt.", "The <1> house </1>, which burns.", "The <1>house</1>, which burns.", True),
        ("Er kam<1/> heim.", "He came <1/> home.", "He came<1/> home.", True),
        ("Er <1/> kam.", "He <1/> came.", "He <1/> came.", True),
        ("Das <1>Haus</1> brennt.", "The house </1> burns.", "The house</1> burns.", False),
        ("Das <1>Haus</1> brennt.", "The <1> house </1> <1> burns </1>.", "The <1>house</1> <1> burns </1>.", False),
        ("<1>Das</1> <2>Haus</2>", "<1> The <2> house </1> </2>", "<1>The <2>house</1></2>", False),
        ("Das <1>Haus</1> brennt.", "<1> </1> The house burns.", "<1></1> The house burns.", False),
        ("Die „<1>Zeit</1>“ schreibt", "The <1> Time </1> writes", "The <1>Time</1> writes", True),
        ("Die CDU (<1>Union</1>) kam", "The CDU <1> Union </1> came", "The CDU <1>Union</1> came", True),
        ("<1>das Haus</1>/<2>Boot</2>", "<1> the house </1> and <2> boat </2>", "<1>the house</1> and <2>boat</2>", True),
    ],
)
def test_marks_of_a_draft(source: str, said: str, draft: str, whole: bool) -> None:
    assert marking.closed(said, source) == draft
    assert marking.whole(draft, source) is whole


@pytest.mark.parametrize(
    "marked",
    [
        "H<1>2</1>O",
        "Kein Zeichen",
        "\\<1> und <1>das</1>",
        "<1>alte </1><2>Haus</2>",
        "<1>Haus</1><2>boot</2>",
        "<3>sagt </3>(wie)",
        "<7>das</7>",
        "<1></1> das",
    ],
)
def test_what_no_package_is_asked_to_carry(marked: str) -> None:
    assert not marking.suited(marked, 4)


def test_the_weights_of_a_package_make_the_same_package(tmp_path: Path) -> None:
    found, shape, tokenizer = weights.of_package(STARTER)
    assert found["emb.weight"].shape == (shape.vocabulary, shape.width)
    (tmp_path / "a.argosmodel").write_bytes(package.pack(found, shape, tokenizer, "9.9", "card", {}))
    again, same, _ = weights.of_package(packages.open_package(tmp_path / "a.argosmodel"))
    assert same == shape
    for name, value in found.items():
        step = np.abs(value).max(-1, keepdims=True) / package.STEPS / 2
        assert np.all(np.abs(again[name] - value) <= step + 1e-6), name
    assert weights.mean([found, found])["dn.bias"] == pytest.approx(found["dn.bias"])
    more = weights.with_pieces(found, len(found["emb.weight"]) + 2)
    assert weights.mean([found, more])["emb.weight"] == pytest.approx(more["emb.weight"])


def test_more_pieces_leave_the_others_as_they_were() -> None:
    found, shape, _ = weights.of_package(STARTER)
    more = weights.with_pieces(found, shape.vocabulary + 12)
    assert more["emb.weight"].shape == (shape.vocabulary + 12, shape.width)
    assert np.array_equal(more["emb.weight"][: shape.vocabulary], found["emb.weight"])
    assert weights.with_pieces(found, shape.vocabulary).keys() == found.keys()


def test_licences_are_read_for_the_card() -> None:
    text = "## europarl (tier A)\n- repo: x\n- licence: free\n## other\ntext\n"
    assert card.licences(text) == {"europarl": "free"}


def test_a_package_from_nothing(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="training needs torch: uv run --group dev --with torch pytest tests/test_training.py")
    from training.__main__ import main

    pairs = toy(1500)
    (tmp_path / "toy.tsv").write_text("".join("\t".join(pair) + "\n" for pair in pairs), "utf-8")
    test = [pair for pair in toy(60, seed=2) if pair not in pairs]
    for name, side in (("de", 0), ("en", 1)):
        (tmp_path / f"{name}.txt").write_text("".join(pair[side] + "\n" for pair in test), "utf-8")
    end = ["--version", "0.1", "--set", "toy", str(tmp_path / "de.txt"), str(tmp_path / "en.txt"), "--carries-marks"]
    size = ["--pieces", "340", "--encoder", "1", "--decoder", "1", "--width", "64", "--heads", "2", "--inner", "128", "--tokens", "1500", "--warm", "20"]
    run = ["all", str(tmp_path / "toy.tsv"), "--out", str(tmp_path / "out"), "--tests", str(tmp_path / "de.txt"), *size]
    main([*run, "--steps", "200", "--cool", "0", *end])
    main([*run, "--steps", "200", "--cool", "1", *end])  # goes on where the first call stopped
    made = packages.open_package(tmp_path / "out" / "translate-de_en-0_1.argosmodel")
    about = made.contents()["README.md"].decode()
    assert (
        f"one of {len(test)} test sentences" in about
        and "400 steps" in about
        and "| toy |" in about
        and json.loads(made.contents()["metadata.json"])["carries_marks"] == augment.MARKS
    )
    engine = CTranslate2(made, beam=2)
    drafts = [draft.text for draft in engine.translate([Request(pair.german) for pair in test])]
    right = sum(draft == pair.english for draft, pair in zip(drafts, test, strict=True))
    assert right > len(test) * 0.8, drafts[:5]
    data = arrays.Data(tmp_path / "out" / "data")
    assert len(data.held_out) and not set(data.held_out) & {int(i) for batch in data.batches(500, {}, np.random.default_rng(1)) for i in batch}
