"""Commands on the codebook's file: each shows the lines that change before it writes them."""

from pathlib import Path
from typing import Annotated

import typer

from whyshore.cli.options import CoderOption, FolderOption, JsonOption, hand_down

app = typer.Typer(help="List the codes, or change codebook.yaml line by line, shown first.")

YesOption = Annotated[bool, typer.Option("--yes", "-y", help="Write it; else it is only shown.")]


@app.callback(invoke_without_command=True)
def codebook(
    context: typer.Context,
    folder: FolderOption = Path(),
    coder: CoderOption = "",
    *,
    json: JsonOption = False,
) -> None:
    """List the codes with their chords; other commands change codebook.yaml, shown first."""
    if context.invoked_subcommand is not None:
        hand_down(context)
        return
    from whyshore.cli.opening import opened
    from whyshore.export import to_json
    from whyshore.export.terminal_text import rows_as_text

    with opened(folder, coder) as project:
        book = project.codebook()
    if json:
        typer.echo(to_json.as_json(to_json.codebook_as_data(book)))
        return
    rows = [
        (code.chord, f"{'  ' * (len(book.path(code.id)) - 1)}{code.id}", code.name)
        for code in book.codes
    ]
    typer.echo(rows_as_text(("Chord", "Code", "Name"), rows))


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="The name of the code, as people read it.")],
    parent: Annotated[
        str, typer.Option("--parent", help="The code it goes under, by id, chord or name.")
    ] = "",
    chord: Annotated[
        str | None, typer.Option("--chord", help="Its chord; '' for none. Else one is proposed.")
    ] = None,
    code_id: Annotated[str, typer.Option("--id", help="Its id. Else made of the name.")] = "",
    definition: Annotated[str, typer.Option("--definition", help="What it means.")] = "",
    folder: FolderOption = Path(),
    coder: CoderOption = "",
    *,
    yes: YesOption = False,
) -> None:
    """Add a code to the codebook; every other line stays as it is."""
    from whyshore.cli.codebook_output import show_or_write
    from whyshore.cli.opening import opened
    from whyshore.coding.new_codes import proposed_chord, proposed_id
    from whyshore.domain.codebook import Code
    from whyshore.tui.keymap import keymap
    from whyshore.workflow.change_codebook import preview_code
    from whyshore.workflow.coded_segments import code_named

    with opened(folder, coder) as project:
        book, bare = project.codebook(), " ".join(name.split())
        above = code_named(project, parent).id if parent else None
        taken = keymap(project.settings.keys).taken_letters()
        keys = proposed_chord(book, bare, above, taken) if chord is None else chord
        new = Code(
            code_id or (proposed_id(book, bare, above) if bare else ""),
            bare,
            parent=above,
            chord=keys,
            definition=" ".join(definition.split()),
        )
        change = preview_code(project, new)
        show_or_write(project, change, yes=yes)


@app.command()
def remove(
    code: Annotated[str, typer.Argument(help="The code, by id, chord or name.")],
    folder: FolderOption = Path(),
    coder: CoderOption = "",
    *,
    yes: YesOption = False,
) -> None:
    """Take a code that is on no text out of the codebook."""
    from whyshore.cli.codebook_output import show_or_write
    from whyshore.cli.opening import opened
    from whyshore.workflow.change_codebook import preview_removal
    from whyshore.workflow.coded_segments import code_named

    with opened(folder, coder) as project:
        change = preview_removal(project, code_named(project, code).id)
        show_or_write(project, change, yes=yes)
