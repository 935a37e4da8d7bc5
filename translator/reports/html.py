"""Issues as one page of HTML that needs nothing else: no script, no other file, no network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from translator.language.en import count
from translator.model import Checked, Issue, Severity
from translator.reports.about import About

SIGNS = {Severity.CRITICAL: "■", Severity.MAJOR: "▲", Severity.MINOR: "●"}
# What HTML cannot hold, or reads as something else.
CONTROLS = {code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)} | {0x7F: "␡"}
CONTROLS |= dict.fromkeys([*range(0x80, 0xA0), 0x202D, 0x202E, *range(0xD800, 0xE000), 0xFFFE, 0xFFFF], "�")  # 202D, 202E: letters the other way round

STYLE = """
:root { color-scheme: light dark; --page: #fff; --text: #1b1b1b; --soft: #555; --line: #c8c8c8; --box: #f6f6f4; --mark: #ffe08a; --critical: #9b0000;
  --major: #8a3b00; --minor: #3d4b00; --link: #0b4fa8; }
@media (prefers-color-scheme: dark) { :root { --page: #16181a; --text: #ececec; --soft: #b4b4b4; --line: #4a4d50; --box: #202326; --mark: #6a5200;
  --critical: #ff9c9c; --major: #ffb27a; --minor: #cfdc85; --link: #8fc0ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 75rem; padding: 1.5rem; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
h1, h2, h3 { line-height: 1.25; }
h2 { margin-top: 2.5rem; overflow-wrap: anywhere; }
h3 { margin: 0; font-size: 1rem; overflow-wrap: anywhere; }
a { color: var(--link); }
table { border-collapse: collapse; }
caption { text-align: left; padding-bottom: .5rem; color: var(--soft); }
th, td { padding: .3rem .75rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { white-space: nowrap; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
tfoot th, tfoot td { border-bottom: 0; font-weight: 600; }
ol { list-style: none; padding: 0; }
ol > li { margin: 1rem 0; padding: .75rem 1rem; border: 1px solid var(--line); border-left-width: .35rem; border-radius: .25rem; background: var(--box); }
li.critical { border-left-color: var(--critical); }
li.major { border-left-color: var(--major); }
li.minor { border-left-color: var(--minor); }
.severity { white-space: nowrap; }
.critical .severity, td.critical { color: var(--critical); }
.major .severity, td.major { color: var(--major); }
.minor .severity, td.minor { color: var(--minor); }
.place { margin: .25rem 0 .5rem; color: var(--soft); overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1.5rem; margin: 0; }
dl > div { min-width: 0; }
dt { color: var(--soft); font-size: .875rem; }
dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
mark { background: var(--mark); color: inherit; text-decoration: underline; text-decoration-thickness: .15em; text-underline-offset: .2em; }
.advice { margin: .5rem 0 0; }
@media (max-width: 45rem) { dl { grid-template-columns: 1fr; row-gap: .5rem; } .meaning { display: none; } }
@media print { ol > li { break-inside: avoid; } }
"""


def write(checked: Iterable[Checked], about: About) -> Iterator[str]:
    """Write the page: counts by check, then the documents with their issues."""
    documents = _together(checked)
    issues = [issue for document in documents for issue in document.issues if issue.open]
    with_issues = [document for document in documents if document.error or any(issue.open or issue.ignored for issue in document.issues)]
    said = f"{count(len(issues), 'issue')} in {count(len(documents), 'document')}"
    yield f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Translation check: {said}</title>
<style>{STYLE}</style>
</head>
<body>
<header>
<h1>Translation check</h1>
<p>{said}.{_left_out(documents)}</p>
</header>
<main>"""
    if issues:
        yield _counts(issues, about)
    if len(with_issues) > 1:
        yield _contents(with_issues)
    for number, document in enumerate(with_issues, 1):
        yield from _document(document, number, about)
    yield "</main>\n</body>\n</html>"


def _together(checked: Iterable[Checked]) -> list[Checked]:
    """Put what was found in one document at several times in one place."""
    out: dict[str, Checked] = {}
    for one in checked:
        known = out.get(one.document)
        out[one.document] = Checked(one.document, (*known.issues, *one.issues), known.language or one.language, known.error or one.error) if known else one
    return list(out.values())


def _left_out(documents: Sequence[Checked]) -> str:
    all_ = [issue for document in documents for issue in document.issues]
    known, ignored = sum(issue.known for issue in all_), sum(bool(issue.ignored) for issue in all_)
    said = [f"{count(known, 'issue')} of the baseline {'is' if known == 1 else 'are'} left out"] if known else []
    said += [f"{count(ignored, 'issue')} {'is' if ignored == 1 else 'are'} ignored, with {'a reason' if ignored == 1 else 'reasons'}"] if ignored else []
    return " " + "; ".join(said) + "." if said else ""


def _counts(issues: Sequence[Issue], about: About) -> str:
    by = Counter((issue.check, issue.severity) for issue in issues)
    columns = [severity for severity in sorted(Severity, reverse=True) if any(issue.severity is severity for issue in issues)]
    meaning = {rule.id: rule.text for rule in about.rules}
    checks = sorted({issue.check for issue in issues}, key=lambda check: (*(-by[check, severity] for severity in columns), check))

    def row(name: str, numbers: Sequence[int]) -> str:
        cells = [f'<td class="number {severity.label}">{number or "–"}</td>' for severity, number in zip(columns, numbers, strict=False)]
        return f'<tr><th scope="row">{name}</th>{"".join(cells)}<td class="number">{sum(numbers)}</td>'

    rows = [
        row(_text(check), [by[check, severity] for severity in columns]) + f'<td class="meaning">{_text(meaning.get(check, ""))}</td></tr>' for check in checks
    ]
    head = "".join(f'<th scope="col" class="number">{SIGNS[severity]} {severity.label.title()}</th>' for severity in columns)
    sums = row("All", [sum(by[check, severity] for check in checks) for severity in columns])
    listed = "\n".join(rows)
    return f"""<section>
<h2>By check</h2>
<table>
<caption>Issues by check and severity, the worst first</caption>
<thead><tr><th scope="col">Check</th>{head}<th scope="col" class="number">Total</th><th scope="col" class="meaning">What it asks for</th></tr></thead>
<tbody>
{listed}
</tbody>
<tfoot>{sums}<td class="meaning"></td></tr></tfoot>
</table>
</section>"""


def _contents(documents: Sequence[Checked]) -> str:
    rows = [
        f'<li><a href="#document-{number}"><bdi>{_text(document.document)}</bdi></a>: {_said(document)}</li>' for number, document in enumerate(documents, 1)
    ]
    return '<nav aria-labelledby="documents">\n<h2 id="documents">Documents</h2>\n<ul>\n' + "\n".join(rows) + "\n</ul>\n</nav>"


def _said(document: Checked) -> str:
    by = Counter(issue.severity for issue in document.issues if issue.open)
    said = [f"{by[severity]:,} {severity.label}" for severity in sorted(by, reverse=True)]
    return "could not be checked" if document.error else ", ".join(said) or "nothing but ignored issues"


def _document(document: Checked, number: int, about: About) -> Iterator[str]:
    yield f'<section aria-labelledby="document-{number}">\n<h2 id="document-{number}"><bdi>{_text(document.document)}</bdi></h2>'
    if document.error:
        yield f"<p>Could not be checked: {_text(document.error.reason)}.{' Hint: ' + _text(document.error.hint) if document.error.hint else ''}</p>"
    open_ = [issue for issue in document.issues if issue.open]
    ignored = [issue for issue in document.issues if issue.ignored]
    if open_:
        yield "<ol>\n" + "\n".join(_issue(issue, document.language, about) for issue in open_) + "\n</ol>"
    if ignored:
        said = f"{count(len(ignored), 'issue')} ignored, with {'a reason' if len(ignored) == 1 else 'reasons'}"
        listed = "\n".join(_issue(issue, document.language, about) for issue in ignored)
        yield f"<details>\n<summary>{said}</summary>\n<ol>\n{listed}\n</ol>\n</details>"
    yield "</section>"


def _issue(issue: Issue, language: str, about: About) -> str:
    label = issue.severity.label
    out = f"""<li class="{label}">
<h3><span class="severity"><span aria-hidden="true">{SIGNS[issue.severity]}</span> {label}:</span> <bdi>{_text(issue.message)}</bdi></h3>
<p class="place">line {issue.line} · {_text(issue.check)}</p>
<dl>"""
    if issue.source:
        said = f' lang="{escape(language)}"' if language else ""
        out += f'\n<div><dt>Source</dt><dd dir="auto"{said}>{_text(issue.source)}</dd></div>'
    if issue.target:
        out += f'\n<div><dt>{"Target" if issue.source else "Text"}</dt><dd dir="auto" lang="{escape(about.target)}">{_marked(issue)}</dd></div>'
    out += "\n</dl>"
    if issue.suggestion:
        out += f'\n<p class="advice">Suggestion: <bdi lang="{escape(about.target)}">{_text(issue.suggestion)}</bdi></p>'
    if issue.ignored:
        out += f'\n<p class="advice">Ignored: <bdi>{_text(issue.ignored)}</bdi></p>'
    return out + "\n</li>"


def _marked(issue: Issue) -> str:
    start, end = issue.start, issue.end
    if start == end or (start, end) == (0, len(issue.target)):
        return _text(issue.target)
    return f"{_text(issue.target[:start])}<mark>{_text(issue.target[start:end])}</mark>{_text(issue.target[end:])}"


def _text(text: str) -> str:
    """Escape text, and show what a page cannot hold."""
    return escape(text.translate(CONTROLS))
