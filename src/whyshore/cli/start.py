"""Where the program starts, and the one place where problems are shown.

Who only types `whyshore` gets the screen without waiting for the commands: Typer takes longer to
load than the screen takes to draw.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from whyshore.errors import FixableError

FOLDER, CODER = ("--project", "-p"), ("--coder",)


def main() -> None:
    """Open the screen, or run a command; print what the researcher can fix."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        _run(sys.argv[1:])
    except FixableError as problem:
        from whyshore.export.to_text import harmless

        sys.stderr.write(f"{harmless(str(problem))}\n")
        raise SystemExit(1) from problem


def _run(arguments: Sequence[str]) -> None:
    wanted = screen_arguments(arguments)
    if wanted is None:
        from whyshore.cli.app import app

        app()
        return
    from whyshore.cli.screens import open_screen

    raise SystemExit(open_screen(*wanted))


def screen_arguments(arguments: Sequence[str]) -> tuple[Path, str] | None:
    """Folder and coder where the arguments say nothing else; None where they do."""
    folder, coder = ".", os.environ.get("WHYSHORE_CODER", "")
    rest = list(arguments)
    while rest:
        name, _, value = rest.pop(0).partition("=")
        if name not in (*FOLDER, *CODER) or not (value or rest):
            return None
        value = value or rest.pop(0)
        if name in CODER:
            coder = value
        else:
            folder = value
    return Path(folder), coder
