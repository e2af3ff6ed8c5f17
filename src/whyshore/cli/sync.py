"""Commands that bring corrected transcripts under the codings, and settle what is not sure."""

from pathlib import Path
from typing import Annotated

import typer

from whyshore.cli.options import CoderOption, FolderOption, JsonOption
from whyshore.domain.project import SyncReport

app = typer.Typer()
LookOption = Annotated[
    bool, typer.Option("--dry-run", help="Say what would become of each coding; save nothing.")
]


@app.command()
def sync(
    folder: FolderOption = Path(),
    coder: CoderOption = "",
    *,
    dry_run: LookOption = False,
    json: JsonOption = False,
) -> None:
    """Take new, changed and renamed files of interviews/ in; codings move to corrected texts."""
    from whyshore.cli.opening import corrected_lines, report_lines
    from whyshore.export.changed_texts import report_as_data
    from whyshore.export.terminal_text import harmless
    from whyshore.export.to_json import as_json

    report = _report(folder, coder, dry_run=dry_run)
    if json:
        typer.echo(as_json({"dry_run": dry_run, **report_as_data(report)}))
    else:
        for line in [*report_lines(report), *corrected_lines(report)]:
            typer.echo(harmless(line))
        if dry_run:
            typer.echo("Nothing was saved: this was a look ahead.", err=True)
        elif any(each.to_settle for each in report.corrected):
            typer.echo("Settle what needs review with: whyshore review", err=True)
    if report.unreadable:
        raise typer.Exit(1)


@app.command()
def review(
    interview: Annotated[
        str | None, typer.Argument(help="Only this interview; all if none is named.")
    ] = None,
    accept: Annotated[
        list[int] | None, typer.Option("--accept", help="Number N lies where it is proposed.")
    ] = None,
    drop: Annotated[
        list[int] | None, typer.Option("--drop", help="Remove number N; can be undone.")
    ] = None,
    adjust: Annotated[
        tuple[int, str] | None,
        typer.Option("--adjust", help="Number N lies on these words of its interview."),
    ] = None,
    folder: FolderOption = Path(),
    coder: CoderOption = "",
    *,
    json: JsonOption = False,
) -> None:
    """List what a corrected text no longer surely has, old words beside new, and settle it."""
    from whyshore.cli.opening import opened
    from whyshore.export import changed_texts
    from whyshore.export.terminal_text import harmless
    from whyshore.export.to_json import as_json
    from whyshore.workflow.settle_by_command import Wishes, settle_numbers

    wishes = Wishes(tuple(accept or ()), tuple(drop or ()), adjust)
    with opened(folder, coder) as project:
        left, told = settle_numbers(project, interview, wishes)
    for line in told:
        typer.echo(harmless(line), err=True)
    if told and left:
        typer.echo(f"{len(left)} left to settle, numbered anew:", err=True)
    if json:
        typer.echo(as_json(changed_texts.doubts_as_data(left)))
    else:
        typer.echo(harmless(changed_texts.doubts_as_text(left)), nl=False)


def _report(folder: Path, coder: str, *, dry_run: bool) -> SyncReport:
    from whyshore.workflow.import_interviews import sync as sync_files
    from whyshore.workflow.project import connect, find_folder
    from whyshore.workflow.start_project import open_project

    if not dry_run:
        opened = open_project(folder, coder=coder, corrected=True)
        opened.project.close()
        return opened.report
    project = connect(find_folder(folder), coder=coder)
    try:
        return sync_files(project, corrected=True, only_look=True)
    finally:
        project.close()
