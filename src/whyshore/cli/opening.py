"""Open a project for a command, and say what opening it found."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from whyshore.domain.project import SyncReport
from whyshore.export.terminal_text import harmless
from whyshore.workflow.project import Project
from whyshore.workflow.start_project import open_project

SHOWN = 4
"""How many lines about interviews/ a command says before its own answer."""


@contextmanager
def opened(folder: Path, coder: str = "") -> Iterator[Project]:
    """The project a folder belongs to, closed again after the command.

    What opening found that needs a person goes to standard error, one line each.
    """
    found = open_project(folder, coder=coder)
    try:
        lines = report_lines(found.report, changes_only=True)
        if len(lines) > SHOWN:
            rest = f"… and {len(lines) - SHOWN} more about interviews/: whyshore sync lists them"
            lines = [*lines[:SHOWN], rest]
        for line in lines:
            typer.echo(harmless(line), err=True)
        yield found.project
    finally:
        found.project.close()


def report_lines(report: SyncReport, *, changes_only: bool = False) -> list[str]:
    """What reading `interviews/` did, in lines for a person."""
    lines = [f"added: {interview}" for interview in report.added]
    lines += [f"updated: {interview}" for interview in report.updated]
    lines += [f"new case: {case}" for case in report.new_cases]
    if not changes_only:
        lines.append(f"unchanged: {len(report.unchanged)}")
    lines += [f"note: {notice}" for notice in report.notices]
    lines += [f"problem: {problem}" for problem in report.problems]
    return lines
