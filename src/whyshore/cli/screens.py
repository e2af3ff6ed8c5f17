"""Open the screens; the one place of the command line that loads Textual."""

import sys
from collections.abc import Sequence
from pathlib import Path

from whyshore.errors import FixableError, Problem
from whyshore.workflow.first_run import tour_is_due
from whyshore.workflow.start_project import open_project


def _notices(problems: Sequence[Problem]) -> list[str]:
    """What the screen says once at its start: two problems in full, the others counted."""
    said = [str(problem) for problem in problems[:2]]
    if len(problems) > len(said):
        said.append(f"{len(problems) - len(said)} more files: whyshore check lists them.")
    return said


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
    opened = open_project(folder, coder=coder)
    try:
        from whyshore.tui.app import run

        tour = tour_is_due(opened.project.folder)
        return run(opened.project, _notices(opened.report.problems), tour=tour)
    finally:
        opened.project.close()
