"""Spreads documents over the workers of a Dask cluster: they draft, repair and check, each with the model on its own machine.

Only this process reads files and saves. Documents travel in bundles; a worker that is lost costs its bundle a second try elsewhere.
"""

from __future__ import annotations

import logging
import os
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from translator import __version__, files, pipeline
from translator.config import Person, Settings
from translator.engines import Engine, Progress
from translator.errors import EngineError, TranslatorError, UsageError
from translator.model import Issue
from translator.pipeline import Job, Outcome
from translator.project import Done, Project
from translator.record import Record

if TYPE_CHECKING:
    from distributed import Client, Future

BUNDLE = 200  # sentences to draft: some seconds of work against milliseconds for the way there and back
AHEAD = 3  # bundles a worker, at work or waiting: no worker waits for files to be read, and few documents are in memory
PATIENCE = 15  # seconds for the scheduler to answer, and for a first worker


@dataclass(frozen=True)
class Order:
    """What a worker needs besides documents, and what it must agree with: the program's version and the engines' signatures."""

    settings: Settings
    person: Person
    glossaries: Mapping[str, tuple[tuple[str, bytes], ...]]  # source language -> name and bytes of each file in force
    signatures: Mapping[str, str]
    engine: Engine | None = None
    redraft: bool = False
    version: str = __version__
    id: str = ""

    @classmethod
    def of(cls, project: Project, languages: Iterable[str], redraft: bool) -> Order:
        """Describe a run."""
        own = list(languages)
        held = {language: tuple((path.name, files.read_bytes(path)) for path in project.glossaries(language)) for language in own}
        return cls(
            project.settings,
            project.person,
            held,
            {language: project.engine(language).signature for language in own},
            project.given,
            redraft,
            id=os.urandom(8).hex(),
        )


@dataclass(frozen=True)
class Made:
    """What a worker made of one document."""

    record: Record
    drafted: int
    issues: list[Issue]
    error: TranslatorError | None = None


# --- on a worker

_busy = threading.Lock()  # one bundle at a time: the engine itself uses all cores that the worker was given
_projects: dict[tuple[str, str], tuple[Project, tempfile.TemporaryDirectory[str]]] = {}


def work(order: Order, jobs: list[Job]) -> list[Made]:
    """Draft, repair and check documents of one language."""
    with _busy:
        project = _project(order, jobs[0].language)
        errors = pipeline.draft_all(project, jobs, redraft=order.redraft)
        made = []
        for job in jobs:
            error = errors.get(id(job)) or pipeline.finish(project, job)
            made.append(Made(job.record, job.drafted, job.issues, error))
        return made


def look(order: Order, language: str) -> str:
    """Say what keeps this worker from taking part; nothing, if all is well."""
    try:
        with _busy:
            _project(order, language)
    except TranslatorError as error:
        return f"{error.reason} ({error.place})" if error.path else error.reason
    return ""


def _project(order: Order, language: str) -> Project:
    """Make the parts of a run from an order, once a process."""
    known = order.id, language
    if known not in _projects:
        if order.version != __version__:
            raise EngineError(f"has version {__version__} of the program, not {order.version}", hint="install the same version on every machine")
        folder = tempfile.TemporaryDirectory(prefix="translator-")  # for the glossaries; goes with the project
        root, paths = Path(folder.name), []
        for name, data in order.glossaries[language]:
            paths.append(root / Path(name).name)
            files.write(paths[-1], data)
        package = order.settings.package
        if package and package.endswith(".argosmodel") and not Path(package).exists():
            package = None  # the one that is installed here, if it is the same
        settings = replace(order.settings, root=root, corpus=root / "corpus", glossaries=tuple(paths), package=package, threads=_threads())
        project = Project(settings, order.person, order.engine)
        if project.engine(language).signature != order.signatures[language]:
            raise EngineError(f"has {project.engine(language).signature}, not {order.signatures[language]}", hint="install the same package on every machine")
        _projects.clear()
        _projects[known] = project, folder
    return _projects[known][0]


def _threads() -> int:
    from distributed import get_worker

    try:
        return int(get_worker().state.nthreads)
    except ValueError:  # asked outside of a task
        return 0


# --- here


def translate(
    project: Project,
    address: str,
    paths: Iterable[Path],
    *,
    redraft: bool = False,
    again: bool = False,
    progress: Progress | None = None,
    begin: Callable[[int], None] | None = None,
) -> Iterator[Outcome]:
    """Take files through the desk as `pipeline.translate` does, with the work done on a cluster; outcomes come as they are ready."""
    project.corpus.writable()
    done = Done(project.corpus.root)
    bundles = pipeline.windows(project, paths, None if again or redraft else done, redraft, most=BUNDLE)
    with _client(address) as client:
        run = _Run(project, client, redraft, progress)
        for window in bundles:
            jobs = [outcome.job for outcome in window if outcome.job]
            wanted = sum(len(pipeline.to_draft(project, job, redraft)) for job in jobs)
            if begin and wanted:
                begin(wanted)
            yield from (outcome for outcome in window if outcome.job is None)
            for language in dict.fromkeys(job.language for job in jobs):
                run.send([outcome for outcome in window if outcome.job and outcome.job.language == language], language)
            while run.full:
                yield from _kept(project, run.receive(), done)
        while run.flying or run.next_suspect():
            yield from _kept(project, run.receive(), done)


def _kept(project: Project, back: Iterable[tuple[Outcome, TranslatorError | None]], done: Done) -> Iterator[Outcome]:
    for outcome, error in back:
        yield pipeline.keep(project, outcome, error, done)
    done.save()


class _Run:
    """The bundles that are under way."""

    def __init__(self, project: Project, client: Client, redraft: bool, progress: Progress | None) -> None:
        from distributed import as_completed

        self.project, self.client, self.redraft, self.progress = project, client, redraft, progress
        self.flying: dict[Future[Any], list[Outcome]] = {}
        self.ready: Any = as_completed(raise_errors=False, loop=client.loop)
        self.orders: dict[str, Future[Any]] = {}
        # A worker's death is laid to all that it held: who was held is tried again when nothing else is under way
        self.suspects: list[Outcome] = []
        self.alone: list[Outcome] = []

    @property
    def full(self) -> bool:
        return len(self.flying) >= AHEAD * max(1, len(self.client.scheduler_info(n_workers=-1)["workers"]))

    def send(self, bundle: list[Outcome], language: str) -> None:
        """Send documents of one language out."""
        if language not in self.orders:
            self._agree(language)
        jobs = [_job(outcome) for outcome in bundle]
        future = self.client.submit(work, self.orders[language], jobs, pure=False)
        self.flying[future] = bundle
        self.ready.add(future)

    def next_suspect(self) -> bool:
        """Send out one document over which a worker may have died; tell whether there was one."""
        if self.suspects:
            self.alone = [self.suspects.pop(0)]
            self.send(self.alone, _job(self.alone[0]).language)
        return bool(self.flying)

    def _agree(self, language: str) -> None:
        """See to it that every worker can do the same work as this machine, before any is done."""
        order = Order.of(self.project, [language], self.redraft)
        said = self.client.run(look, order, language, on_error="return")
        wrong = {where: what if isinstance(what, str) else f"{type(what).__name__}: {what}" for where, what in said.items() if what}
        for where, what in wrong.items():
            raise EngineError(f"worker {where} {what}", path="--cluster", hint="every machine needs the same version and the same package")
        # A task and no scattered data: what a lost worker held is made again
        self.orders[language] = self.client.submit(_same, order, pure=False)

    def receive(self) -> list[tuple[Outcome, TranslatorError | None]]:
        """Wait for a bundle; return its documents with what failed of them, or nothing if it was sent out again."""
        from distributed import CancelledError, KilledWorker

        future = next(self.ready)
        bundle = self.flying.pop(future)
        try:
            made: list[Made] = future.result()
        except TranslatorError as error:
            return [(outcome, error) for outcome in bundle]
        except KilledWorker:
            if bundle == self.alone:
                hint = "look into the workers' logs; without --cluster it is drafted here"
                return [(bundle[0], EngineError("workers died over it", path=bundle[0].path, hint=hint))]
            self.suspects += bundle
            return []
        except CancelledError:
            if future.status != "lost":  # else its worker died with the result
                raise EngineError("the cluster was lost", path="--cluster", hint="run the same command again: what is saved is skipped") from None
            self.send(bundle, _job(bundle[0]).language)
            return []
        for outcome, new in zip(bundle, made, strict=True):
            job = _job(outcome)
            job.record, job.drafted, job.issues = new.record, new.drafted, new.issues
        if self.progress:
            self.progress(sum(new.drafted for new in made))
        return [(outcome, new.error) for outcome, new in zip(bundle, made, strict=True)]


def _job(outcome: Outcome) -> Job:
    assert outcome.job is not None
    return outcome.job


def _same(order: Order) -> Order:
    return order


def _client(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError:
        raise UsageError("needs the extra “cluster”", path="--cluster", hint='uv tool install "translation-desk[cluster]"') from None
    for name in logging.root.manager.loggerDict:
        if name.startswith(("distributed", "tornado")):  # each has a level of its own; what is lost and found again is no news
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise UsageError(f"no scheduler at {address}: {reason}", path="--cluster", hint="dask scheduler prints its address: tcp://HOST:8786") from None
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        client.close()
        raise EngineError(f"the cluster at {address} has no worker", path="--cluster", hint=f"on each machine: dask worker {address}") from None
    return client
