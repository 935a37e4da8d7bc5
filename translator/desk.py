"""The articles that are open for post-editing, each once, with the glossaries as they stand."""

from __future__ import annotations

import threading

from translator.editing import OpenArticle
from translator.errors import UsageError
from translator.project import Project


class Desk:
    """All articles that are open."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._open: dict[str, OpenArticle] = {}
        self._lock = threading.Lock()
        self._glossaries: object = None

    def open(self, name: str, *, fresh: bool = True) -> OpenArticle:
        """Open an article of the corpus by its slug; it is read again if it has changed, unless it need not be `fresh`."""
        with self._lock:
            self._glossary_news()
            opened = self._open.get(name)
            if opened is None:
                article = next((article for article in self.project.corpus.articles() if article.slug == name), None)
                if article is None:
                    raise UsageError("no such article", path=name)
                opened = self._open[name] = OpenArticle(self.project, article)
        if fresh:
            opened.refresh()
        return opened

    def glossary_changed(self) -> None:
        """Take in a change of the glossary."""
        self.project.forget_glossaries()
        for opened in self._open.values():
            opened.forget_issues()

    def _glossary_news(self) -> None:
        found = []
        for language in {opened.language for opened in self._open.values()}:
            for path in self.project.glossaries(language):
                status = path.stat() if path.is_file() else None
                found.append((str(path), status and (status.st_mtime_ns, status.st_size)))
        if self._glossaries is not None and found != self._glossaries:
            self.glossary_changed()
        self._glossaries = found
