"""The command line. A command parses, calls, prints, exits; nothing heavy is imported before it is needed."""

from __future__ import annotations

import sys

from translator.errors import TranslatorError


def main() -> None:
    """Run the command line; every error a user can cause becomes two lines and an exit code."""
    from translator.cli.app import app

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="surrogateescape")
    try:
        app(standalone_mode=True)
    except TranslatorError as error:
        print(error, file=sys.stderr)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        print("error: translator: interrupted\nhint: run the same command again; what was finished is kept", file=sys.stderr)
        sys.exit(130)
