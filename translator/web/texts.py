"""The interface's texts that the script shows; the catalogs in locale/ translate them, like those of the templates."""

from __future__ import annotations

SCRIPT = (
    "saved {time}", "saving …", "not saved: {reason}", "not saved: the desk does not answer; trying again", "not saved yet",
    "Have you read it? Press again to confirm the draft as it is.", "nothing is left to confirm", "no issue", "no issue with a fix here",
    "no issue here", "changed by another hand", "taken back: {what}", "done again: {what}", "which term? {letters}, Esc for none", "no term here",
    "there is no match {number}", "confirmed unchanged", "draft", "typed, not confirmed", "confirmed", "signed off", "without translation",
    "being edited", "{count} issues", "1 issue", "no issues", "{done}/{all} confirmed", "nothing found",
    "older source", "draft for the new source", "{count} places changed", "all places are left as they are", "signed off: {count} sentences",
    "put into the glossary: {source} → {target}", "alternative", "no matches", "no terms", "no history", "not in the text yet", "not wanted",
    "ignore", "ignored: {reason}", "typing", "confirmation", "restored draft", "comment", "replacement", "sign-off", "ignored issue",
    "confirmation taken back", "unnamed", "critical", "major", "minor",
    "{count} selected", "a new version of the article has come; it is shown when you pause",
    "the sentence is no longer in the article; what was typed there: {text}",
)  # fmt: skip

KINDS = {  # of units, as formats name them
    "title": "title", "heading": "heading", "item": "list item", "cell": "table cell", "caption": "caption", "description": "summary",
    "alt": "picture in words",
}  # fmt: skip
STATES = {"empty": "without translation", "draft": "draft", "typed": "typed, not confirmed", "confirmed": "confirmed", "final": "signed off"}
SIGNS = {"empty": "–", "draft": "○", "typed": "◐", "confirmed": "✓", "final": "✓✓"}
