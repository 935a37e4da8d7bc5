"""The manual of checks, made from the checks themselves: `python -m translator.manual > docs/checks.md`."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Sequence

from translator.checks import Check, DocumentCheck
from translator.checks.ignored import NEVER
from translator.checks.placeholders import Accelerators, Newlines, Placeholders
from translator.checks.terms import TermForbidden, TermMissing, TermOther
from translator.config import Settings
from translator.glossary.concept import Row, Status, concepts
from translator.glossary.matcher import Matcher
from translator.glossary.names import Text
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


# What each check says of a text: sentences in German and English. The messages are not written here but made.
EXAMPLES: dict[str, tuple[tuple[str, str], ...]] = {
    "empty": (("Moskau schweigt bisher.", ""),),
    "untranslated": (("Das ist ein Erfolg für uns.", "Das ist ein Erfolg für uns."),),
    "truncated": (("Der Minister sagte am Montag, dass die Gespräche weitergehen.", "The minister said on"),),
    "omitted": (("Die Polizei sperrte die Straße am frühen Morgen. Verletzt wurde bei dem Unfall niemand.", "Police closed the road early in the morning."),),
    "added": (("Er kam am Abend nach Hause.", "He came home in the evening. Nobody had expected that he would ever return to the house."),),
    "repeated": (("Sie sprach von einem Erfolg.", "She spoke of a success, of a success, of a success."),),
    "numbers": (("Sie kostet 1.250,50 Euro.", "It costs 1.250,50 euros."), ("Er gab 3 Milliarden Euro aus.", "He spent 3 million euros.")),
    "dates": (("Er kommt am Dienstag.", "He is coming on Thursday."),),
    "date-format": (("Sie begann am 24. Oktober 2024.", "It began on 24. October 2024."),),
    "time-format": (("Die Sitzung beginnt um 14.30 Uhr.", "The meeting begins at 14.30 Uhr."),),
    "money-format": (("Das Buch kostet 50 Euro.", "The book costs Euro 50."),),
    "quotes": (("„Wir bleiben hier“, sagte sie der Zeitung.", "“We are staying here, she told the newspaper."),),
    "quote-style": (("„Wir bleiben“, sagte sie.", "„We are staying,” she said."),),
    "brackets": (("Die Partei (gegründet 1990) gewann.", "The party (founded in 1990 won."),),
    "ending": (("Kommt er heute?", "He is coming today."),),
    "spacing": (("Er ging, sie blieb.", "He left , she stayed."),),
    "capitals": (("Sie blieb in Berlin.", "she stayed in Berlin."),),
    "characters": (("Müller schwieg.", "MÃ¼ller was silent."),),
    "acronyms": (("Die FDP stimmte dagegen.", "The SPD voted against it."),),
    "name-country": (("Sie lebt in Österreich.", "She lives in Australia."),),
    "addresses": (("Mehr auf www.example.org/a.", "More on www.example.org/b."),),
    "marks": (("Sie nannte es <1>falsch</1>.", "She called it wrong."),),
    "term-forbidden": (("Die Waffenruhe begann.", "The armistice began."),),
    "term-missing": (("Andrej Lankow lehrt in Seoul.", "The professor teaches in Seoul."),),
    "term-other": (("Die Waffenruhe hält.", "The calm is holding."),),
    "placeholders": (("%s Dateien von {ordner}", "%s files of {folder}"),),
    "newlines": (("Fertig.\n", "Done."),),
    "accelerators": (("&Öffnen", "Open"),),
    "name-variants": (("Petrow kam.", "Petrov came."), ("Petrow ging.", "Petrow left."), ("Petrow schwieg.", "Petrov was silent.")),
    "name-german": (("Andrej Kowaljow sprach.", "Andrej Kowaljow spoke."),),
    "name-changed": (("Die Reise nach Kaliningrad dauert.", "The journey to Caliningrad takes time."),),
    "name-lost": (
        ("Kleber moderiert.", "Kleber presents."),
        ("Gestern sprach Kleber wieder.", "Yesterday Kleber spoke again."),
        ("Heute sprach Kleber nicht.", "Today the glue did not speak."),
    ),
    "spelling-mixed": (("Die Abwehr stand.", "The defence stood."), ("Die Abwehr fiel.", "The defense fell."), ("Die Abwehr siegte.", "The defence won.")),
    "inconsistent": (("Das ist unser Land.", "This is our country."), ("Das ist unser Land.", "That is our land.")),
    "wording": (("„Das ist ein großer Tag für uns“, sagte US-Präsident Biden.", "“This is a big day for us,” said US President Biden."),),
}  # fmt: skip
GLOSSARY = (Row("Lankow", "Lankov", kind="person"), Row("Waffenruhe", "ceasefire"), Row("Waffenruhe", "armistice", status=Status.FORBIDDEN))


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


def example(check: Check | DocumentCheck, pairs: Sequence[tuple[str, str]]) -> list[str]:
    """Show what a check says of a text: the sentences, and under them what it finds."""
    shown = []
    for source, target in pairs:
        shown += [source.replace("\n", "\\n"), f"    {target}" if target else "    …"]
    if hasattr(check, "find"):
        found = [finding for source, target in pairs for finding in check.find(source, target)]
    else:
        found = [finding for _, finding in check.find_document(Text(pairs), range(1, len(pairs) + 1))]
    return [*shown, *(f"→ {finding.message}" + (f"; suggestion: {finding.suggestion}" if finding.suggestion else "") for finding in found)]


def examples() -> dict[str, list[str]]:
    """Show for each check what it says of its example."""
    project = Project(Settings(glossaries=()))
    matcher = Matcher(concepts(list(GLOSSARY)))
    made: list[Check | DocumentCheck] = [*project.checks("de"), *project.document_checks("de")]
    made += [TermForbidden(matcher), TermMissing(matcher), TermOther(matcher), Placeholders(), Newlines(), Accelerators()]
    return {check.id: example(check, EXAMPLES[check.id]) for check in made if check.id in EXAMPLES}


def page() -> str:
    """Write the manual in Markdown."""
    out = [HEAD, "## The checks\n", "| check | severity | what it asks for |", "|---|---|---|"]
    listed, shown = rules(), examples()
    out += [f"| [`{rule.id}`](#{rule.id}) | {rule.severity.label} | {rule.text.replace('|', chr(92) + '|')} |" for rule in listed]
    for rule in listed:
        notes = [f"*{rule.severity.label}*", f"looks at {SCOPES[rule.scope]}"]
        notes += ["in drafts that nobody has touched"] if rule.drafts_only else []
        notes += ["also with `--monolingual`"] if rule.monolingual else []
        notes += ["cannot be ignored"] if rule.id in NEVER else []
        out.append(f"\n### {rule.id}\n\n{', '.join(notes)}\n\n{rule.text}")
        out += ["\n```text", *shown[rule.id], "```"] if rule.id in shown else []
    return "\n".join(out) + "\n"


if __name__ == "__main__":
    sys.stdout.write(page())
