"""Commands on names and what stands for them."""

from pathlib import Path
from typing import Annotated

import typer

from whyshore.cli.options import FolderOption, JsonOption

app = typer.Typer(help="Find names, and keep what stands for each apart from the project.")
KeyOption = Annotated[
    Path | None,
    typer.Option("--key", help="The key file; outside the project. Else one in your data folder."),
]


@app.command("find")
def find_names(
    folder: FolderOption = Path(),
    key: KeyOption = None,
    model: Annotated[
        str, typer.Option("--model", help="A spaCy model that you installed; else rules alone.")
    ] = "",
    *,
    every: Annotated[
        bool, typer.Option("--all", help="Those that have a pseudonym already, too.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Propose names of companies, people and places, with counts and contexts, to go through."""
    from whyshore.cli.opening import opened
    from whyshore.export.names import names_as_data, names_as_text
    from whyshore.export.terminal_text import harmless
    from whyshore.export.to_json import as_json
    from whyshore.workflow.find_names import names_in
    from whyshore.workflow.pseudonym_key import key_file, read_key

    with opened(folder) as project:
        found = names_in(project, read_key(key_file(project, key)), model)
    shown = [each for each in found if every or not each.pseudonym]
    if json:
        typer.echo(as_json(names_as_data(shown)))
    else:
        typer.echo(harmless(names_as_text(shown)), nl=False)
        by = f"the model {model} and rules" if model else "rules, no model"
        typer.echo(f"Proposed by {by}. Names that nothing proposes are missing here.", err=True)


@app.command("set")
def set_name(
    name: Annotated[str, typer.Argument(help="The name as it stands in the interviews.")],
    pseudonym: Annotated[str, typer.Argument(help="What is to stand for it.")],
    folder: FolderOption = Path(),
    key: KeyOption = None,
) -> None:
    """Keep a pseudonym for a name; it counts in every case, accent and possessive."""
    from whyshore.export.terminal_text import harmless
    from whyshore.workflow.pseudonym_names import set_pseudonym

    file = set_pseudonym(folder, key, name, pseudonym)
    typer.echo(harmless(f"{name} → {pseudonym}"))
    typer.echo(harmless(f"kept in {file}"), err=True)


@app.command("forget")
def forget_name(
    name: Annotated[str, typer.Argument(help="A name of the key.")],
    folder: FolderOption = Path(),
    key: KeyOption = None,
) -> None:
    """Take a name out of the key."""
    from whyshore.export.terminal_text import harmless
    from whyshore.workflow.pseudonym_names import forget_pseudonym

    file = forget_pseudonym(folder, key, name)
    typer.echo(harmless(f"{name} is no longer in {file}"))


@app.command("list")
def list_names(
    folder: FolderOption = Path(), key: KeyOption = None, *, json: JsonOption = False
) -> None:
    """Print the key: every name with its pseudonym, and where it is kept."""
    from whyshore.export.terminal_text import harmless
    from whyshore.export.to_json import as_json
    from whyshore.workflow.pseudonym_names import pseudonyms_of

    file, names = pseudonyms_of(folder, key)
    if json:
        typer.echo(as_json({"key": str(file), "names": names}))
        return
    for name, pseudonym in names.items():
        typer.echo(harmless(f"{name} → {pseudonym}"))
    typer.echo(harmless(f"{len(names)} in {file}"), err=True)
