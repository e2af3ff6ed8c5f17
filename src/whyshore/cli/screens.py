"""Open the screens; the one place of the command line that loads Textual."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from whyshore.errors import FixableError, Problem
from whyshore.workflow.start_project import open_project


def _notices(problems: Sequence[Problem]) -> list[str]:
    """What the screen says once at its start: two problems in full, the others counted."""
    said = [str(problem) for problem in problems[:2]]
    if len(problems) > len(said):
        said.append(f"{len(problems) - len(said)} more files: whyshore check lists them.")
    return said


def _can_be_seen() -> bool:
    """Whether there is a terminal, or a tab of `whyshore serve`, which sets another driver."""
    return "TEXTUAL_DRIVER" in os.environ or (sys.stdin.isatty() and sys.stdout.isatty())


def open_screen(folder: Path, coder: str = "") -> int:
    """Open the coding screen on a project; gives the exit status when it is left.

    Raises:
        FixableError: there is no project, or no terminal to show it on.
    """
    if not _can_be_seen():
        raise FixableError(
            "The coding screen needs a terminal, and this is none (the output is piped?). "
            "See the commands that need none with: whyshore --help"
        )
    opened = open_project(folder, coder=coder)
    try:
        from whyshore.tui.app import run

        return run(opened.project, _notices(opened.report.problems))
    finally:
        opened.project.close()
