"""Commands that reorganise the codebook: each shows what would change, --yes changes it."""

from pathlib import Path
from typing import Annotated

import typer

from whyshore.cli import codebook
from whyshore.cli.codebook import YesOption
from whyshore.cli.options import CoderOption, FolderOption, JsonOption

app = codebook.app
CodeArgument = Annotated[str, typer.Argument(help="The code, by id, chord or name.")]


@app.command()
def diff(
    since: Annotated[
        int | None, typer.Option("--since", help="From this version on; log lists them.")
    ] = None,
    folder: FolderOption = Path(),
    coder: CoderOption = "",
    *,
    seen: Annotated[
        bool, typer.Option("--seen", help="Take note: from now on, tell what comes after.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Say what changed in codebook.yaml since the database saw it, and what codings it is about."""
    from whyshore.cli.opening import opened
    from whyshore.export.codebook_changes import diff_as_data, diff_as_text
    from whyshore.export.terminal_text import harmless
    from whyshore.export.to_json import as_json
    from whyshore.workflow.codebook_history import codebook_diff, note_codebook

    with opened(folder, coder) as project:
        found = codebook_diff(project, since=since)
        if seen:
            note_codebook(project)
    if json:
        typer.echo(as_json(diff_as_data(found)))
        return
    for line in diff_as_text(found).split("\n"):
        typer.echo(harmless(line))


@app.command()
def log(
    code: Annotated[str, typer.Argument(help="Only this code, by id, chord or name.")] = "",
    folder: FolderOption = Path(),
    coder: CoderOption = "",
    *,
    json: JsonOption = False,
) -> None:
    """Show the history of every definition: each version with what it changed, the newest first."""
    from whyshore.cli.opening import opened
    from whyshore.export.codebook_changes import log_as_data, log_as_text
    from whyshore.export.terminal_text import harmless
    from whyshore.export.to_json import as_json
    from whyshore.workflow.codebook_history import codebook_log, known_code

    with opened(folder, coder) as project:
        named = known_code(project, code) if code else ""
        entries = codebook_log(project, named)
    if json:
        typer.echo(as_json(log_as_data(entries)))
        return
    for line in log_as_text(entries, named).split("\n"):
        typer.echo(harmless(line))


@app.command()
def rename(
    code: CodeArgument,
    new_id: Annotated[str, typer.Option("--id", help="Its new id; codings follow.")] = "",
    name: Annotated[str, typer.Option("--name", help="Its new name, as people read it.")] = "",
    folder: FolderOption = Path(),
    coder: CoderOption = "",
    *,
    yes: YesOption = False,
    json: JsonOption = False,
) -> None:
    """Give a code another id, another name, or both; its codings and memos follow."""
    from whyshore.cli.codebook_output import show_or_write
    from whyshore.cli.opening import opened
    from whyshore.workflow.coded_segments import used_code
    from whyshore.workflow.reorganise_codebook import preview_rename

    with opened(folder, coder) as project:
        change = preview_rename(project, used_code(project, code), new_id=new_id, name=name)
        show_or_write(project, change, yes=yes, json=json)


@app.command()
def move(
    code: CodeArgument,
    parent: Annotated[
        str, typer.Option("--parent", help="The code it goes under; '' for the top.")
    ],
    folder: FolderOption = Path(),
    coder: CoderOption = "",
    *,
    yes: YesOption = False,
    json: JsonOption = False,
) -> None:
    """Put a code, with all below it, under another one or at the top."""
    from whyshore.cli.codebook_output import show_or_write
    from whyshore.cli.opening import opened
    from whyshore.workflow.coded_segments import code_named
    from whyshore.workflow.reorganise_codebook import preview_move

    with opened(folder, coder) as project:
        above = code_named(project, parent).id if parent else None
        change = preview_move(project, code_named(project, code).id, above)
        show_or_write(project, change, yes=yes, json=json)


@app.command()
def merge(
    code: CodeArgument,
    into: Annotated[str, typer.Argument(help="The code that its codings get.")],
    folder: FolderOption = Path(),
    coder: CoderOption = "",
    *,
    yes: YesOption = False,
    json: JsonOption = False,
) -> None:
    """Give the codings of a code to another, and take it out of the codebook."""
    from whyshore.cli.codebook_output import show_or_write
    from whyshore.cli.opening import opened
    from whyshore.workflow.coded_segments import code_named, used_code
    from whyshore.workflow.reorganise_codebook import preview_merge

    with opened(folder, coder) as project:
        target = code_named(project, into).id
        change = preview_merge(project, used_code(project, code), target)
        show_or_write(project, change, yes=yes, json=json)


@app.command()
def split(
    code: CodeArgument,
    into: Annotated[
        list[str], typer.Argument(help="Names of two new codes or more, or codes that are there.")
    ],
    folder: FolderOption = Path(),
    coder: CoderOption = "",
    *,
    yes: YesOption = False,
    json: JsonOption = False,
) -> None:
    """Put new codes beside a code and deprecate it; its codings wait to be sorted into them."""
    from whyshore.cli.codebook_output import show_or_write
    from whyshore.cli.opening import opened
    from whyshore.tui.keymap import keymap
    from whyshore.workflow.coded_segments import code_named
    from whyshore.workflow.reorganise_codebook import parts_named, preview_split

    with opened(folder, coder) as project:
        old = code_named(project, code)
        taken = keymap(project.settings.keys).taken_letters()
        parts = parts_named(project.codebook(), old, into, taken)
        change = preview_split(project, old.id, parts)
        show_or_write(project, change, yes=yes, json=json)
    if yes and not json:
        typer.echo(
            f"Sort its codings on the screen: go to it in the codebook and press Q. "
            f"List them with: whyshore quotes --code {old.id}",
            err=True,
        )


@app.command()
def deprecate(
    code: CodeArgument,
    why: Annotated[str, typer.Option("--why", help="The reason, or what to use instead.")] = "",
    folder: FolderOption = Path(),
    coder: CoderOption = "",
    *,
    yes: YesOption = False,
    json: JsonOption = False,
) -> None:
    """Keep a code for what is coded with it, but put it on no more text."""
    from whyshore.cli.codebook_output import show_or_write
    from whyshore.cli.opening import opened
    from whyshore.workflow.coded_segments import code_named
    from whyshore.workflow.reorganise_codebook import preview_deprecation

    with opened(folder, coder) as project:
        change = preview_deprecation(project, code_named(project, code).id, why)
        show_or_write(project, change, yes=yes, json=json)
