"""Show what an edit of transcripts changes, and whether it was done."""

import typer

from whyshore.domain.editing import EditPreview
from whyshore.domain.words import counted
from whyshore.export.terminal_text import harmless
from whyshore.workflow.edit_by_command import PlannedEdit, make_edit
from whyshore.workflow.preview_edit import preview_edit
from whyshore.workflow.project import Project

SHOWN = 20
"""How many places are shown; the rest is counted."""


def show_or_do(
    project: Project,
    planned: PlannedEdit,
    back: str,
    *,
    yes: bool,
    plain_at_once: bool = False,
) -> None:
    """Show what an edit changes, and do it where that was said or it is one typo put right."""
    preview = preview_edit(project, planned)
    for line in _lines(preview):
        typer.echo(harmless(line))
    for warning in preview.warnings:
        typer.echo(harmless(f"note: {warning}"), err=True)
    if not preview.places:
        typer.echo("nothing to change")
    elif yes or (plain_at_once and preview.is_plain):
        make_edit(project, planned)
        typer.echo(f"changed in {preview.in_words}; undo brings {back} back")
    else:
        typer.echo(f"{preview.in_words}: only shown; --yes does it")


def _lines(preview: EditPreview) -> list[str]:
    lines: list[str] = []
    where = ("", -1)
    for place in preview.places[:SHOWN]:
        here = (place.interview, place.turn or 0)
        if here != where:
            lines.append(f"{place.interview}, turn {place.turn}" if place.turn else place.interview)
            where = here
        lines += [f"- {place.before}", f"+ {place.after}"]
    more = len(preview.places) - SHOWN
    if more > 0:
        interviews = len({each.interview for each in preview.places})
        lines.append(
            f"… and {counted(more, 'more place')}, all in {counted(interviews, 'interview')}"
        )
    return lines
