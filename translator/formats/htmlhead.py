"""What a page says outside its text: language, title, description, attributes, and what a publication adds to its head."""

from __future__ import annotations

import html
import json
import re

from translator.formats.htmltree import Event, Node
from translator.formats.splice import Run, Splice, Visit
from translator.model import Unit

HEAD_KINDS = {
    "description": "description", "og:description": "description", "twitter:description": "description",
    "og:title": "title", "twitter:title": "title", "title": "title", "og:image:alt": "alt", "twitter:image:alt": "alt",
}  # fmt: skip
ATTRIBUTE = re.compile(r"""(?<![^\s"'/])([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?""")


def escape(value: str, _after: str = "") -> str:
    """Write plain text as HTML."""
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\u00a0", "&nbsp;")


def _plain(value: str, _after: str) -> str:
    return value


def _attribute(splice: Splice, event: Event, name: str) -> tuple[int, int, str] | None:
    """Find the place and text of an attribute's value in a start tag."""
    raw = splice.text[event.start : event.end]
    found = next((f for f in ATTRIBUTE.finditer(raw) if f[1].lower() == name), None)
    if not found:
        return None
    group = next((n for n in (2, 3, 4) if found[n] is not None), 0)
    if not group:
        return None
    start, end = found.span(group)
    return event.start + start, event.start + end, html.unescape(found[group])


def attribute(splice: Splice, event: Event, name: str, kind: str, visit: Visit, prefix: str = "") -> None:
    """Visit an attribute's value; of a title that begins with the headline only the headline (the rest is the site)."""
    place = _attribute(splice, event, name)
    if place:
        _visit_plain(splice, *place, kind, visit, prefix, quoted=True)


def _visit_plain(splice: Splice, start: int, end: int, value: str, kind: str, visit: Visit, prefix: str = "", *, quoted: bool = False) -> None:
    rest = ""
    plain = " ".join(value.replace("\u00ad", "").split())
    if prefix and plain.startswith(prefix) and plain != prefix:
        plain, rest = prefix, plain[len(prefix) :]
    run = Run()
    run.text(plain, [min(start + i, max(start, end - 1)) for i in range(len(plain))])
    run.settle()
    if not run.worth:
        return
    unit = run.unit(kind, splice)
    target = visit(unit)
    if target != unit.text:
        written = escape(run.render(target, splice, _plain) + rest)
        if quoted:
            written = written.replace('"', "&quot;").replace("'", "&#39;")
            written = written if splice.text[start - 1] in "\"'" else f'"{written}"'
        splice.replace(start, end, written)


def head(root: Node, splice: Splice, visit: Visit, heading: str) -> None:
    """Visit a page's language, title and descriptions; of a title that begins with the headline only the headline."""
    tag = root.find("html")
    if tag:
        place = _attribute(splice, tag.event, "lang")
        value = place[2] if place else ""
        answer = visit(Unit("language", value))
        if answer != value and place:
            splice.replace(place[0], place[1], escape(answer))
        elif answer != value:
            splice.replace(tag.event.start + 5, tag.event.start + 5, f' lang="{escape(answer)}"')
    title = root.find("title")
    if title and title.close:
        raw = splice.text[title.event.end : title.close.start]
        start = title.event.end + len(raw) - len(raw.lstrip())
        _visit_plain(splice, start, start + len(raw.strip()), html.unescape(raw.strip()), "title", visit, heading)
    for node in root.all("meta"):
        name = (node.attributes.get("property") or node.attributes.get("name") or "").lower()
        if name in HEAD_KINDS:
            attribute(splice, node.event, "content", HEAD_KINDS[name], visit, heading)


def metadata(root: Node, splice: Splice, visit: Visit) -> None:
    """Write what a publication says of itself (schema.org) and the address of its source into the head."""
    answer = visit(Unit("metadata", ""))
    if not answer:
        return
    values = json.loads(answer)
    values.pop("lang", None)
    language = values.pop("inSource", "de")
    body = json.dumps(values, ensure_ascii=False, indent=1).replace("<", "\\u003c")
    tag = root.find("head") or root.find("html")
    if tag:
        at = tag.close.start if tag.name == "head" and tag.close else tag.event.end
        source = values.get("translationOfWork", {}).get("url", "")
        link = f'<link rel="alternate" hreflang="{escape(language)}" href="{escape(source)}">\n' if source else ""
        splice.replace(at, at, f'{link}<script type="application/ld+json">\n{body}\n</script>\n')
