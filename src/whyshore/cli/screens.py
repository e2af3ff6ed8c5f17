"""Open the screens; the one place of the command line that loads Textual."""

import sys
from pathlib import Path

from whyshore.errors import FixableError


def open_screen(folder: Path, coder: str = "") -> int:
    """Open the coding screen on a project; gives the exit status when it is left.

    Raises:
        FixableError: there is no project, or no terminal to show it on.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise FixableError(
            "The coding screen needs a terminal, and this is none (the output is piped?). "
            "See the commands that need none with: whyshore --help"
        )
    from whyshore.workflow.office import OwnOffice

    office = OwnOffice(folder, coder)  # opens the project while the screen is being loaded
    try:
        from whyshore.tui.app import run

        return run(office)
    finally:
        office.close()
