"""Glossaries: concepts, the files that hold them, and the matcher that finds them in texts."""
