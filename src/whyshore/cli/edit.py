"""Commands that change words of transcripts, with every coding on its words."""

from pathlib import Path
from typing import Annotated

import typer

from whyshore.cli.names import KeyOption
from whyshore.cli.options import CoderOption, FolderOption
from whyshore.domain.words import counted

app = typer.Typer(help="Change words of transcripts; codings stay on theirs, undo brings all back.")


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
) -> None:
    """Put other words in the place of some, such as to put a typo right."""
    from whyshore.cli.opening import opened
    from whyshore.workflow.edit_by_command import fix_words

    with opened(folder, coder) as project:
        count = fix_words(project, interview, (words, new), turn=turn, every=every)
    typer.echo(f"changed in {counted(count, 'place')}; undo brings text and file back")


@app.command("speaker")
def speaker(
    label: Annotated[str, typer.Argument(help="The label as it stands.")],
    new: Annotated[str, typer.Argument(help="The label that is to stand there.")],
    interview: Annotated[
        str | None, typer.Option("--interview", "-i", help="Only in this interview.")
    ] = None,
    folder: FolderOption = Path(),
    coder: CoderOption = "",
) -> None:
    """Give a speaker another label."""
    from whyshore.cli.opening import opened
    from whyshore.workflow.edit_by_command import relabel_speaker

    with opened(folder, coder) as project:
        count = relabel_speaker(project, label, new, interview)
    typer.echo(f"changed at {counted(count, 'turn')}; undo brings text and files back")
    typer.echo("`speakers` in front matter is left as it is: change it there too.", err=True)


@app.command("names")
def names(folder: FolderOption = Path(), coder: CoderOption = "", key: KeyOption = None) -> None:
    """Replace the names of the key in the transcripts themselves."""
    from whyshore.cli.opening import opened
    from whyshore.export.terminal_text import harmless
    from whyshore.workflow.edit_by_command import pseudonymise_texts

    with opened(folder, coder) as project:
        found = pseudonymise_texts(project, key)
    for name, count in found.items():
        typer.echo(harmless(f"{name}: {counted(count, 'place')}"))
    typer.echo(
        "Front matter, file names, memos and the text before (kept for undo) still have the names: "
        "to hand work on, use whyshore export --pseudonymised. This is no anonymisation.",
        err=True,
    )
