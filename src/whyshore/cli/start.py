"""Where the program starts, and the one place where problems are shown.

Who only types `whyshore` gets the screen without waiting for the commands: Typer takes longer to
load than the screen takes to draw. A plain `whyshore survey tab` does without it as well.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

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
        from whyshore.export.terminal_text import harmless

        sys.stderr.write(f"{harmless(str(problem))}\n")
        raise SystemExit(1) from problem


def _run(arguments: Sequence[str]) -> None:
    if list(arguments[:2]) == ["survey", "tab"] and _quick_table(arguments[2:]):
        leave_at_once()
    wanted = screen_arguments(arguments)
    if wanted is None:
        from whyshore.cli.app import app

        app(prog_name="whyshore")
        return
    from whyshore.cli.screens import open_screen

    raise SystemExit(open_screen(*wanted))


def _quick_table(arguments: Sequence[str]) -> bool:
    """Make a table without loading Typer; whether the arguments are plain enough for that."""
    from whyshore.cli.survey_wishes import TabWish
    from whyshore.cli.wishes import read_plainly

    wish = read_plainly(TabWish, arguments)
    if wish is None:
        return False
    from whyshore.cli.survey_tables import answer_tab

    answer_tab(wish)
    return True


def leave_at_once() -> NoReturn:
    """End the program without taking it apart first, which takes polars a while."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


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
