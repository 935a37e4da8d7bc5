"""Finds the article in a saved web page: trafilatura votes with the text it extracts, the page's own elements decide."""

from __future__ import annotations

import json
import logging
import re
from dataclasses import dataclass, field

from translator.formats.htmltree import BLOCKS, Node

SCRIPT, SCRIPT_END = re.compile("<script", re.I), re.compile("</script", re.I)
FURNITURE = re.compile(
    r"(?:^|[-_\s])(?:teasers?|related|recirculation|share|sharing|social|newsletter|comments?|kommentare?|cookies?|consent|breadcrumbs?|promo|"
    r"advert(?:isement)?|ads?|anzeige|werbung|recommend(?:ed|ations?)?|subscribe|abo|sidebar|most-?read|meistgelesen|toolbar|pagination|"
    r"menu|navigation|nav|footer|banner|skip-?link|tags|paywall|mehr-zum-thema|lesen-sie-auch)(?:$|[-_\s])",
    re.I,
)
COMMENT = re.compile(r"(?:^|[-_\s])(?:comments?|kommentare?|teaser)(?:$|[-_\s])", re.I)
FURNITURE_ELEMENTS = frozenset(["nav", "aside", "footer", "form", "dialog", "menu"])
ROLES = frozenset(["navigation", "complementary", "contentinfo", "search", "banner", "dialog"])
MOST = 0.9  # share of the extracted text that the article's element must hold


@dataclass(frozen=True)
class Scope:
    """What is visited in a page: an element, blocks outside of it (the headline), and what is left out inside it."""

    root: Node
    furniture: frozenset[Node]
    extra: tuple[Node, ...] = field(default=())


def find(root: Node, text: str) -> Scope:
    """Find the smallest element that holds most of the article."""
    body = root.find("body") or root.find("html") or root
    furniture = frozenset(node for node in body.nodes() if _furniture(node))
    votes = _votes(text)
    blocks = [node for node in body.nodes() if node.name in ("p", "li", "h1", "h2", "h3", "blockquote", "td", "figcaption", "div", "dd")
              and not any(isinstance(c, Node) and c.name in BLOCKS for c in node.children)]  # fmt: skip
    inside = [b for b in blocks if not furniture.intersection([b, *b.ancestors()])]
    voted = [b for b in inside if len(b.text) > 30 and _squeeze(b.text) in votes] if votes else []
    own = [node for node in body.nodes() if node.name == "article" and not furniture.intersection([node, *node.ancestors()])]
    if not voted:
        candidates = own or body.all("main") or [body]
        best = max(candidates, key=lambda node: len(node.text))
    else:
        total = sum(len(b.text) for b in voted)
        holders: dict[Node, int] = {}
        for block in voted:
            for node in block.ancestors():
                holders[node] = holders.get(node, 0) + len(block.text)
        fitting = [node for node, weight in holders.items() if weight >= MOST * total]
        best = min(fitting, key=lambda node: node.end - node.start)
        best = next((node for node in [best, *best.ancestors()] if node in own), best)
    heading = _heading(body, best, furniture)
    return Scope(best, furniture, (heading,) if heading else ())


def _heading(body: Node, best: Node, furniture: frozenset[Node]) -> Node | None:
    """Return the page's headline if it stands outside the element that holds the text."""
    if best.find("h1"):
        return None
    heads = [n for n in body.all("h1") if n.end <= best.start and not furniture.intersection([n, *n.ancestors()])]
    return heads[-1] if heads and len(heads[-1].text) > 15 else None


def _furniture(node: Node) -> bool:
    if node.name in FURNITURE_ELEMENTS or (node.attributes.get("role") or "") in ROLES or "hidden" in node.attributes:
        return True
    if node.name == "article" and COMMENT.search(f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"):
        return True
    if node.name in ("html", "body", "main", "article", "p", "h1", "span", "em", "strong", "a"):
        return False
    if FURNITURE.search(f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}") and len(node.all("p")) < 8:
        return True
    return node.name in ("ul", "ol", "div", "section") and _links(node)


def _links(node: Node) -> bool:
    """Tell whether a block is little but links."""
    links = node.all("a")
    linked = sum(len(link.text) for link in links)
    return len(links) >= 3 and linked > 0.7 * max(1, len(node.text))


def _squeeze(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _votes(text: str) -> str:
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    return _squeeze(trafilatura.extract(text, include_comments=False, include_tables=True, favor_recall=True) or "")


def metadata(text: str) -> dict[str, str]:
    """Return title, author, date, url and license of a page: JSON-LD first, then what trafilatura finds."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found: dict[str, str] = {}
    extracted = trafilatura.extract_metadata(text, extensive=False)
    if extracted:
        for name in ("title", "author", "date", "url", "license"):
            found[name] = str(getattr(extracted, name, "") or "")
    if not re.search(r"<time|<meta|application/ld", text, re.I):
        found["date"] = ""  # trafilatura would take a year of the text
    for value in _json_ld(text):
        kind = value.get("@type")
        if "Article" in str(kind) or "BlogPosting" in str(kind):
            authors = value.get("author")
            authors = authors if isinstance(authors, list) else [authors]
            names = [a.get("name", "") if isinstance(a, dict) else str(a or "") for a in authors]
            own = {"title": value.get("headline"), "author": ", ".join(n for n in names if n), "date": value.get("datePublished"),
                   "license": value.get("license"), "url": value.get("url")}  # fmt: skip
            found |= {name: str(v) for name, v in own.items() if isinstance(v, str) and v}
    found["date"] = found.get("date", "")[:10]
    return {name: " ".join(value.split()) for name, value in found.items() if value}


def _json_ld(text: str) -> list[dict[str, object]]:
    out: list[dict[str, object]] = []
    at = 0
    while (tag := SCRIPT.search(text, at)) and (end := text.find(">", tag.end())) >= 0:
        at = end + 1
        if "application/ld+json" not in text[tag.end() : end].lower():
            continue
        close = SCRIPT_END.search(text, at)
        if not close:
            break
        at = close.end()
        try:
            value = json.loads(text[end + 1 : close.start()])
        except (ValueError, RecursionError):
            continue
        values = value if isinstance(value, list) else value.get("@graph", [value]) if isinstance(value, dict) else []
        out += [v for v in values if isinstance(v, dict)]
    return out
