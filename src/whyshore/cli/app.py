"""The commands.

Only Typer is imported here: what a command needs it imports when it runs, so that
`whyshore --help` answers at once.
"""

from pathlib import Path
from typing import Annotated

import typer

from whyshore import __version__
from whyshore.cli import (
    cases,
    codebook_changes,
    coding,
    edit,
    finding,
    history,
    joint,
    memos,
    names,
    projects,
    safety,
    serve,
    survey,
    sync,
    tables,
)
from whyshore.cli.options import CoderOption, FolderOption, hand_down

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Code interviews on the keyboard, and get the synthesis as a finished table.\n\n"
    "Without a command, the coding screen opens on the project of this folder.",
)
for commands in (projects, sync, history, safety, coding, finding, memos, tables, serve):
    app.add_typer(commands.app)
app.add_typer(cases.app, name="cases")
app.add_typer(codebook_changes.app, name="codebook")
app.add_typer(names.app, name="names")
app.add_typer(edit.app, name="edit")
app.add_typer(survey.app, name="survey")
app.add_typer(joint.app, name="joint")


def _say_version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"whyshore {__version__}")
        raise typer.Exit


Version = Annotated[
    bool,
    typer.Option("--version", callback=_say_version, is_eager=True, help="Say the version."),
]


@app.callback(invoke_without_command=True)
def whyshore(
    context: typer.Context,
    folder: FolderOption = Path(),
    coder: CoderOption = "",
    *,
    version: Version = False,
) -> None:
    """Open the coding screen, unless a command is named."""
    if context.invoked_subcommand is None and not version:
        from whyshore.cli.screens import open_screen

        raise typer.Exit(open_screen(folder, coder))
    hand_down(context)
