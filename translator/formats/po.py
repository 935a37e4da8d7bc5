"""Software strings (gettext's PO and POT files): entries without a translation are units; everything else stays as it is, to the byte."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from translator import marks
from translator.formats import accelerators, placeholders, poheader
from translator.formats.pofile import File
from translator.formats.posyntax import Entry, Text, header
from translator.formats.splice import Metadata, Run, Splice, Visit
from translator.model import State, Unit

BREAK = re.compile(r"[ \t]*[\n\t]\s*")
TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][\w:.-]*|\d+)(?P<more>(?:\s+(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)?)(?P<alone>/?)>|<!--.*?-->", re.DOTALL)
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z]\w{1,30});")
IDENTIFIER = re.compile(r"(?<![\w-])(?:--?[a-z][\w-]*(?==)|--[a-z][\w-]+|[a-z]\w*_\w+(?:\(\))?|[A-Z0-9]+_[A-Z0-9_]+|\w+\(\))(?![\w-])")
CREDITS = frozenset(["translator-credits", "translator_credits", "NAME OF TRANSLATORS", "EMAIL OF TRANSLATORS"])  # people's names stand there


def walk(data: bytes, visit: Visit) -> bytes:
    """Visit each entry without a translation; write what comes back, `fuzzy` until a person has confirmed it."""
    file = File(data)
    plural = poheader.fill(file, visit)
    sign = _sign(file)
    for entry in file.entries:
        if entry.header or not all(text.empty for text in entry.targets.values()):
            continue
        _visit(file, entry, plural, sign, visit)
    return file.result()


def metadata(data: bytes) -> Metadata:
    """Return the languages that the header names: of the texts and, as `target`, of the translations."""
    fields = poheader.read(header(data).replace("\\n", "\n"))
    found = {"language": fields.get("X-Source-Language", ""), "target": fields.get("Language", "")}
    return {name: value.replace("_", "-").partition("@")[0] for name, value in found.items() if value}


def _sign(file: File) -> str:
    """Return the sign of accelerators, where the header names one."""
    return poheader.fields(file).get("X-Accelerator-Marker", "")[:1]


def _visit(file: File, entry: Entry, plural: poheader.Plural, sign: str, visit: Visit) -> None:
    assert entry.source
    context = file.value(entry.context) if entry.context else ""
    if context in CREDITS or file.value(entry.source) in CREDITS:
        return
    lines = [file.text[start + 2 : end] for kind, start, end in entry.comments if kind in ("#,", "#=")]
    kinds = placeholders.flavours([flag for line in lines for flag in line.split(",")])
    found = [_Message(file, text, kind, kinds, sign) for text, kind in ((entry.source, "string"), (entry.plural, "plural")) if text]
    if not any(message.run.worth for message in found):
        return
    answers, known = [], []
    for message in found:
        answers.append(visit(message.unit) if message.run.worth else message.unit.text)
        known.append(visit(Unit("state", "")) if message.run.worth else State.FINAL)
    if not all(known) and all(answer == message.unit.text for answer, message in zip(answers, found, strict=True)):
        return
    confirmed = all(state in (State.REVIEWED, State.FINAL) for state in known)
    texts = [message.render(answer) for message, answer in zip(found, answers, strict=True)]
    if not entry.plural:
        file.write(entry.targets[0], texts[0])
    else:
        _write_forms(file, entry, plural, texts)
        confirmed = confirmed and plural.count <= 2  # nobody has seen the others
    file.flag_fuzzy(entry, not confirmed)


def _write_forms(file: File, entry: Entry, plural: poheader.Plural, texts: list[str]) -> None:
    """Write the plural forms: the one for 1 from the singular, all others from the plural."""
    last = list(entry.targets.values())[-1]
    keyword = file.text[last.start : last.strings[0][0]]
    more = []
    for number in range(plural.count):
        value = texts[0] if number == plural.one and plural.count > 1 else texts[1]
        if number in entry.targets:
            file.write(entry.targets[number], value)
        else:
            word = re.sub(r"\d+", str(number), keyword)
            more.append("\n" + word + file.style.strings(word, value))
    for number, text in entry.targets.items():
        if number >= plural.count:
            start = text.start - len(file.text[: text.start]) + len(file.text[: text.start].rstrip(" \t\r\n"))
            file.replace(start, text.end, "")
    if more:
        file.replace(last.end, last.end, "".join(more))


@dataclass(frozen=True, slots=True)
class _Place:
    """A place of a message that is no plain text."""

    start: int
    end: int
    kind: str  # open, close, alone, break, or text (what a doubled sign stands for)
    text: str = ""


class _Message:
    """A msgid as a unit: placeholders, tags, line ends and names of the program are marks; white space around it stays outside."""

    def __init__(self, file: File, text: Text, kind: str, kinds: list[placeholders.Flavour], sign: str) -> None:
        self.value, places = file.placed(text)
        self.kinds = kinds
        self.known = placeholders.find(self.value, kinds)
        self.looks = placeholders.find(self.value, [placeholders.OBVIOUS])
        self.run = Run()
        begin = len(self.value) - len(self.value.lstrip())
        end = len(self.value.rstrip())
        special = sorted(self._special(), key=lambda place: place.start)
        key = accelerators.find(self.value, sign)
        if any(place.start <= key < place.end for place in special):
            key = -1
        self.sign, self.letter = (self.value[key], self.value[key + 1]) if key >= 0 else ("", "")
        at = begin
        opened: list[str] = []
        for place in [place for place in special if begin <= place.start and place.end <= end] + [_Place(end, end, "")]:
            self._text(at, place.start, key)
            at = place.end
            if place.kind == "open":
                opened.append(self.run.open(place.start, place.end))
            elif place.kind == "close":
                self.run.close(opened.pop(), place.start, place.end)
            elif place.kind:
                self._other(place)
        self.run.settle()
        if not self.run.worth:
            self.unit = Unit(kind, "")
            return
        unit = self.run.unit(kind, Splice(self.value))
        at_ = tuple(places[min(i, len(places) - 1)] for i in unit.at)
        lines = tuple(file.line(i) for i in at_)
        self.unit = replace(unit, at=at_, line=lines[0], lines=lines if len(set(lines)) > 1 else ())

    def _text(self, start: int, end: int, key: int) -> None:
        if start <= key < end:
            self.run.text(self.value[start:key], list(range(start, key)))
            start = key + 1
        self.run.text(self.value[start:end], list(range(start, end)))

    def _other(self, place: _Place) -> None:
        if place.kind == "text":
            self.run.text(place.text, [place.start] * len(place.text))
            return
        self.run.alone(place.start, place.end)
        if place.kind == "break":
            self.run.text(" ", [place.end - 1])

    def _special(self) -> Iterator[_Place]:
        """List what is no plain text, without overlaps: tags first, as they may hold placeholders."""
        taken = [False] * len(self.value)
        tags = _tags(self.value)
        others = [_Place(p.start, p.end, "alone") for p in [*self.known, *self.looks]]
        others += [_Place(start, end, "text", meaning) for start, end, meaning in placeholders.literals(self.value, self.kinds)]
        others += [_Place(*found.span(), "break") for found in BREAK.finditer(self.value)]
        others += [_Place(*found.span(), "alone") for pattern in (ENTITY, IDENTIFIER) for found in pattern.finditer(self.value)]
        for place in [*tags, *others]:
            if not any(taken[place.start : place.end]):
                taken[place.start : place.end] = [True] * (place.end - place.start)
                yield place

    def render(self, target: str) -> str:
        """Write a translation with everything in its place again."""
        allowed = {marks.join([name]) for name in self.run.raw}
        found = list(marks.pieces(marks.balanced(target, allowed)))
        numbers = self._renumbered([self.run.raw[piece.kind, piece.value] for piece in found if piece.kind != "text"])
        out: list[tuple[bool, str]] = []
        for piece in found:
            if piece.kind == "text":
                text = piece.value.lstrip(" ") if out and BREAK.fullmatch(out[-1][1][-1:] or " ") else piece.value
                out.append((True, self._doubled(text)))
            else:
                start, end = self.run.raw[piece.kind, piece.value]
                out.append((False, self._raw(start, end, numbers)))
        if self.sign:
            _accelerate(out, self.sign, self.letter)
        bare = self.value.strip()
        begin = self.value.index(bare)
        return self.value[:begin] + "".join(text for _, text in out).strip() + self.value[begin + len(bare) :]

    def _renumbered(self, places: list[tuple[int, int]]) -> dict[int, str]:
        order = [n for start, end in places for n, p in enumerate(self.known) if start <= p.start and p.end <= end]
        return placeholders.renumbered(self.known, order, self.kinds)

    def _raw(self, start: int, end: int, numbers: dict[int, str]) -> str:
        out, at = "", start
        for number, placeholder in enumerate(self.known):
            if start <= placeholder.start and placeholder.end <= end and number in numbers:
                out += self.value[at : placeholder.start] + numbers[number]
                at = placeholder.end
        return out + self.value[at:end]

    def _doubled(self, text: str) -> str:
        """Double the signs that would begin a placeholder; an apostrophe only if the source doubles its own."""
        for doubled, single in self.kinds[0].literals:
            if single != "'" or doubled in self.value:
                text = text.replace(single, doubled)
        return text


def _tags(value: str) -> list[_Place]:
    """List the tags of XML or HTML; of a pair both, of <file> in a usage line nothing."""
    found = list(TAG.finditer(value))
    partner: dict[int, str] = {}
    stack: list[int] = []
    for number, tag in enumerate(found):
        if not tag["name"] or tag["alone"] or tag["name"].lower() in VOID:
            partner[number] = "alone"
        elif not tag["close"]:
            stack.append(number)
        else:
            at = next((n for n in reversed(stack) if found[n]["name"] == tag["name"]), None)
            if at is not None:
                partner |= {at: "open", number: "close"}
                del stack[stack.index(at) :]
    return [_Place(*tag.span(), partner[number]) for number, tag in enumerate(found) if number in partner]


def _accelerate(out: list[tuple[bool, str]], sign: str, letter: str) -> None:
    """Put the accelerator's sign into the first piece of text that has its letter, else into the first that has any."""
    texts = [(number, text) for number, (plain, text) in enumerate(out) if plain]
    same = [(number, text) for number, text in texts if letter.lower() in text.lower()]
    for number, text in same or texts:
        at = accelerators.put(text, sign, letter)
        if at >= 0:
            if text[at : at + 1] != sign:
                out[number] = (True, text[:at] + sign + text[at:])
            return
    if texts:
        number, text = texts[-1]
        bare = text.rstrip(" .…:：")
        out[number] = (True, f"{bare}({sign}{letter.upper()}){text[len(bare) :]}")
