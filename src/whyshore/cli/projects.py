"""Commands on a project as a whole."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from whyshore.cli.options import CoderOption, FolderOption, JsonOption
from whyshore.domain.words import counted
from whyshore.errors import FixableError

app = typer.Typer()


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(help="The folder; this one if not named.")] = Path(),
    *,
    plain: Annotated[
        bool, typer.Option("--plain", help="A small codebook to rewrite, not the bundled one.")
    ] = False,
) -> None:
    """Begin a project: a codebook to start from, and folders for transcripts and results."""
    from whyshore.export.terminal_text import harmless
    from whyshore.workflow.start_project import begin_project

    for path in begin_project(folder, plain=plain):
        typer.echo(harmless(f"made {path}"))
    typer.echo("Next: put .txt or .md transcripts into interviews/, then run: whyshore", err=True)


@app.command()
def demo(
    folder: Annotated[
        Path, typer.Argument(help="Where to put a copy of the bundled project.")
    ] = Path("whyshore-demo"),
    coder: CoderOption = "",
) -> None:
    """Open the bundled project; without a terminal, build it and print Table 5."""
    from whyshore.export.terminal_text import harmless
    from whyshore.workflow.start_project import copy_bundled_project

    if copy_bundled_project(folder):
        typer.echo(harmless(f"The bundled project is in {folder}/"), err=True)
    if sys.stdin.isatty() and sys.stdout.isatty():
        from whyshore.cli.screens import open_screen

        raise typer.Exit(open_screen(folder, coder))
    from whyshore.cli.tables import print_table

    print_table(folder, write=True, coder=coder)


@app.command()
def check(
    folder: FolderOption = Path(),
    *,
    deep: Annotated[
        bool, typer.Option("--deep", help="Also replay the whole history, and look into backups.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Verify every stored quote, the database and the codebook; exit 1 if anything is broken."""
    from whyshore.domain.project import Weight
    from whyshore.export.terminal_text import harmless
    from whyshore.export.to_json import as_json
    from whyshore.tui.keymap import problems_with_keys
    from whyshore.workflow.check_project import check_folder

    findings = check_folder(folder, problems_with_keys, deep=deep)
    broken = [each for each in findings if each.weight is Weight.BROKEN]
    if json:
        listed = [{"weight": each.weight, "problem": str(each.problem)} for each in findings]
        typer.echo(as_json({"sound": not broken, "findings": listed}))
    else:
        for each in findings:
            typer.echo(harmless(f"{each.weight.value}: {each.problem}"))
        warnings = len(findings) - len(broken)
        verdict = "Everything stored is sound" if not broken else f"{len(broken)} broken"
        typer.echo(f"{verdict}; {warnings} to look at.")
    if broken:
        raise typer.Exit(1)


@app.command("export")
def export_record(
    file: Annotated[
        Path | None,
        typer.Argument(help="The file, or the folder for a pseudonymised copy; has a default."),
    ] = None,
    folder: FolderOption = Path(),
    key: Annotated[
        Path | None, typer.Option("--key", help="The key of pseudonyms, outside the project.")
    ] = None,
    as_of: Annotated[
        str, typer.Option("--as-of", help="The state of a date, as 2026-11-24 or with T14:30.")
    ] = "",
    *,
    pseudonymised: Annotated[
        bool,
        typer.Option("--pseudonymised", help="A copy of everything with every name replaced."),
    ] = False,
) -> None:
    """Write cases, codings, memos and statements as text, sorted so that git shows changes."""
    from whyshore.cli.opening import opened
    from whyshore.export.terminal_text import harmless
    from whyshore.workflow.exchange_record import write_record
    from whyshore.workflow.read_history import write_record_as_of

    if pseudonymised:
        if as_of:
            raise FixableError("A pseudonymised copy is of today: leave --as-of out.")
        _export_pseudonymised(folder, file, key)
        return
    with opened(folder) as project:
        written = write_record_as_of(project, as_of, file) if as_of else write_record(project, file)
    typer.echo(harmless(f"written to {written}"))


def _export_pseudonymised(folder: Path, to: Path | None, key: Path | None) -> None:
    from whyshore.cli.opening import opened
    from whyshore.export.terminal_text import harmless
    from whyshore.workflow.export_pseudonymised import (
        NOT_ANONYMOUS,
        export_pseudonymised,
        free_folder,
    )
    from whyshore.workflow.pseudonym_key import key_file, read_key

    with opened(folder) as project:
        names = read_key(key_file(project, key))
        handed = export_pseudonymised(project, to or free_folder(project), names)
    for name in handed.files:
        typer.echo(harmless(f"written: {handed.folder / name}"))
    typer.echo(f"{handed.names} names of the key were searched for: none is left.", err=True)
    for company in handed.uncovered:
        typer.echo(harmless(f"note: {company}, a case or its alias, has no pseudonym"), err=True)
    for part, files in handed.parts.items():
        where = ", ".join(f"{counted(count, 'time')} in {file}" for file, count in files.items())
        said = f"note: {part}, a part of a name of the key, stands alone {where}"
        typer.echo(harmless(said), err=True)
    typer.echo(NOT_ANONYMOUS, err=True)


@app.command("import")
def import_record(
    file: Annotated[Path, typer.Argument(help="A file that “whyshore export” wrote.")],
    folder: FolderOption = Path(),
    coder: CoderOption = "",
) -> None:
    """Add the work in a file of codings; what is there already stays as it is."""
    from whyshore.cli.opening import opened
    from whyshore.workflow.exchange_record import load_record

    with opened(folder, coder) as project:
        count = load_record(project, file)
    typer.echo(f"{count} new")
