"""The commands around model packages: list, install, verify, remove."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from translator.cli import options, page
from translator.errors import Exit, PackageError

app = typer.Typer(help="List, install, verify and remove Argos packages.", **page.OPTIONS)
Name = Annotated[str, typer.Argument(metavar="NAME", help="A package's name, such as translate-de_en.", show_default=False)]


@app.command("list")
def show(
    json: options.Json = False,
    available: Annotated[bool, typer.Option("--available", help="List what the Argos index offers (goes online).")] = False,
) -> None:
    """List the packages on this machine."""
    from translator import reports
    from translator.engines import index, packages

    if available:
        rows = [
            {"name": f"translate-{e.get('from_code')}_{e.get('to_code')}", "version": str(e.get("package_version", "")), "place": "index"}
            for e in index.entries()
        ]
    else:
        rows = [{"name": p.name, "version": p.version, "sha256": p.digest(), "place": "built in" if p.starter else str(p.path)} for p in packages.installed()]
    for row in rows:
        print(reports.json_line(row) if json else "  ".join([f"{row['name']:<20} {row['version']:<6}", row.get("sha256", "")[:12], row["place"]]))
    if not rows:
        options.say("no packages; translator models install translate-de_en")


@app.command("install")
def install(
    name: Annotated[str, typer.Argument(metavar="NAME|FILE", help="A name in the Argos index (goes online), or an .argosmodel file.", show_default=False)],
    sha256: Annotated[str, typer.Option("--sha256", metavar="HEX", help="Refuse a file with another SHA-256.")] = "",
) -> None:
    """Install a package from the Argos index or from a file."""
    from translator.engines import index, packages

    path = Path(name)
    package = (
        packages.install(path, expected=sha256.lower()) if path.suffix == packages.SUFFIX or path.is_file() else index.install(name, expected=sha256.lower())
    )
    options.say(f"installed {package.name} {package.version} in {package.path} (SHA-256 {package.digest()[:12]}…)")


@app.command("verify")
def verify() -> None:
    """Compare every package with the SHA-256 that was recorded for it."""
    from translator.engines import packages

    bad = 0
    for package in packages.installed():
        actual, verdict = packages.verify(package)
        bad += verdict == "changed"
        print(f"{package.name:<20} {package.version:<6}  {actual}  {verdict}")
    if bad:
        raise PackageError(f"{bad} package(s) changed since they were installed", hint="translator models remove NAME, then install it again")


@app.command("remove")
def remove(name: Name) -> None:
    """Remove an installed package."""
    from translator.engines import packages

    found = [package for package in packages.installed() if name in (package.name, package.path.name)]
    if not found:
        options.say(f"error: {name}: no such package\nhint: translator models list shows those there are")
        raise typer.Exit(Exit.USAGE)
    packages.remove(found[0])
    options.say(f"removed {found[0].path.name}")
