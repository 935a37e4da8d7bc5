"""Every format: the identity walk gives back every byte, and what is translated comes back in its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.conftest import ARTICLES
from translator import formats, marks
from translator.errors import FormatError, UsageError
from translator.model import Unit


def units(name: str, text: str) -> list[tuple[str, str]]:
    return [(unit.kind, unit.text) for unit in formats.read(name, text.encode()).units]


def rebuilt(name: str, text: str, words: dict[str, str]) -> str:
    def visit(unit: Unit) -> str:
        return words.get(unit.text, unit.text)

    return formats.write(formats.read(name, text.encode()), visit).decode()


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.parent.name)
def test_identity_on_articles(path: Path) -> None:
    data = path.read_bytes()
    document = formats.read(str(path), data)
    assert len(document.units) > 5
    assert formats.write(document, lambda unit: unit.text) == data


PIECES = st.sampled_from(
    ["Der Test", " ", "\n", "\r\n", "\n\n", "**", "*", "_", "`", "[", "](x)", "{{ x }}", "{% y %}", "$a_b$", ":::", "[!NOTE]", "{: .x}", "*[EU]: ", "\n: ", '[x]: u "T"\n', "cover:\n  alt: x\n", "<div>", "</div>", "![", "<b>", "</b>", "<p>", "</p>", "&amp;", "&", "<", ">", "\t", "- ",
     "1. ", "# ", "> ", "| a | b |\n|---|---|\n", "```\n", "---\n", "title: x\n", "<!-- c -->", "<1>", "\\", "\u00ad", "u\u0308", "ß", "„", "“", "[^1]", "<br>",
     "<div class=teaser>", "<html lang=de>", "<body>", "<article>", "<script>x</script>", "~~", "  \n", "…"]
)  # fmt: skip


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@example(parts=["- ", "  \n", "**"])
@given(parts=st.lists(PIECES, max_size=30))
def test_identity_on_anything(name: str, parts: list[str]) -> None:
    data = "".join(parts).encode()
    try:
        document = formats.read(name, data)
    except FormatError:
        return
    assert formats.write(document, lambda unit: unit.text) == data


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@given(text=st.text(max_size=200))
def test_identity_on_any_text(name: str, text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    try:
        document = formats.read(name, data)
    except FormatError:
        return
    assert formats.write(document, lambda unit: unit.text) == data


TEXT = [  # name, input, units
    ("a.txt", "Erste Zeile eines Absatzes, die hart\numbrochen ist.\n\nZweiter.", [("paragraph", "Erste Zeile eines Absatzes, die hart umbrochen ist."), ("paragraph", "Zweiter.")]),
    ("a.txt", "Überschrift\n\n- Punkt eins\n- Punkt zwei\n", [("heading", "Überschrift"), ("item", "Punkt eins"), ("item", "Punkt zwei")]),
    ("a.txt", "Das ist ein langes Wort mit Trennung am Außen-\nministerium in Berlin.", [("paragraph", "Das ist ein langes Wort mit Trennung am Außenministerium in Berlin.")]),
    ("a.txt", "Über die gesamte Ein-\nund Ausfuhr des Landes.", [("paragraph", "Über die gesamte Ein- und Ausfuhr des Landes.")]),
    ("a.md", "# Titel\n\nEin **fetter** und [ein Link](http://x.de/a_b).\n", [("heading", "Titel"), ("paragraph", "Ein <1>fetter</1> und <2>ein Link</2>.")]),
    ("a.md", "> Zitat über\n> zwei Zeilen\n", [("paragraph", "Zitat über zwei Zeilen")]),
    ("a.md", "| A | B |\n|---|---|\n| eins | `x` zwei |\n", [("cell", "A"), ("cell", "B"), ("cell", "eins"), ("cell", "<1/> zwei")]),
    ("a.md", "```\nCode bleibt\n```\n\n<pre>HTML bleibt</pre>\n\n    auch das\n", []),
    ("a.md", "Text.\n\n<div class=x>\n<p>Ein <b>Absatz</b>.</p>\n</div>\n\n> <p>Zitat</p>\n", [("paragraph", "Text."), ("paragraph", "Ein <1>Absatz</1>.")]),
    ("a.md", "<details>\n<summary>Mehr</summary>\n\nInhalt.\n\n</details>\n\nEnde.\n", [("paragraph", "Mehr"), ("paragraph", "Inhalt."), ("paragraph", "Ende.")]),
    ("a.md", "{{< figure src=\"a.jpg\" title=\"Ein Schiff\" >}}\n\n{{% notice %}} Gut. {{% /notice %}}\n", [("paragraph", "<1/> Gut. <2/>")]),
    ("a.md", "Der {{ page.title }} und {% include x.html %} hier.\n\n[[toc]]\n", [("paragraph", "Der <1/> und <2/> hier.")]),
    ("a.md", "{% highlight ruby %}\nputs 'Ja'\n\n# Kommentar\n{% endhighlight %}\n\nText.\n", [("paragraph", "Text.")]),
    ("a.md", "{{< highlight go >}}\nreturn wert\n{{< /highlight >}}\n\nText.\n", [("paragraph", "Text.")]),
    ("a.md", "<ul>\n{% for p in posts %}\n<li>{{ p.title }}</li>\n</ul>\n\n<div markdown=1>\n[a](b)\n</div>\n\n<span>\n*x* y\n</span>\n", []),
    ("a.md", "![Bild]({{ site.url }}/a.png) und [e]({% link a.md %}) und [f]({{ a }} \"T\") da.\n",
     [("paragraph", "<1/>Bild<2/> und <3/>e<4/> und <5/>f<6/> da.")]),
    ("a.md", "*[Anmerkung]: Wir haben das geprüft.*\n", [("paragraph", "<1>[Anmerkung]: Wir haben das geprüft.</1>")]),
    ("a.md", "> [!NOTE] Titel hier\n", [("paragraph", "<1/>Titel hier")]),
    ("a.md", "Es gilt $E = mc^2$ und $$a_1 * b_1$$, auch $x$.\n", [("paragraph", "Es gilt <1/> und <2/>, auch <3/>.")]),
    ("a.md", "Es kostet 5$ bis 6$, $5 bis $10 oder $5-$10.\n", [("paragraph", "Es kostet 5$ bis 6$, $5 bis $10 oder $5-$10.")]),
    ("a.md", "::: tip Titel\nGut so.\n:::\n", [("paragraph", "<1/>Gut so.<2/>")]),
    ("a.md", "> [!NOTE]\n> Der Rat tagt.\n", [("paragraph", "<1/>Der Rat tagt.")]),
    ("a.md", "Ein Absatz.\n{: .lead }\n\n## Titel {#anker}\n", [("paragraph", "Ein Absatz.<1/>"), ("heading", "Titel <1/>")]),
    ("a.md", "Die EU.\n\n*[EU]: Europäische Union\n*[BVM]: Behörde\n", [("paragraph", "Die EU."), ("alt", "Europäische Union"), ("alt", "Behörde")]),
    ("a.md", "Der [Rat][r].\n\n> [r]: https://r.de \"Seite des Rates\"\n\n    [s]: s \"Kein Titel\"\n\n[t]: t 'Hof'\n", [("paragraph", "Der <1>Rat</1>."), ("alt", "Seite des Rates"), ("alt", "Hof")]),
    ("a.md", "---\ntitle: Tag\ncover:\n  image: a.png\n  alt: Der Hafen\nbilder:\n- {caption: Boote, title: Werk}\nb: &b {alt: Eins}\nc: *b\n? [d]\n: e\n---\n\nText.\n",
     [("title", "Tag"), ("alt", "Der Hafen"), ("caption", "Boote"), ("alt", "Eins"), ("paragraph", "Text.")]),
    ("a.md", "---\ntitle: &t Tag\nog: *t\nx: {alt: &a Eins, b: *a}\n---\n\nText.\n", [("paragraph", "Text.")]),
    ("a.md", "Hier [mehr]({{< ref \"seite.md\" >}}) lesen.\n", [("paragraph", "Hier <1/>mehr<2/> lesen.")]),
    ("a.md", "---\ntitle: \"Der Süd\u00adfluss\"\n---\n\nText.\n", [("title", "Der Südfluss"), ("paragraph", "Text.")]),
    ("a.md", "Der Kapita\u0308n **ging** u\u0308ber https://a.de/u\u0308 ins Cafe\u0301\n", [("paragraph", "Der Kapitän <1>ging</1> über <2/> ins Café")]),
    ("a.txt", "Der Kapita\u0308n\u00ad", [("heading", "Der Kapitän")]),
    ("a.md", "Ein \\*Stern\\* &amp; ein &lt;Winkel&gt;.\n", [("paragraph", "Ein *Stern* & ein <Winkel>.")]),
    ("a.md", "Text <1> ist Text.\n", [("paragraph", "Text \\<1> ist Text.")]),
    ("a.md", "![Ein Bild](b.png)\n", [("alt", "Ein Bild")]),
    ("a.md", "- [ ] Aufgabe\n", [("item", "Aufgabe")]),
    ("a.md", "***beides***\n", [("paragraph", "<1><2>beides</2></1>")]),
    ("a.md", "Siehe <https://x.de> und https://de.wikipedia.org/wiki/Foo_(Bar) hier.\n", [("paragraph", "Siehe <1/> und <2/> hier.")]),
    ("a.md", "Vers  \nzwei\n", [("paragraph", "Vers<1/> zwei")]),
    ("a.md", "Text[^1] da.\n\n[^1]: Die Note.\n\nMehr.\n", [("paragraph", "Text<1/> da."), ("paragraph", "Die Note."), ("paragraph", "Mehr.")]),
    ("a.md", "Der \\<1> Tag\n", [("paragraph", "Der \\<1> Tag")]),
    ("a.txt", "Er wurde in Berlin geboren und starb am\n12. Mai 1950 in der Stadt Hamburg, wie es\nheißt.", [("paragraph", "Er wurde in Berlin geboren und starb am 12. Mai 1950 in der Stadt Hamburg, wie es heißt.")]),
    ("a.txt", "Mail an hilfe@example.org oder www.example.org/liste.", [("paragraph", "Mail an <1/> oder <2/>.")]),
    ("a.html", "<p>a &lt;1&gt; b</p>", [("paragraph", "a \\<1> b")]),
    ("a.html", "<p>Eins.<br><br>Zwei.</p>", [("paragraph", "Eins."), ("paragraph", "Zwei.")]),
    ("a.html", "<p>Ein <b>Wort hier</p>", [("paragraph", "Ein <1/>Wort hier")]),
    ("a.html", "<figcaption>Im Bild: der Hafen. Bildquelle: IMAGO / Max</figcaption>", [("caption", "Im Bild: der Hafen. <1/>")]),
    ("a.html", "<p>Quelle: Der Bericht sagt, dass die Zahlen steigen.</p>", [("paragraph", "Quelle: Der Bericht sagt, dass die Zahlen steigen.")]),
    ("a.html", "<figcaption>Foto: Ein Kind spielt am Strand.</figcaption>", [("caption", "Foto: Ein Kind spielt am Strand.")]),
    ("a.html", "<p>Ein <b>fetter</b> &amp; <a href='x'>Link</a>.<br>Neu</p>", [("paragraph", "Ein <1>fetter</1> & <2>Link</2>.<3/> Neu")]),
    ("a.html", "<ul><li>Eins<li>Zwei</ul><pre>bleibt</pre>", [("item", "Eins"), ("item", "Zwei")]),
    ("a.html", "<p>Ur&shy;auf&shy;führung</p>", [("paragraph", "Uraufführung")]),
    ("a.html", "<p>Das heißt <span lang='en'>fake news</span> hier</p>", [("paragraph", "Das heißt <1/> hier")]),
    ("a.html", "<figure><img alt='Ein Hafen'><figcaption>Chef (l.) im Hafen. Foto: dpa/X</figcaption></figure>", [("alt", "Ein Hafen"), ("caption", "Chef (l.) im Hafen. <1/>")]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "expected"), TEXT)
def test_units(name: str, text: str, expected: list[tuple[str, str]]) -> None:
    if name == "a.html":
        text = text.replace("<p>", "<p lang='de'>", 1)
    assert units(name, text) == expected


REBUILT = [  # name, input, answers, output
    ("a.txt", "\ufeffEins ist hier.\r\n\r\nZwei.\r\n", {"Zwei.": "Two."}, "\ufeffEins ist hier.\r\n\r\nTwo.\r\n"),
    ("a.txt", "- eins\n- zwei\n", {"zwei": "two"}, "- eins\n- two\n"),
    ("a.md", "Ein **Wort** hier.\n", {"Ein <1>Wort</1> hier.": "One <1>word</1> here."}, "One **word** here.\n"),
    ("a.md", "Ein **Wort** hier.\n", {"Ein <1>Wort</1> hier.": "A <b> *star* </1>."}, "A \\<b> \\*star\\* .\n"),
    ("a.md", "Spende\n: Geld.\n: Noch etwas.\n", {"Spende": "Donation", "Noch etwas.": "More."}, "Donation\n: Geld.\n: More.\n"),
    ("a.md", "> A\n> b *c*\n> d\n", {"A b <1>c</1> d": "X <1>y</1>"}, "> X *y*\n"),
    ("a.md", "> [!NOTE]\n> Der Rat tagt.\n", {"<1/>Der Rat tagt.": "<1/>> It sits."}, "> [!NOTE]\n> \\> It sits.\n"),
    ("a.md", "![Bild]({{ u }}/a.png)\n", {"<1/>Bild<2/>": "<1/>Picture<2/>"}, "![Picture]({{ u }}/a.png)\n"),
    ("a.md", "> Vers  \n> zwei\n", {"Vers<1/> zwei": "Verse<1/> two"}, "> Verse  \n> two\n"),
    ("a.md", "::: tip\nGut so.\n:::\n", {"<1/>Gut so.<2/>": "<1/>Good.<2/>"}, "::: tip\nGood.\n:::\n"),
    ("a.md", "Ein Absatz.\n{: .lead }\n", {"Ein Absatz.<1/>": "One.<1/>"}, "One.\n{: .lead }\n"),
    ("a.md", "Der {{ a \"b\" }} da.\n", {"Der <1/> da.": "There <1/>."}, "There {{ a \"b\" }}.\n"),
    ("a.md", "A.\n\n<div>\n<p>Eins &amp; <i>zwei</i>.</p>\n</div>\n\nB.\n", {"Eins & <1>zwei</1>.": "One & <1>two</1>.", "B.": "Z."},
     "A.\n\n<div>\n<p>One &amp; <i>two</i>.</p>\n</div>\n\nZ.\n"),
    ("a.md", "Hallo.\n", {"Hallo.": "1. Hello."}, "1\\. Hello.\n"),
    ("a.md", "| a |\n|---|\n| b |\n", {"b": "x | y"}, "| a |\n|---|\n| x \\| y |\n"),
    ("a.md", "![Alt](b.png) Text\n", {"Alt": "Old", "<1/> Text": "<1/> Words"}, "![Old](b.png) Words\n"),
    ("a.md", "---\ntitle: Der Titel\ndate: 2024-01-01\n---\n\nText\n", {"Der Titel": "A: title"}, '---\ntitle: "A: title"\ndate: 2024-01-01\n---\n\nText\n'),
    ("a.md", "[Foo bar] da\n\n[Foo bar]: /u\n", {"<1>Foo bar</1> da": "<1>Baz</1> there"}, "[Baz][Foo bar] there\n\n[Foo bar]: /u\n"),
    ("a.md", "# C\n", {"C": "C #"}, "# C \\#\n"),
    ("a.md", "Ach [x](y)\n", {"Ach <1>x</1>": "Oh!<1>x</1>"}, "Oh\\![x](y)\n"),
    ("a.md", "| a \\| b | c |\n|---|---|\n", {"a | b": "x | y"}, "| x \\| y | c |\n|---|---|\n"),
    ("a.md", 'Ein [Link](/x "Der Titel").\n', {"Der Titel": 'The "title"', "Ein <1>Link</1>.": "A <1>link</1>."}, 'A [link](/x "The \\"title\\"").\n'),
    ("a.md", "[a] b\n\n[a]: /x 'Der Titel'\n", {"Der Titel": "It's"}, "[a] b\n\n[a]: /x 'It\\'s'\n"),
    ("a.md", "*[EU]: Europäische Union\n*[UN]: Vereinte Nationen\n", {"Europäische Union": "European Union"}, "*[EU]: European Union\n*[UN]: Vereinte Nationen\n"),
    ("a.md", "---\ncover: {alt: Ein Hafen, x: 1}\n---\n\nText\n", {"Ein Hafen": "Boats, nets"}, '---\ncover: {alt: "Boats, nets", x: 1}\n---\n\nText\n'),
    ("a.md", "Ins Cafe\u0301.\n\nIns Cafe\u0301\n", {"Ins Café": "To the café"}, "Ins Cafe\u0301.\n\nTo the café\n"),
    ("a.html", "<p><img alt=Haus> Text</p>", {"Haus": "a house"}, "<p><img alt=\"a house\"> Text</p>"),
    ("a.html", "<p>Ein <b class='x'>Wort</b></p>\n", {"Ein <1>Wort</1>": "One <1>w & x</1>"}, "<p>One <b class='x'>w &amp; x</b></p>\n"),
    ("a.html", "<p><img alt='Alt'> Text</p>", {"Alt": "O'ld", "<1/> Text": "Words <1/>"}, "<p>Words <img alt='O&#39;ld'></p>"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "answers", "expected"), REBUILT)
def test_rebuilding(name: str, text: str, answers: dict[str, str], expected: str) -> None:
    assert rebuilt(name, text, answers) == expected


PAGE = """<!DOCTYPE html><html lang="de"><head><meta charset="iso-8859-1"><title>Der Kopf - Blatt</title>
<meta name="description" content="Kurz gesagt"></head><body><nav><a href="/">Start</a></nav>
<article><h1>Der Kopf</h1><p>%s</p><p>%s</p><aside class="teaser"><p>Lesen Sie auch das</p></aside><p>%s</p></article>
<footer><p>Impressum und Datenschutz</p></footer></body></html>"""
LONG = "Das ist ein Absatz, der lang genug ist, damit er für den Text des Artikels gehalten wird, und äöü enthält."


def test_page_leaves_furniture_alone_and_keeps_its_encoding() -> None:
    data = (PAGE % (LONG, LONG + " Zwei.", LONG + " Drei.")).encode("cp1252")
    document = formats.read("a.html", data)
    texts = [unit.text for unit in document.units]
    assert texts == ["Der Kopf", "Kurz gesagt", "Der Kopf", LONG, LONG + " Zwei.", LONG + " Drei."]
    answers = {"language": "en", "metadata": '{"inSource": "de"}', "credit": "By us."}
    out = formats.write(document, lambda unit: answers.get(unit.kind, unit.text.replace("Absatz", "„paragraph“ ☃")))
    text = out.decode("cp1252")
    assert '<html lang="en">' in text
    assert "„paragraph“ &#9731;" in text
    assert text.index("Drei.") < text.index('<p class="translation-credit">By us.</p>') < text.index("<footer>")
    assert '<script type="application/ld+json">' in text
    assert "Impressum und Datenschutz" in text


BAD = [  # name, data, error, part of the message
    ("a.txt", b"", FormatError, "empty"),
    ("a.md", b" \n ", FormatError, "empty"),
    ("a.txt", b"abc\0def", FormatError, "binary"),
    ("a.txt", "Übel".encode("latin-1"), FormatError, "not UTF-8"),
    ("a.md", "Gr\u00fc\u00dfe".encode("utf-16"), FormatError, "UTF-16"),
    ("a.md", b"---\ntitle: [x\n---\n", FormatError, "YAML"),
    ("a.html", b"<html><meta charset=klingon><p>x", FormatError, "unknown encoding"),
    ("a.html", b"<p>" + b"<div>" * 500 + b"x", FormatError, "deep"),
    ("a.xyz", b"x", UsageError, "no format"),
    ("a", b"x", UsageError, "without an ending"),
]


@pytest.mark.parametrize(("name", "data", "error", "message"), BAD)
def test_bad_files_are_refused_with_a_reason(name: str, data: bytes, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        formats.read(name, data)


@given(st.lists(st.one_of(st.sampled_from(["<1>", "</1>", "<2/>", "\\", "<", "x", "<12", "</"]), st.text(max_size=3)), max_size=12))
def test_marks_escape_whatever_a_text_holds(parts: list[str]) -> None:
    text = "".join(parts)
    assert marks.strip(marks.join([("text", text)])) == text
    assert marks.present(marks.escape(text)) == []
    joined = marks.join([("open", "1"), ("text", text), ("close", "1"), ("text", text)])
    assert marks.strip(joined) == text + text
    assert marks.present(joined) == ["<1>", "</1>"]
