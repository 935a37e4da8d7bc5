"""A table in a web page, for reviewers with a browser or a word processor: cells can be typed into, the page saved, printed, mailed."""

from __future__ import annotations

from html import escape

from lxml import etree

from translator import safexml
from translator.bilingual import tables
from translator.bilingual.sheet import Row, Sheet
from translator.safexml import clean

STYLE = (
    "body{font:15px/1.5 system-ui,sans-serif;margin:2em auto;max-width:80em;padding:0 1em}table{border-collapse:collapse;width:100%}"
    "th,td{border:1px solid #8888;padding:.4em .6em;text-align:left;vertical-align:top;white-space:pre-wrap}"
    "th{position:sticky;top:0;background:Canvas}td:nth-child(2),td:nth-child(3){width:38%}.key{font-size:60%;opacity:.6;display:block}"
    ":root{color-scheme:light dark}[contenteditable]:focus{outline:2px solid Highlight}"
)


def write(sheet: Sheet) -> bytes:
    """Write an article."""
    heading = f"{sheet.article}: {sheet.language} → {sheet.target}"
    out = [
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{_text(heading)}</title>\n<style>{STYLE}</style>\n</head>\n<body>',
        f"<h1>{_text(heading)}</h1>",
        *(f'<p lang="{language}">{_text(text)}</p>' for language, text in tables.INSTRUCTIONS.items()),
        "<table>",
        "<thead><tr>" + "".join(f"<th>{title}</th>" for title in tables.TITLES) + "</tr></thead>",
        "<tbody>",
        *(_row(sheet, row, number) for number, row in enumerate(sheet.rows, 1)),
        f"</tbody>\n</table>\n<p>{_text(tables.line(sheet))}</p>\n</body>\n</html>\n",
    ]
    return "\n".join(out).encode("utf-8", "replace")


def _row(sheet: Sheet, row: Row, number: int) -> str:
    cells = [
        f'<td>{number}<a name="s-{row.key}"></a> <span class="key">{row.key}</span></td>',
        f'<td lang="{sheet.language}">{_text(row.source)}</td>',
        f'<td lang="{sheet.target}" contenteditable="true">{_text(row.target)}</td>',
        f'<td contenteditable="true">{tables.state(row)}</td>',
        f'<td contenteditable="true">{_text(row.comment)}</td>',
    ]
    return f'<tr id="s-{row.key}">' + "".join(cells) + "</tr>"


def _text(text: str) -> str:
    return escape(clean(text))


def read(data: bytes, path: str) -> Sheet:
    """Read the table as a browser or a word processor saved it; text that was struck out as deleted is left out."""
    root = safexml.parse_html(data, path=path)
    for gone in list(root.iter("del", "script", "style")):
        _remove(gone)
    rows = [(row.sourceline or 0, ["".join(_pieces(cell)) for cell in row.iterchildren("td", "th")], "") for row in root.iter("tr")]
    return tables.read(rows, "".join(root.itertext()), path)


def _pieces(cell: etree._Element) -> list[str]:
    """List a cell's texts; paragraphs and line breaks end lines."""
    out = [cell.text or ""]
    for child in cell:
        if isinstance(child.tag, str):
            between = "\n" if child.tag in ("br", "p", "div", "li") else ""
            out += [between, *_pieces(child), between]
        out.append(child.tail or "")
    return out


def _remove(element: etree._Element) -> None:
    """Take an element out and leave what stands behind it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is not None:
        if before is not None:
            before.tail = safexml.clean((before.tail or "") + (element.tail or ""))
        else:
            parent.text = safexml.clean((parent.text or "") + (element.tail or ""))
        parent.remove(element)
