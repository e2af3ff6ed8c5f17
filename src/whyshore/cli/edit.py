"""Commands that change words of transcripts: shown first, --yes does it; codings stay on words."""

from pathlib import Path
from typing import Annotated

import typer

from whyshore.cli.names import KeyOption
from whyshore.cli.options import CoderOption, FolderOption

app = typer.Typer(help="Change words of transcripts; codings stay on theirs, undo brings all back.")
YesOption = Annotated[bool, typer.Option("--yes", "-y", help="Do it; else it is only shown.")]


@app.command("fix")
def fix(
    interview: Annotated[str, typer.Argument(help="The interview: its id, file or title.")],
    words: Annotated[str, typer.Argument(help="The words to change, as they stand.")],
    new: Annotated[str, typer.Argument(help="What is to stand there.")],
    turn: Annotated[int | None, typer.Option("--turn", "-t", help="Only in this turn.")] = None,
    folder: FolderOption = Path(),
    coder: CoderOption = "",
    *,
    every: Annotated[bool, typer.Option("--all", help="Everywhere in the interview.")] = False,
    yes: YesOption = False,
) -> None:
    """Put other words in the place of some, such as to put a typo right."""
    from whyshore.cli.edit_output import show_or_do
    from whyshore.cli.opening import opened
    from whyshore.workflow.edit_by_command import fix_words

    with opened(folder, coder) as project:
        planned = fix_words(project, interview, (words, new), turn=turn, every=every)
        show_or_do(project, planned, "text and file", yes=yes, plain_at_once=True)


@app.command("speaker")
def speaker(
    label: Annotated[str, typer.Argument(help="The label as it stands.")],
    new: Annotated[str, typer.Argument(help="The label that is to stand there.")],
    interview: Annotated[
        str | None, typer.Option("--interview", "-i", help="Only in this interview.")
    ] = None,
    folder: FolderOption = Path(),
    coder: CoderOption = "",
    *,
    yes: YesOption = False,
) -> None:
    """Give a speaker another label."""
    from whyshore.cli.edit_output import show_or_do
    from whyshore.cli.opening import opened
    from whyshore.workflow.edit_by_command import relabel_speaker

    with opened(folder, coder) as project:
        planned = relabel_speaker(project, label, new, interview)
        show_or_do(project, planned, "text and files", yes=yes)
    typer.echo("`speakers` in front matter is left as it is: change it there too.", err=True)


@app.command("names")
def names(
    folder: FolderOption = Path(),
    coder: CoderOption = "",
    key: KeyOption = None,
    *,
    yes: YesOption = False,
) -> None:
    """Replace the names of the key in the transcripts themselves."""
    from whyshore.cli.edit_output import show_or_do
    from whyshore.cli.opening import opened
    from whyshore.workflow.edit_by_command import pseudonymise_texts

    with opened(folder, coder) as project:
        show_or_do(project, pseudonymise_texts(project, key), "text and files", yes=yes)
    typer.echo(
        "Front matter, file names, memos and the text before (kept for undo) still have the names: "
        "to hand work on, use whyshore export --pseudonymised. This is no anonymisation.",
        err=True,
    )
