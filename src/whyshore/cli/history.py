"""Commands that read the history, and take changes back and bring them back."""

from pathlib import Path
from typing import Annotated

import typer

from whyshore.cli.options import CoderOption, FolderOption, JsonOption, MarkdownOption
from whyshore.domain.history import Event, HistoryWanted
from whyshore.errors import FixableError

app = typer.Typer()


@app.command()
def history(
    number: Annotated[
        int | None, typer.Argument(help="One change by its number, with all it did.")
    ] = None,
    folder: FolderOption = Path(),
    limit: Annotated[
        int | None, typer.Option("--limit", "-n", help="How many; 0 for all.", min=0)
    ] = None,
    by: Annotated[str, typer.Option("--by", help="Only what this coder did.")] = "",
    code: Annotated[
        str, typer.Option("--code", help="Only what touches a code or those below it.")
    ] = "",
    interview: Annotated[
        str, typer.Option("--interview", help="Only what touches an interview.")
    ] = "",
    case: Annotated[str, typer.Option("--case", help="Only what touches a case.")] = "",
    since: Annotated[str, typer.Option("--from", help="From a date on, as 2026-11-24.")] = "",
    until: Annotated[str, typer.Option("--to", help="Up to the end of a date.")] = "",
    *,
    json: JsonOption = False,
    md: MarkdownOption = False,
) -> None:
    """List what was changed, by whom and when; the newest first."""
    from whyshore.cli.opening import opened
    from whyshore.export.history import (
        entry_as_text,
        history_as_data,
        history_as_markdown,
        history_as_text,
    )
    from whyshore.export.terminal_text import harmless
    from whyshore.export.to_json import as_json
    from whyshore.workflow.read_history import audit_trail, read_history

    wanted = HistoryWanted(by, code, interview, case, since, until, number)
    with opened(folder) as project:
        entries = read_history(project, wanted)
        title = audit_trail(project, wanted)
    if limit is None:
        limit = 0 if md else 20
    if md:
        typer.echo(history_as_markdown(entries[: limit or None], title))
    elif json:
        typer.echo(as_json(history_as_data(entries[: limit or None])))
    elif number is not None:
        typer.echo(harmless(entry_as_text(entries[0])))
    elif entries:
        typer.echo(harmless(history_as_text(entries[: limit or None])))


@app.command()
def undo(
    folder: FolderOption = Path(),
    coder: CoderOption = "",
    event: Annotated[
        int | None, typer.Option("--event", help="A change by its number in the history.")
    ] = None,
) -> None:
    """Take back your last change, also one of an earlier sitting."""
    from whyshore.cli.opening import opened
    from whyshore.workflow.undo_changes import undo as undo_change

    with opened(folder, coder) as project:
        _tell(undo_change(project, event=event), project.coder, "undo", "undid")


@app.command()
def redo(folder: FolderOption = Path(), coder: CoderOption = "") -> None:
    """Bring back what your last undo took away."""
    from whyshore.cli.opening import opened
    from whyshore.workflow.undo_changes import redo as redo_change

    with opened(folder, coder) as project:
        _tell(redo_change(project), project.coder, "redo", "redid")


def _tell(event: Event | None, coder: str, what: str, done: str) -> None:
    from whyshore.export.terminal_text import harmless

    if event is None:
        raise FixableError(f"There is nothing of {coder} to {what}.")
    typer.echo(harmless(f"{done} {event.target}: {event.summary}"))
