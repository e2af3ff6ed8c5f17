"""Show what changes in the codebook's file, and write it if that is wanted."""

import typer

from whyshore.domain.codebook_change import CodebookChange
from whyshore.export.terminal_text import harmless
from whyshore.export.to_json import as_json, codebook_change_as_data
from whyshore.workflow.change_codebook import write_change
from whyshore.workflow.project import Project


def show_or_write(
    project: Project, change: CodebookChange, *, yes: bool, json: bool = False
) -> None:
    """Print the lines that change and what follows from it; with `yes`, write it first."""
    if yes:
        write_change(project, change)
    if json:
        typer.echo(as_json(codebook_change_as_data(change, written=yes)))
        return
    for line in change.diff:
        typer.echo(harmless(line))
    for note in change.notes:
        typer.echo(harmless(f"note: {note}"), err=True)
    done = "written to codebook.yaml" if yes else "only shown; --yes writes it"
    typer.echo(harmless(f"{change.summary}: {done}"))
