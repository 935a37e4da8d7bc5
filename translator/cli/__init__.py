"""The command line. A command parses, calls, prints, exits; nothing heavy is imported before it is needed."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import Any

from translator.errors import Exit, TranslatorError


def main() -> None:
    """Run the command line; every error a user can cause becomes two lines and an exit code."""
    sys.exit(_run())


def _run() -> int:
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed: >&-
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="surrogateescape")
    try:
        import typer

        from translator.cli.app import app
        from translator.cli.page import Ended

        try:
            code = app(standalone_mode=False)
            if sys.stdout:
                sys.stdout.flush()
            return code if isinstance(code, int) else 0
        except typer.Exit as stop:
            return stop.exit_code
        except Ended as ended:
            raise (ended.__cause__ or ended) from None
        except typer.Abort:
            raise KeyboardInterrupt from None
        except TranslatorError as error:
            return _say(str(error), error.exit_code)
        except typer.TyperException as error:
            return _usage(error)
    except KeyboardInterrupt:
        return _say("error: translator: interrupted\nhint: run the same command again; what was finished is kept", 130)
    except OSError as error:
        if error.errno == errno.EPIPE:  # the reader has seen enough: | head
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return Exit.GOOD
        if error.filename is None and error.errno in (errno.ENOSPC, errno.EIO, errno.EBADF):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return _say(f"error: stdout: cannot be written ({error.strerror})", Exit.FAILED)
        raise


def _say(text: str, code: int) -> int:
    print(text, file=sys.stderr)
    return code


def _usage(error: Any) -> int:
    """Say what is wrong with a command line, in the form of all errors."""
    if type(error).__name__ == "NoArgsIsHelpError":
        error.show()
        return Exit.USAGE
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "translator"
    reason = error.format_message().strip().replace("\n", " ").rstrip(".")
    return _say(f"error: {command}: {reason}\nhint: {command} --help", Exit.USAGE)
