"""The front matter of a Markdown file: YAML, of which single values are replaced in place."""

from __future__ import annotations

import json
import re
from typing import Any

from translator.errors import FormatError
from translator.formats.splice import Metadata, Run, Splice, Visit
from translator.model import Unit

TEXTS = {  # front matter that readers see -> kind of unit
    "title": "title", "subtitle": "title", "headline": "title", "kicker": "title", "description": "description",
    "summary": "description", "teaser": "description", "excerpt": "description", "lead": "description",
    "abstract": "description", "caption": "caption", "image_caption": "caption", "alt": "alt", "image_alt": "alt",
}  # fmt: skip
NESTED = frozenset(["caption", "alt", "image_caption", "image_alt", "description"])  # below others (cover:, header:), where a title may be a work's
LANGUAGE = ("lang", "language")


def metadata(text: str) -> Metadata:
    """Return what the front matter says of title, author, date, url, license and language."""
    values = {key: value for key, value, _, _ in _entries(text, _root(text))}
    names = {"title": ("title",), "author": ("author", "authors"), "date": ("date",), "url": ("url", "canonical"),
             "license": ("license", "licence"), "language": LANGUAGE}  # fmt: skip
    return {name: values[key] for name, keys in names.items() for key in keys if values.get(key)}


FENCE = re.compile(r"---[ \t]*\r?\n(.*?\r?\n)(?:---)[ \t]*(?:\r?\n|$)", re.DOTALL)


def _root(text: str) -> Any:
    """Parse the front matter into a node of YAML; None if there is none."""
    import yaml

    found = FENCE.match(text)
    if not found:
        return None
    try:
        return yaml.compose(found[1], Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).split("\n")[0]
        raise FormatError(f"front matter is not valid YAML: {problem}", line=mark.line + 2 if mark else 1) from None


def _entries(text: str, root: Any) -> list[tuple[str, str, int, int]]:
    """List the scalar entries of the front matter: key, value, and the place of the value."""
    import yaml

    found = FENCE.match(text)
    if not isinstance(root, yaml.MappingNode) or not found:
        return []
    base: int = found.start(1)
    out: list[tuple[str, str, int, int]] = []
    seen: set[int] = set()
    for key, value in root.value:
        if value.start_mark.index in seen:
            continue
        seen.add(value.start_mark.index)
        if isinstance(key, yaml.ScalarNode):
            if isinstance(value, yaml.ScalarNode):
                out.append((key.value, value.value, base + value.start_mark.index, base + value.end_mark.index))
            elif isinstance(value, yaml.SequenceNode) and all(isinstance(v, yaml.ScalarNode) for v in value.value):
                out.append((key.value, ", ".join(v.value for v in value.value), base + value.start_mark.index, -1))
    return out


def _nested(text: str, root: Any) -> list[tuple[str, str, int, int]]:
    """List the entries below others that readers see: the words of pictures, and descriptions."""
    import yaml

    found = FENCE.match(text)
    base: int = found.start(1) if found else 0
    out: list[tuple[str, str, int, int]] = []
    seen: set[int] = set()
    todo = [value for _, value in root.value] if isinstance(root, yaml.MappingNode) else []
    while todo:
        node = todo.pop()
        if id(node) in seen or isinstance(node, yaml.ScalarNode):  # an alias is the node that it names
            continue
        seen.add(id(node))
        pairs = node.value if isinstance(node, yaml.MappingNode) else [(None, value) for value in node.value]
        for key, value in pairs:
            if isinstance(value, yaml.ScalarNode) and isinstance(key, yaml.ScalarNode) and key.value in NESTED and id(value) not in seen:
                seen.add(id(value))
                out.append((key.value, value.value, base + value.start_mark.index, base + value.end_mark.index))
            todo.append(value)
    return sorted(out, key=lambda entry: entry[2])


def _takes_lines(root: Any) -> bool:
    """Tell whether entries can be written below those of the front matter: not into a single word, a list or braces."""
    import yaml

    return isinstance(root, yaml.MappingNode) and not root.flow_style


def walk(splice: Splice, visit: Visit) -> None:
    root = _root(splice.text)
    entries, deep = _entries(splice.text, root), _nested(splice.text, root)
    fence = FENCE.match(splice.text)
    close = fence.end(1) if fence and _takes_lines(root) else 0
    language = ""
    for key, value, start, stop in sorted([*entries, *deep], key=lambda entry: entry[2]):
        if key in TEXTS and stop >= 0 and splice.text[start] not in "&!" and any(c.isalnum() for c in value):
            run = Run()
            raw = splice.text[start:stop]
            offset = raw.find(value)
            begin = start + max(0, offset)
            text = " ".join(value.split())
            kept = [i for i, character in enumerate(text) if character != "\u00ad"]
            run.text("".join(text[i] for i in kept), [begin + i if offset >= 0 else start for i in kept])
            unit = run.unit(TEXTS[key], splice)
            target = visit(unit)
            if target != unit.text:
                ending = "\n" if raw.endswith("\n") else ""
                written = run.render(target, splice, lambda value, _: value)
                inner = (key, value, start, stop) in deep  # where a comma may end it
                splice.replace(start, stop, (json.dumps(written, ensure_ascii=False) if inner else _yaml(written)) + ending)
        elif key in LANGUAGE and stop >= 0:
            language = visit(Unit("language", value, splice.line(start)))
            if language != value:
                splice.replace(start, stop, (" " if splice.text[start - 1 : start] == ":" else "") + _yaml(language))
    answer = visit(Unit("metadata", ""))
    if answer and close:
        if not language:
            answer = json.dumps({"lang": visit(Unit("language", "")), **json.loads(answer)})
        splice.replace(close, close, _yaml_lines(json.loads(answer), {key for key, *_ in entries}).replace("\n", "\r\n" if "\r\n" in splice.text else "\n"))


def new(visit: Visit, newline: str) -> str:
    """Write front matter for a publication whose source has none."""
    answer = visit(Unit("metadata", ""))
    if not answer:
        return ""
    values = {"lang": visit(Unit("language", "")), **json.loads(answer)}
    return ("---\n" + _yaml_lines(values, set()) + "---\n\n").replace("\n", newline)


NAMES = {"translator": "translator", "translationOfWork": "translation_of", "creditText": "translation_credit"}


def _yaml_lines(values: dict[str, Any], taken: set[str]) -> str:
    """Write the metadata that a publication adds; schema.org's names become the usual ones of front matter."""
    lines = []
    if values.get("lang") and "lang" not in taken:
        lines.append(f"lang: {_yaml(values['lang'])}\n")
    for key, name in NAMES.items():
        value = values.get(key)
        if not value or name in taken:
            continue
        if isinstance(value, list):
            lines.append(f"{name}:\n" + "".join(f"  - {_yaml(str(v.get('name', '')))}\n" for v in value))
        elif isinstance(value, dict) and not (value.get("url") or value.get("headline")):
            continue
        elif isinstance(value, dict):
            lines.append(f"{name}: {_yaml(str(value.get('url') or value['headline']))}\n")
        else:
            lines.append(f"{name}: {_yaml(str(value))}\n")
    return "".join(lines)


PLAIN = re.compile(r"[^\W\d_](?:[\w ,.;()/+–—’“”-]*[\w.)”’])?$")


def _yaml(value: str) -> str:
    """Write a scalar: plain where nobody could take it for anything else."""
    if PLAIN.match(value) and value.lower() not in ("yes", "no", "true", "false", "null", "on", "off", "y", "n"):
        return value
    return json.dumps(value, ensure_ascii=False)
