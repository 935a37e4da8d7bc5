"""Engines and packages: as many drafts as requests, in order; hostile packages are refused; nothing is half installed."""

from __future__ import annotations

import io
import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from translator import files, marks
from translator.engines import Engine, Request, ctranslate2, packages
from translator.engines.ctranslate2 import CTranslate2, limit, looped
from translator.engines.echo import Echo
from translator.engines.pivot import Pivot
from translator.engines.placing import place
from translator.errors import EngineError, PackageError

STARTER = next(packages.STARTER.glob("*.argosmodel"))


@pytest.fixture(scope="module")
def starter() -> CTranslate2:
    return CTranslate2(packages.open_package(STARTER))


@pytest.mark.parametrize("make", [Echo, lambda: CTranslate2(packages.open_package(STARTER)), lambda: Pivot(Echo(), Echo())])
def test_every_engine_answers_in_order(make: Callable[[], Engine]) -> None:
    engine = make()
    texts = ["Das ist gut.", "2023", "Guten Morgen.", "Das ist gut.", "https://example.org/a_b", "Wo ist der Bahnhof?"]
    steps: list[int] = []
    drafts = engine.translate([Request(text) for text in texts], steps.append)
    assert len(drafts) == len(texts)
    assert drafts[0].text == drafts[3].text
    assert (drafts[1].text, drafts[4].text) == ("2023", "https://example.org/a_b")
    assert all(draft.text for draft in drafts)
    assert steps
    assert "#" in engine.signature
    assert set(engine.facts) == {"package", "version", "sha256"}
    assert engine.translate([]) == []


def test_the_starter_translates(starter: CTranslate2) -> None:
    drafts = starter.translate([Request("Guten Morgen!", alternatives=3), Request("Der Mann liest das Buch.", alignment=True)])
    assert "morning" in drafts[0].text.lower()
    assert len(drafts[0].alternatives) == 3
    assert drafts[0].alternatives[0][1] >= drafts[0].alternatives[1][1]
    assert "book" in drafts[1].text.lower()
    assert drafts[1].alignment
    plain = "Der Mann liest das Buch."
    words = {(drafts[1].text[a:b], plain[c:d]) for a, b, c, d in drafts[1].alignment}
    assert ("book", "Buch") in words
    apart, whole = starter.translate([Request("Der Mann ho\u0308rt das Lied."), Request("Der Mann hört das Lied.")])
    assert apart == whole


def test_what_has_no_end_is_cut_and_said(starter: CTranslate2) -> None:
    long = "Das ist ein sehr langer Satz, der immer weiter geht, " * 40
    (draft,) = starter.translate([Request(long)])
    assert len(draft.text) > 200
    (noise,) = starter.translate([Request("x" * 3000)])
    assert len(noise.text) < 30_000


def test_limits_and_loops() -> None:
    assert limit(10) > 20
    assert looped("the the the the end", "das Ende")
    assert looped("he went to the city he went to the city he went to the city ", "er ging")
    assert not looped("He went to the city and then he went home.", "er ging")
    assert not looped("no no no no", "nein nein nein nein")


@given(st.integers(0, 600))
def test_long_sentences_are_cut_without_loss(count: int) -> None:
    tokens = [("▁w" if i % 3 else ",") for i in range(count)]
    pieces = ctranslate2._pieces(tokens)
    assert [token for piece in pieces for token in piece] == tokens
    assert all(0 < len(piece) <= ctranslate2.LONGEST for piece in pieces)


def test_pivot_goes_through_the_middle() -> None:
    engine = Pivot(Echo({"Haus": "house"}), Echo({"house": "maison"}))
    assert engine.translate([Request("Haus")])[0].text == "maison"


def archive(names: dict[str, bytes], *, link: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, data in names.items():
            file.writestr(name, data)
        if link:
            info = zipfile.ZipInfo(link)
            info.external_attr = (stat.S_IFLNK | 0o777) << 16
            file.writestr(info, "/etc/passwd")
    return buffer.getvalue()


META = json.dumps({"package_version": "9.9", "from_code": "de", "to_code": "en", "type": "translate"}).encode()
WHOLE = {"p/metadata.json": META, "p/model/model.bin": b"x", "p/sentencepiece.model": b"y"}
HOSTILE = [
    (archive(WHOLE | {"../evil": b"x"}), "leads out"),
    (archive(WHOLE | {"/evil": b"x"}), "leads out"),
    (archive(WHOLE | {"p\\..\\..\\evil": b"x"}), "leads out"),
    (archive(WHOLE, link="p/link"), "link"),
    (archive({f"p/{n}": b"" for n in range(1500)}), "files"),
    (archive({"p/metadata.json": META}), "lacks a model"),
    (archive(WHOLE | {"p/metadata.json": b"[1"}), "metadata.json"),
    (archive(WHOLE | {"p/metadata.json": META.replace(b'"de"', b'"../x"')}), "from_code"),
    (archive(WHOLE | {"q/other": b"x"}), "more than one folder"),
    (archive(WHOLE)[:-30], "not a readable"),
    (b"", "not a readable"),
]


@pytest.mark.parametrize(("data", "message"), HOSTILE)
def test_hostile_packages_are_refused(tmp_path: Path, home: Path, data: bytes, message: str) -> None:
    path = tmp_path / "bad.argosmodel"
    path.write_bytes(data)
    with pytest.raises(PackageError, match=message):
        packages.install(path)
    assert not list((home / "packages").glob("*")) if (home / "packages").exists() else True


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.argosmodel"
    path.write_bytes(archive(WHOLE | {"p/big": b"\0" * 10_000_000}))
    with zipfile.ZipFile(path) as file, pytest.raises(PackageError, match="unpacks to more"):
        files.members(file, path, largest=1_000_000)


def test_install_verify_remove(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from argostranslate import settings

    monkeypatch.setattr(settings, "package_data_dir", home / "packages")
    wrong = "0" * 64
    with pytest.raises(PackageError, match="expected"):
        packages.install(STARTER, expected=wrong)
    package = packages.install(STARTER)
    assert package.path.parent == home / "packages"
    assert package.digest() == packages.open_package(STARTER).digest()
    assert packages.route("de", "en", None)[0].path == package.path  # an installed one is used before the built-in
    assert packages.verify(package)[1] == "good"
    engine = CTranslate2(package)
    assert engine.signature == CTranslate2(packages.open_package(STARTER)).signature
    with (package.path / "model/model.bin").open("ab") as file:
        file.write(b"!")
    assert packages.verify(package)[1] == "changed"
    packages.remove(package)
    assert [p.starter for p in packages.installed()] == [True]
    assert packages.verify(packages.route("de", "en", None)[0])[1] == "good"
    with pytest.raises(PackageError, match="part of this program"):
        packages.remove(packages.route("de", "en", None)[0])


def test_routes(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from argostranslate import settings

    monkeypatch.setattr(settings, "package_data_dir", home / "packages")
    path = tmp_path / "fr.argosmodel"
    path.write_bytes(
        archive(
            {
                "p/metadata.json": META.replace(b'"de"', b'"en"').replace(b'"to_code": "en"', b'"to_code": "fr"'),
                **{k: v for k, v in WHOLE.items() if "meta" not in k},
            }
        )
    )
    packages.install(path)
    (home / "packages" / "junk").mkdir()
    assert [p.name for p in packages.route("de", "fr", None)] == ["translate-de_en", "translate-en_fr"]
    with pytest.raises(EngineError, match="no package translates de to ja"):
        packages.route("de", "ja", None)
    with pytest.raises(EngineError, match="not de to en"):
        packages.route("de", "en", str(path))


PLACED = [  # source, draft, alignment, result, sure
    ("Das <1>Haus</1>.", "The house.", ((4, 9, 4, 8),), "The <1>house</1>.", True),
    ("<1>Andrej</1> kam.", "Then Andrej came.", None, "Then <1>Andrej</1> came.", True),
    ("<1>Alles.</1>", "All of it.", None, "<1>All of it.</1>", True),
    ("Bild <1/> hier.", "Picture here.", ((0, 7, 0, 4), (8, 12, 6, 10)), "Picture <1/> here.", True),
    ("Das <1><2>Haus</2></1>.", "The house.", ((4, 9, 4, 8),), "The <1><2>house</2></1>.", True),
    ("Ein ganz <1>anderes</1> Wort.", "A quite other word.", None, "A quite <1>other</1> word.", False),
]


@pytest.mark.parametrize(("source", "draft", "alignment", "expected", "sure"), PLACED)
def test_marks_are_put_back(source: str, draft: str, alignment: tuple[tuple[int, int, int, int], ...] | None, expected: str, sure: bool) -> None:
    assert place(source, draft, alignment) == (expected, sure)


WORDS = st.lists(st.sampled_from(["<1>", "</1>", "<2>", "</2>", "<3/>", " eins", " zwei", ". ", "\\"]), max_size=14).map("".join)


@example("<3/>", "\\")
@given(WORDS, st.text(max_size=40))
def test_every_mark_comes_back_nested(words: str, draft: str) -> None:
    source = marks.balanced(words, set(marks.present(words)))
    text, _ = place(source, draft, None)
    assert sorted(marks.present(text)) == sorted(marks.present(source))
    assert marks.balanced(text, set(marks.present(source))) == text
    assert "".join(marks.strip(text).split()) == "".join(draft.split())
