"""What stands in Markdown and is read by a site's generator, not by its readers: shortcodes, template tags, formulas, containers, alerts."""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

# What is no Markdown but is read by Hugo, Jekyll, Pandoc, VitePress or GitHub: shortcodes, template tags, formulas, attributes, containers, alerts.
TAG = r"(?:\{\{[^\n]{0,500}?\}\}|\{%[^\n]{0,500}?%\})"
OPAQUE = re.compile(
    rf"""!?\[(?=[^\[\]\n]{{0,500}}\]\(\{{[{{%])                 # a link or image whose address a tag makes
      | \]\((?=\{{[{{%])(?:{TAG}|[^\s(){{}}])+(?:[ \t]+"[^"\n]*")?\)
      | {TAG}
      | \$\$[^$]{{1,1000}}\$\$
      | (?<![\w$\\])\$(?=[^\s$][^$\n]*[\\^_=+<>{{]|\w\$)[^$\n]*[^\s$]?\$(?![\w$])
      | \[\[[^\[\]\n]+\]\] | \[TOC\]
      | (?:\n[ \t]*)?\{{[:.\#][^{{}}\n]*\}}
      | (?:\A|\n)[ \t]*:{{3,}}[^\n]*(?:\n|\Z)
      | (?:\A|\n)[ \t]*\*\[[^\[\]\n]+\]:[^\n*]*(?=\n|\Z)       # *[EU]: Europäische Union
      | \A\[!\w+\][-+]?[ \t]*\n?""",
    re.VERBOSE,
)
# What stands between such tags is code, over several blocks as well.
CODE = re.compile(r"\{(?:\{[<%]|%-?)\s*(highlight|raw|code)\b.*?\{(?:\{[<%]|%-?)\s*(?:end|/\s*)\1\b", re.DOTALL)
ENDED = re.compile(r"\{(?:\{[<%]|%-?)\s*(?:end|/\s*)(?:highlight|raw|code)\b")
TAGGED = re.compile(r"\{[{%]|\smarkdown=")
BLOCK = re.compile(
    r"\s*</?(?:div|p|section|article|details|summary|figure|figcaption|table|thead|tbody|tr|td|th|ul|ol|li|dl|dt|dd|blockquote|h[1-6]|aside|main|header|footer|center|nav)\b",
    re.I,
)


def rule(state: StateInline, silent: bool) -> bool:
    """Take in what a site's generator reads."""
    found = OPAQUE.match(state.src, state.pos, state.posMax) if state.src[state.pos] in "![]{$:*\n \t" else None
    if found and not silent:
        state.push("opaque", "", 0)
    state.pos = found.end() if found else state.pos
    return bool(found)


def code(text: str) -> list[tuple[int, int]]:
    """Return the places of a text that are code between two tags."""
    return [found.span() for found in CODE.finditer(text)] if ENDED.search(text) else []


def readable(block: str) -> bool:
    """Tell whether an HTML block can be read as a page's: it begins with a block's tag, and nothing in it is the generator's."""
    return bool(BLOCK.match(block)) and not TAGGED.search(block)
