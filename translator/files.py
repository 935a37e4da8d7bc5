"""Reads and writes files so that nothing is lost: write beside, flush to disk, rename; locks that die with their owner."""

from __future__ import annotations

import errno
import glob
import hashlib
import lzma
import os
import stat
import threading
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from translator.errors import PackageError, StoreError, TranslatorError, UsageError

LARGEST = 256 * 1024 * 1024  # bytes; no article is that long, and a pipe or a device would never end
TEMPORARY = ".tmp-"

REASONS = {
    errno.ENOSPC: ("the disk is full", "free some space and run the same command again; what was finished is kept"),
    errno.EDQUOT: ("the disk quota is used up", "free some space and run the same command again"),
    errno.EROFS: ("the file system is read-only", "name a folder that can be written (--corpus DIR for the articles)"),
    errno.EACCES: ("no permission", "change the permissions, or name a folder that can be written (--corpus DIR for the articles)"),
    errno.EPERM: ("no permission", "change the permissions, or name a folder that can be written (--corpus DIR for the articles)"),
}


def digest(data: bytes) -> str:
    """Return the SHA-256 of the data in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def digest_file(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_bytes(path: Path, *, limit: int = LARGEST) -> bytes:
    """Read a whole regular file of at most `limit` bytes; any failure becomes an error with a way out."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise UsageError("is a folder, not a file", path=path, hint="name the files in it: " + str(path / "*"))
        if not stat.S_ISREG(status.st_mode):
            raise UsageError("is not a regular file", path=path, hint="save it as a file first")
        if status.st_size > limit:
            raise UsageError(f"is larger than {limit // 2**20} MiB", path=path, hint="split it into smaller files")
        return path.read_bytes()
    except FileNotFoundError:
        raise UsageError("no such file", path=path, hint="check the spelling and the folder") from None
    except ValueError as error:
        raise UsageError(f"cannot be read ({error})", path=path) from error
    except OSError as error:
        raise StoreError(f"cannot be read ({error.strerror or error})", path=path, hint="check its permissions") from error


def _failure(error: OSError, path: Path) -> TranslatorError:
    reason, hint = REASONS.get(error.errno or 0, (error.strerror or str(error), ""))
    return StoreError(f"cannot be written: {reason}", path=path, hint=hint)


def write(path: Path, data: bytes) -> None:
    """Put the data under the name as a whole or not at all; a file that already holds just this is left alone."""
    try:
        if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
            return
    except OSError as error:
        raise _failure(error, path) from error
    _put(path, (data,))


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """Put data that comes in pieces under the name as a whole or not at all."""
    if path.exists() and not path.is_file():
        raise UsageError("is not a regular file", path=path, hint="name a file")
    _put(path, pieces)


def _put(path: Path, pieces: Iterable[bytes]) -> None:
    path = path.resolve() if path.is_symlink() else path
    beside = path.with_name(f".{path.name[:100]}{TEMPORARY}{os.getpid()}-{threading.get_ident()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            beside.chmod(stat.S_IMODE(path.stat().st_mode))
        beside.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise _failure(error, path) from error
    finally:
        if beside.exists():
            beside.unlink(missing_ok=True)


def append(path: Path, data: bytes) -> None:
    """Add the data to the end of a file and flush it; a line that an earlier kill left unfinished is closed first."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab+") as file:
            end = file.seek(0, os.SEEK_END)
            if end:
                file.seek(end - 1)
                if file.read(1) != b"\n":
                    data = b"\n" + data
            try:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                file.truncate(end)
                raise
        _sync_folder(path.parent)
    except OSError as error:
        raise _failure(error, path) from error


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(path: Path) -> None:
    """Make a folder that can be written, with those above it."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        if not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, "Permission denied")
    except (FileExistsError, NotADirectoryError):
        raise UsageError("is a file, not a folder", path=path.parent, hint="use --corpus DIR to name a folder") from None
    except OSError as error:
        raise _failure(error, path.parent) from error


def sweep(folder: Path, name: str = "") -> None:
    """Remove what a killed run left half written in the folder, or of one file; call it only while holding the lock."""
    for path in folder.glob(f".{glob.escape(name[:100])}*{TEMPORARY}*"):
        path.unlink(missing_ok=True)


@contextmanager
def lock(path: Path, *, wait: float = 60.0) -> Iterator[None]:
    """Hold an OS lock on a file for the time of the block; the lock dies with its owner."""
    from filelock import FileLock, Timeout

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path, timeout=wait):
            yield
    except Timeout:
        raise StoreError(
            f"another translator has held this for {wait:.0f} seconds",
            path=path,
            hint="wait until it has finished, or end it",
        ) from None
    except OSError as error:
        raise _failure(error, path) from error


def members(archive: zipfile.ZipFile, path: Path, *, most: int = 1000, largest: int = 2**31) -> list[tuple[PurePosixPath, zipfile.ZipInfo]]:
    """List an archive's files; refuse names that lead out of it, links, and archives that grow beyond bounds."""
    infos = archive.infolist()
    if len(infos) > most:
        raise PackageError(f"holds {len(infos)} files; {most} are allowed", path=path)
    if sum(info.file_size for info in infos) > largest:
        raise PackageError(f"unpacks to more than {largest // 2**20} MiB", path=path)
    found = []
    for info in infos:
        name = PurePosixPath(info.filename.replace("\\", "/"))
        if name.is_absolute() or ".." in name.parts or ":" in info.filename:
            raise PackageError(f"holds a file that leads out of it: {info.filename!r}", path=path)
        if stat.S_ISLNK(info.external_attr >> 16):
            raise PackageError(f"holds a link: {info.filename!r}", path=path)
        if not name.parts:
            raise PackageError("holds a file without a name", path=path)
        if not info.is_dir():
            found.append((name, info))
    return found


def member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: Path) -> bytes:
    """Read one file of an archive; it may not be longer than the archive's directory says."""
    try:
        with archive.open(info) as file:
            data = file.read(info.file_size + 1)
    # RuntimeError: encrypted; NotImplementedError: a compression that zipfile does not know; ValueError: a place before the file
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, ValueError, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        raise PackageError(f"{info.filename!r} in it is broken ({error})", path=path) from error
    if len(data) != info.file_size:
        raise PackageError(f"{info.filename!r} in it has not the size that the archive says", path=path)
    return data
