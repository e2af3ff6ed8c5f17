"""Open a project for a command, and say what opening it found."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from whyshore.domain.anchoring import Kind, Outcome, Reanchored
from whyshore.domain.project import SyncReport
from whyshore.domain.words import shortened
from whyshore.export.terminal_text import harmless
from whyshore.workflow.project import Project, odd_warning
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
        for line in [*filter(None, [odd_warning(found.project)]), *lines]:
            typer.echo(harmless(line), err=True)
        yield found.project
    finally:
        found.project.close()


def report_lines(report: SyncReport, *, changes_only: bool = False) -> list[str]:
    """What reading `interviews/` did, in lines for a person."""
    lines = [f"added: {interview}" for interview in report.added]
    lines += [f"updated: {interview}" for interview in report.updated]
    lines += [f"renamed: {before} → {after}" for before, after in report.renamed]
    lines += [f"new case: {case}" for case in report.new_cases]
    if not changes_only:
        lines.append(f"unchanged: {len(report.unchanged)}")
    lines += [f"note: {notice}" for notice in report.notices]
    lines += [f"problem: {problem}" for problem in report.problems]
    return lines


def corrected_lines(report: SyncReport) -> list[str]:
    """What became of the codings in corrected texts; those with the same words are counted."""
    lines: list[str] = []
    for text in report.corrected:
        lines.append(f"corrected: {text.path}: {text.in_words}")
        for each in text.each:
            if each.placed.outcome is Outcome.KEPT:
                lines += _changed_line(each)
                continue
            kind = each.kind.value.replace("_", " ")
            said = shortened(each.was)
            line = f"  {each.placed.outcome.value}: {kind} {each.what} “{said}” ({each.placed.why})"
            if each.now and shortened(each.now) != said:
                line += f" → “{shortened(each.now)}”"
            lines.append(line)
    return lines


def _changed_line(each: Reanchored) -> list[str]:
    """What was kept although its words were corrected, old words and new ones in full."""
    if each.kind is not Kind.CODING or not each.is_changed:
        return []
    where = f", turn {each.turn}" if each.turn else ""
    was, now = (" ".join(words.split()) for words in (each.was, each.now))
    return [f"  kept, words changed: coding {each.what}{where} “{was}” → “{now}”"]
