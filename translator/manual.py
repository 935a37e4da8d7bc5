"""The manual of checks, made from the checks themselves: `python -m translator.manual > docs/checks.md`."""

from __future__ import annotations

import inspect
import sys

from translator.checks import Check, DocumentCheck
from translator.checks.ignored import NEVER
from translator.checks.placeholders import Accelerators, Newlines, Placeholders
from translator.config import Settings
from translator.model import Rule, Severity
from translator.project import Project

OTHERS = (  # checks that are no classes
    Rule("name-corpus", Severity.MINOR, "One name is rendered in one way in all articles.", "corpus"),
    Rule("outdated", Severity.MAJOR, "A person's translation is of the source as it stands, not of an older one."),
    Rule("ignore", Severity.MINOR, "A comment that has a check ignored names one that exists, and gives a reason."),
)
SCOPES = {"sentence": "each sentence", "document": "the whole document", "software": "PO files of programs", "corpus": "all articles, when none is named"}
HEAD = """\
# Checks

`translator check` says what is wrong in a translation and changes nothing. This page is made from the checks (`python -m translator.manual`);
`translator check --list` prints its table.

## What to do about an issue

- **Mend it** in the catalog, in any PO editor, or in the glossary if the same word is wrong everywhere.
- **Ignore it for a reason**, in the catalog's entry, as a translator's comment. It stays through every run, and holds for `translate`,
  for `check` and for PO files from elsewhere:

  ```po
  # ignore numbers: the source is wrong, the council says 3
  # ignore name-variants, quotes: as the witness wrote it
  msgid "Vier Räte stimmten dagegen."
  msgstr "Three councillors voted against it."
  ```

  A dash does for the colon. Without a reason nothing is ignored, and a minor issue (`ignore`) says so, as for a check that does not exist.
  `empty` and `outdated` cannot be ignored: a sentence needs a translation, and confirming it is the answer to an older source.
- **Leave it for later**: `--baseline known.jsonl --update-baseline` writes down what is known, and with `--baseline known.jsonl` only new issues
  are printed and count. An entry goes by the sentence and the message, not by the line. Keep the file in git.
- **Switch a check off**: `suppress = ["quote-style"]` in `translator.toml`.

## Reports

`--format text` is for people and editors (`PATH:LINE: SEVERITY: MESSAGE [CHECK]`), `json` (or `--json`) for programs, one object a line,
`html` for a page to hand round, `sarif` for tools of code review. The exit code is 1 if an issue is major or worse; `--fail-on
minor|major|critical|never` moves the bar.

SARIF has ignored issues with their reason (`suppressions`) and known ones as `unchanged`. GitHub's code scanning does not look at `suppressions` and would
show ignored issues as open: take them out before the upload with `jq '.runs[].results |= map(select(.suppressions == []))'`.
"""


def rules() -> list[Rule]:
    """List the checks, as a project makes them."""
    project = Project(Settings(glossaries=()))
    alone = {check.id for check in project.monolingual_checks()}
    made: list[tuple[Check | DocumentCheck, str]] = [(check, "sentence") for check in project.checks("de")]
    made += [(check, "document") for check in project.document_checks("de")]
    made += [(check, "software") for check in (Placeholders(), Newlines(), Accelerators())]
    return [*(_rule(check, scope, alone) for check, scope in made), *OTHERS]


def _rule(check: Check | DocumentCheck, scope: str, alone: set[str]) -> Rule:
    drafts_only = bool(getattr(check, "drafts_only", False))
    monolingual = check.id in alone or (scope == "document" and not drafts_only)
    return Rule(check.id, check.severity, " ".join((inspect.getdoc(check) or "").split()), scope, drafts_only, monolingual)


def page() -> str:
    """Write the manual in Markdown."""
    out = [HEAD, "## The checks\n", "| check | severity | what it asks for |", "|---|---|---|"]
    listed = rules()
    out += [f"| [`{rule.id}`](#{rule.id}) | {rule.severity.label} | {rule.text.replace('|', chr(92) + '|')} |" for rule in listed]
    for rule in listed:
        notes = [f"*{rule.severity.label}*", f"looks at {SCOPES[rule.scope]}"]
        notes += ["in drafts that nobody has touched"] if rule.drafts_only else []
        notes += ["also with `--monolingual`"] if rule.monolingual else []
        notes += ["cannot be ignored"] if rule.id in NEVER else []
        out.append(f"\n### {rule.id}\n\n{', '.join(notes)}\n\n{rule.text}")
    return "\n".join(out) + "\n"


if __name__ == "__main__":
    sys.stdout.write(page())
