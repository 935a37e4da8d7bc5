"""The text of one paragraph of a Word document, and the same paragraph with another text.

Word cuts text into runs wherever the spelling checker or an editing session left a trace; runs that look the same are one text here. What
looks different from most of the paragraph, and links, are marks around text; pictures, notes, breaks and fields are marks that stand alone.
Tracked changes are read as accepted. A paragraph whose text is changed is written anew; all others stay as they are.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from translator import marks
from translator.formats.splice import Run
from translator.ooxml import value
from translator.safexml import clean, local, namespace

XML = "{http://www.w3.org/XML/1998/namespace}"
THROUGH = frozenset(["ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent", "bdo", "dir"])
GONE = frozenset(["del", "moveFrom", "proofErr", "lastRenderedPageBreak", "softHyphen", "delText", "delInstrText", "pPr", "rPr", "sdtPr", "sdtEndPr"])
BREAKS = frozenset(["br", "cr", "tab", "ptab"])
UNSEEN = frozenset(["commentReference", "annotationRef"])
# What of a run's properties nobody sees; runs that differ in these only are one
IGNORED = frozenset(["lang", "noProof", "rPrChange", "webHidden", "rsid", "ins", "del", "moveFrom", "moveTo"])


@dataclass(frozen=True)
class Look:
    """How a run looks: a key to compare, and its properties to copy."""

    key: bytes = b""
    properties: etree._Element | None = None


@dataclass(frozen=True)
class Atom:
    """One thing of a paragraph: a character, a mark's beginning or end, or something that is kept as it is."""

    kind: str  # text, break, kept, open, close, front, back
    text: str = ""
    look: Look = Look()
    elements: tuple[tuple[etree._Element | None, etree._Element], ...] = ()  # each with the run that it stands in, if it does
    link: etree._Element | None = None  # of open: the hyperlink


@dataclass
class Paragraph:
    """A paragraph as a run of text with marks; `atoms` are what the marks' places count."""

    element: etree._Element
    language: str = ""  # to be written for new text
    run: Run = field(default_factory=Run)
    atoms: list[Atom] = field(default_factory=list)
    looks: dict[str, Look] = field(default_factory=dict)  # number of a mark -> how text in it looks
    base: Look = Look()
    ends: tuple[Atom, ...] = ()

    def __post_init__(self) -> None:
        found = list(_atoms(self.element))
        self.ends = tuple(atom for atom in found if atom.kind in ("front", "back"))
        stream = _fields([atom for atom in found if atom.kind not in ("front", "back")])
        levels = _levels(stream)
        self.base = levels.get(-1, Look())
        number, look = "", self.base
        stack: list[tuple[str, Look]] = []
        for place, atom in enumerate(stream):
            if atom.kind in ("open", "close") and number:
                self._add("close", Atom("close"), number)
                number = ""
            if atom.kind == "open":
                stack.append((self._add("open", atom), look))
                look = levels.get(place, Look())
                self.looks[stack[-1][0]] = look
            elif atom.kind == "close":
                if stack:
                    own, look = stack.pop()
                    self._add("close", atom, own)
            elif atom.kind == "text":
                if atom.text.strip() and atom.look.key != (self.looks[number] if number else look).key:
                    if number:
                        self._add("close", Atom("close"), number)
                    number = self._add("open", Atom("open", look=atom.look)) if atom.look.key != look.key else ""
                    if number:
                        self.looks[number] = atom.look
                self._text(atom)
            else:
                self._add("alone", atom)
                if atom.kind == "break":  # without it two words would be one
                    self.run.text(" ", [len(self.atoms) - 1])
        if number:
            self._add("close", Atom("close"), number)
        self.run.settle()

    def _add(self, kind: str, atom: Atom, number: str = "") -> str:
        self.atoms.append(atom)
        start, end = len(self.atoms) - 1, len(self.atoms)
        if kind == "open":
            return self.run.open(start, end)
        if kind == "close":
            self.run.close(number, start, end)
        else:
            self.run.alone(start, end)
        return number

    def _text(self, atom: Atom) -> None:
        start = len(self.atoms)
        self.atoms += [Atom("text", character, atom.look) for character in atom.text]
        self.run.text(atom.text, list(range(start, len(self.atoms))))

    def rewrite(self, target: str) -> None:
        """Put another marked text into the paragraph."""
        allowed = {marks.join([name]) for name in self.run.raw}
        properties = [child for child in self.element if local(child) == "pPr"]
        made = self.element.makeelement(self.element.tag, nsmap=self.element.nsmap)
        stack = [(made, self.base)]
        after_break = False
        for piece in marks.pieces(marks.balanced(target, allowed)):
            here, look = stack[-1]
            if piece.kind == "text":
                self._write(here, piece.value.lstrip(" ") if after_break else piece.value, look)
                after_break = False
                continue
            start, end = self.run.raw[piece.kind, piece.value]
            kept = self.atoms[start:end]
            after_break = False
            if piece.kind == "open":
                stack.append((self._opened(here, kept[0]), self.looks.get(piece.value, look)))
            elif piece.kind == "close":
                stack.pop()
                self._keep(stack[-1][0], kept)
            else:
                self._keep(here, kept)
                after_break = kept[-1].kind == "break"
        for child in list(self.element):
            self.element.remove(child)
        self.element.text = None
        self.element.extend(properties)
        self._keep(self.element, [atom for atom in self.ends if atom.kind == "front"])
        self.element.extend(list(made))
        self._keep(self.element, [atom for atom in self.ends if atom.kind == "back"])

    def _opened(self, here: etree._Element, atom: Atom) -> etree._Element:
        if atom.link is not None:
            return etree.SubElement(here, atom.link.tag, dict(atom.link.attrib), atom.link.nsmap)
        self._keep(here, [atom])
        return here

    def _keep(self, here: etree._Element, atoms: Sequence[Atom]) -> None:
        """Write things as they were; pieces of text beside each other are one run again."""
        for number, atom in enumerate(atoms):
            if atom.kind == "text" and not (number and atoms[number - 1].kind == "text"):
                text = atom.text
                for other in atoms[number + 1 :]:
                    if other.kind != "text":
                        break
                    text += other.text
                self._write(here, text, atom.look)
            for run, element in atom.elements:
                if run is None:
                    here.append(element)
                else:
                    own = etree.SubElement(here, run.tag, dict(run.attrib))
                    own.extend([copy.deepcopy(child) for child in run if local(child) == "rPr"])
                    own.append(element)

    def _write(self, here: etree._Element, text: str, look: Look) -> None:
        if not text:
            return
        space = f"{{{namespace(self.element)}}}"
        run = etree.SubElement(here, f"{space}r")
        if look.properties is not None:
            properties = copy.deepcopy(look.properties)
            for child in list(properties):
                if local(child) == "lang" and self.language:
                    child.set(f"{space}val", self.language)
                elif local(child) in IGNORED - {"lang", "noProof", "webHidden"}:
                    properties.remove(child)
            run.append(properties)
        written = etree.SubElement(run, f"{space}t")
        written.set(f"{XML}space", "preserve")
        written.text = clean(text)


def _look(run: etree._Element) -> Look:
    properties = next((child for child in run if local(child) == "rPr"), None)
    if properties is None:
        return Look()
    shown = [etree.tostring(child, method="c14n", with_tail=False) for child in properties if local(child) and local(child) not in IGNORED]
    return Look(b"".join(sorted(shown)), properties)


def _atoms(parent: etree._Element) -> Iterator[Atom]:
    """List what stands in a paragraph or in something inside it, with tracked changes accepted."""
    for child in parent:
        name = local(child)
        if not name or name in GONE:
            continue
        if name == "r":
            yield from _of_run(child)
        elif name in THROUGH:
            yield from _atoms(child)
        elif name == "hyperlink" or (name == "fldSimple" and value(child, "instr").strip().upper().startswith("HYPERLINK")):
            yield Atom("open", link=child)
            yield from _atoms(child)
            yield Atom("close")
        elif name.endswith("Start") and name[:1].islower():
            yield Atom("front", elements=((None, child),))
        elif name.endswith("End") and name[:1].islower():
            yield Atom("back", elements=((None, child),))
        else:
            yield Atom("kept", elements=((None, child),))


def _of_run(run: etree._Element) -> Iterator[Atom]:
    look = _look(run)
    hidden = look.properties is not None and any(local(child) == "vanish" and value(child) not in ("0", "false", "off") for child in look.properties)
    for child in run:
        name = local(child)
        if not name or name in GONE:
            continue
        if name in ("fldChar", "instrText"):
            yield Atom(name, child.text or "" if name == "instrText" else value(child, "fldCharType"), look, ((run, child),))
        elif hidden or name in UNSEEN:
            yield Atom("back", elements=((run, child),))
        elif name == "t":
            text = (child.text or "").replace("\n", " ")
            yield Atom("text", text if child.get(f"{XML}space") == "preserve" else text.strip(" \t"), look)
        elif name == "noBreakHyphen":
            yield Atom("text", "\u2011", look)
        else:
            yield Atom("break" if name in BREAKS else "kept", look=look, elements=((run, child),))


def _fields(atoms: Sequence[Atom]) -> list[Atom]:
    """Make fields what they are to a reader: a link around its text, or one thing that is kept."""
    out: list[Atom] = []
    at = 0
    while at < len(atoms):
        atom = atoms[at]
        if atom.kind != "fldChar":
            if atom.kind != "instrText":
                out.append(atom)
            at += 1
            continue
        end, shown = _end(atoms, at)
        inside = atoms[at : end + 1]
        instruction = "".join(part.text for part in atoms[at:shown] if part.kind == "instrText").strip().upper()
        if instruction.startswith("HYPERLINK") and shown < end:
            out.append(Atom("open", elements=tuple(pair for part in atoms[at : shown + 1] for pair in part.elements)))
            out += _fields(atoms[shown + 1 : end])
            out.append(Atom("close", elements=atoms[end].elements))
        else:
            out.append(Atom("kept", elements=tuple(_whole(inside))))
        at = end + 1
    return out


def _end(atoms: Sequence[Atom], start: int) -> tuple[int, int]:
    """Return the places of a field's end and of what separates its instruction from its text."""
    depth, shown = 0, 0
    for at in range(start, len(atoms)):
        if atoms[at].kind == "fldChar":
            depth += {"begin": 1, "end": -1}.get(atoms[at].text, 0)
            if depth == 1 and atoms[at].text == "separate":
                shown = shown or at
            if depth <= 0:
                return at, shown or at
    return len(atoms) - 1, shown or len(atoms) - 1


def _whole(atoms: Sequence[Atom]) -> Iterator[tuple[etree._Element | None, etree._Element]]:
    """List the elements of a field that is kept; its text is written as a run again."""
    for atom in atoms:
        if atom.kind == "text":
            space = next((namespace(element) for other in atoms for _, element in other.elements), "")
            run = etree.Element(f"{{{space}}}r")
            if atom.look.properties is not None:
                run.append(copy.deepcopy(atom.look.properties))
            written = etree.SubElement(run, f"{{{space}}}t")
            written.set(f"{XML}space", "preserve")
            written.text = atom.text
            yield None, run
        yield from atom.elements


def _levels(atoms: Sequence[Atom]) -> dict[int, Look]:
    """Tell how most of the text looks: of the paragraph (-1), and within each link (the place where it opens)."""
    counts: dict[int, Counter[bytes]] = {-1: Counter()}
    looks: dict[bytes, Look] = {}
    stack = [-1]
    for place, atom in enumerate(atoms):
        if atom.kind == "open":
            stack.append(place)
            counts[place] = Counter()
        elif atom.kind == "close" and len(stack) > 1:
            stack.pop()
        elif atom.kind == "text":
            counts[stack[-1]][atom.look.key] += len(atom.text)
            looks.setdefault(atom.look.key, atom.look)
    return {place: looks[_usual(count)] for place, count in counts.items() if count}


def _usual(count: Counter[bytes]) -> bytes:
    """Return what most characters look like; plain text need only be a third, as people think of the rest as set off from it."""
    return b"" if 3 * count[b""] >= sum(count.values()) and b"" in count else count.most_common(1)[0][0]
