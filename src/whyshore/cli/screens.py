"""Open the screens; the one place of the command line that loads Textual."""

import gc
import os
import sys
from pathlib import Path

from whyshore.errors import FixableError


def _can_be_seen() -> bool:
    """Whether there is a terminal, or a tab of `whyshore serve`, which sets another driver."""
    return "TEXTUAL_DRIVER" in os.environ or (sys.stdin.isatty() and sys.stdout.isatty())


def open_survey_screen(folder: Path) -> int:
    """Open the tables of a survey; gives the exit status when they are left.

    Raises:
        FixableError: there is no survey, or no terminal to show it on.
    """
    if not _can_be_seen():
        raise FixableError(
            "The survey screen needs a terminal, and this is none (the output is piped?). "
            "Without one, make a table with: whyshore survey tab"
        )
    from whyshore.workflow.office import SURVEY_ROOM, OwnOffice

    office = OwnOffice(folder, room=SURVEY_ROOM)  # reads the survey while the screen is loaded
    try:
        from whyshore.tui.survey_app import run_survey

        return run_survey(office)
    finally:
        office.end_at_once()


def open_screen(folder: Path, coder: str = "", first: str = "") -> int:
    """Open the coding screen on a project; gives the exit status when it is left.

    `first` is one of its actions, such as `joint`, that is done at once.

    Raises:
        FixableError: there is no project, or no terminal to show it on.
    """
    if not _can_be_seen():
        raise FixableError(
            "The coding screen needs a terminal, and this is none (the output is piped?). "
            "See the commands that need none with: whyshore --help"
        )
    try:
        return _shown(folder, coder, first)
    except FixableError as problem:
        if not _put_back(folder, problem):
            raise
    return _shown(folder, coder, first)


def _put_back(folder: Path, problem: FixableError) -> bool:
    """Where the database is damaged and there is a backup, ask whether to put that in its place."""
    from whyshore.export.terminal_text import harmless
    from whyshore.workflow.backups import offered, replace_damaged

    found = offered(folder) if sys.stdin.isatty() else None
    if found is None:
        return False
    sys.stderr.write(harmless(f"{problem}\n\nPut {found.backup.name} in its place now? [y/N] "))
    sys.stderr.flush()
    if not sys.stdin.readline().strip().lower().startswith("y"):
        return False
    replace_damaged(folder, found.backup.name)
    return True


def _shown(folder: Path, coder: str, first: str) -> int:
    """Show the screens until they are left."""
    from whyshore.workflow.office import OwnOffice

    office = OwnOffice(folder, coder)  # opens the project while the screen is being loaded
    gc.disable()  # what is being loaded stays; the app looks for garbage once that is done
    try:
        from whyshore.tui.app import run

        return run(office, first)
    finally:
        gc.enable()
        office.close(0)
