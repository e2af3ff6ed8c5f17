"""Commands that count and that print tables."""

from pathlib import Path
from typing import Annotated

import typer

from whyshore.cli.options import CsvOption, FolderOption, JsonOption, MarkdownOption

app = typer.Typer()


@app.command()
def freq(
    folder: FolderOption = Path(),
    *,
    json: JsonOption = False,
    md: MarkdownOption = False,
    csv: CsvOption = False,
) -> None:
    """Count each code: codings, interviews and cases, with what they are out of."""
    from whyshore.cli.opening import opened
    from whyshore.export import to_csv, to_json, to_markdown, to_text
    from whyshore.workflow.make_tables import frequencies_of

    with opened(folder) as project:
        table = frequencies_of(project)
    if json:
        typer.echo(to_json.as_json(to_json.frequencies_as_data(table)))
    elif csv:
        typer.echo(to_csv.frequencies_as_csv(table), nl=False)
    elif md:
        typer.echo(to_markdown.frequencies_as_markdown(table), nl=False)
    else:
        typer.echo(to_text.frequencies_as_text(table))


@app.command()
def matrix(
    codes: Annotated[
        list[str] | None, typer.Argument(help="Which codes; every used one if none is named.")
    ] = None,
    folder: FolderOption = Path(),
    *,
    binary: Annotated[
        bool, typer.Option("--binary", help="1 where a code occurs and 0 where not, for R.")
    ] = False,
    json: JsonOption = False,
    md: MarkdownOption = False,
    csv: CsvOption = False,
) -> None:
    """Count codes by case; a coding counts for its case, not for its interview."""
    from whyshore.cli.opening import opened
    from whyshore.export import to_csv, to_json, to_markdown, to_text
    from whyshore.workflow.make_tables import matrix_of

    with opened(folder) as project:
        table = matrix_of(project, codes=codes)
    if json:
        typer.echo(to_json.as_json(to_json.matrix_as_data(table)))
    elif csv:
        typer.echo(to_csv.matrix_as_csv(table, binary=binary), nl=False)
    elif md:
        typer.echo(to_markdown.matrix_as_markdown(table, binary=binary), nl=False)
    else:
        typer.echo(to_text.matrix_as_text(table, binary=binary))


@app.command()
def table(
    folder: FolderOption = Path(),
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Write it to this file too.")
    ] = None,
    *,
    orientation: Annotated[
        bool, typer.Option("--orientation", help="Say each statement's orientation, and by whom.")
    ] = False,
    evidence: Annotated[
        bool, typer.Option("--evidence", help="Say how many codings and interviews it rests on.")
    ] = False,
    quotes: Annotated[
        bool, typer.Option("--quotes", help="The quotes as footnotes, with interview and turn.")
    ] = False,
    write: Annotated[
        bool, typer.Option("--write", help="Write it to exports/table-5.md too.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Print the synthesis as the paper's Table 5 does: cases by why offshore and backshore."""
    print_table(
        folder,
        out=out,
        write=write,
        json=json,
        orientation=orientation,
        evidence=evidence,
        quotes=quotes,
    )


def print_table(
    folder: Path,
    *,
    out: Path | None = None,
    write: bool = False,
    json: bool = False,
    coder: str = "",
    **shown: bool,
) -> None:
    """Print the synthesis, and write it where asked."""
    from whyshore.cli.opening import opened
    from whyshore.export import to_json
    from whyshore.export.published import erratum_line
    from whyshore.export.terminal_text import harmless
    from whyshore.export.to_markdown import table_notes
    from whyshore.workflow.errata import errata_about
    from whyshore.workflow.export_results import table_as_markdown, table_options, write_table
    from whyshore.workflow.write_synthesis import synthesis_of

    with opened(folder, coder) as project:
        synthesis = synthesis_of(project)
        options = table_options(project, **shown)
        if json:
            data = to_json.synthesis_as_data(synthesis, code_names=options.code_names)
            typer.echo(to_json.as_json(data))
        else:
            typer.echo(table_as_markdown(project, synthesis, options), nl=False)
        printed_as = project.settings.table_caption.partition(":")[0]
        errata = errata_about(project.folder, printed_as)
        for note in (*table_notes(synthesis), *map(erratum_line, errata)):
            typer.echo(harmless(note), err=True)
        if write or out:
            typer.echo(harmless(f"written to {write_table(project, options, out)}"), err=True)
