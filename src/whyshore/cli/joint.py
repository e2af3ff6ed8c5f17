"""Commands on joint displays: numbers and quotes side by side."""

from pathlib import Path
from typing import Annotated

import typer

from whyshore.cli.options import (
    CoderOption,
    CsvOption,
    FolderOption,
    JsonOption,
    MarkdownOption,
    hand_down,
)
from whyshore.domain.joint import Fit, Show

app = typer.Typer(help="Joint displays: the survey's numbers beside the interviews' cases.")

XlsxOption = Annotated[
    Path | None, typer.Option("--xlsx", help="Write it to this Excel file as well.")
]
NamedOption = Annotated[
    bool,
    typer.Option("--named", help="Show answers of firms that consented by name: confidential."),
]


@app.callback()
def joint(context: typer.Context, folder: FolderOption = Path(), coder: CoderOption = "") -> None:
    """Joint displays: the survey's numbers beside the interviews' cases."""
    del folder, coder  # handed down to the command
    hand_down(context)


@app.command()
def jd1(
    folder: FolderOption = Path(),
    *,
    named: NamedOption = False,
    json: JsonOption = False,
    md: MarkdownOption = False,
    csv: CsvOption = False,
    xlsx: XlsxOption = None,
) -> None:
    """Show the cases by the survey: a line per case, beside what its respondent answered."""
    from whyshore.cli.joint_output import say_joint

    say_joint(folder, "jd1", named=named, json=json, md=md, csv=csv, xlsx=xlsx)


@app.command()
def jd2(
    folder: FolderOption = Path(),
    *,
    json: JsonOption = False,
    md: MarkdownOption = False,
    csv: CsvOption = False,
    xlsx: XlsxOption = None,
) -> None:
    """Show the mechanisms by theme: survey items with tests, beside codes and statements."""
    from whyshore.cli.joint_output import say_joint

    say_joint(folder, "jd2", json=json, md=md, csv=csv, xlsx=xlsx)


@app.command()
def jd3(
    folder: FolderOption = Path(),
    *,
    percent: Annotated[
        bool, typer.Option("--percent", help="Is refused: the cases were chosen by outcome.")
    ] = False,
    json: JsonOption = False,
    md: MarkdownOption = False,
    csv: CsvOption = False,
    xlsx: XlsxOption = None,
) -> None:
    """Show the hypotheses by case: was the mission lost, did production come back."""
    from whyshore.cli.joint_output import say_joint
    from whyshore.errors import FixableError

    if percent:
        raise FixableError(
            "JD3 has no percents: its cases were selected because of their outcome, so no rate may "
            "be computed from the matrix. Read its counts of pairs and firms."
        )
    say_joint(folder, "jd3", json=json, md=md, csv=csv, xlsx=xlsx)


@app.command()
def jd4(
    folder: FolderOption = Path(),
    *,
    named: NamedOption = False,
    json: JsonOption = False,
    md: MarkdownOption = False,
    csv: CsvOption = False,
    xlsx: XlsxOption = None,
) -> None:
    """Show the sub-groups with shares and intervals, and the cases nested in them."""
    from whyshore.cli.joint_output import say_joint

    say_joint(folder, "jd4", named=named, json=json, md=md, csv=csv, xlsx=xlsx)


@app.command()
def codes(
    wanted: Annotated[
        list[str] | None, typer.Argument(help="Which codes; every used one if none is named.")
    ] = None,
    by: Annotated[
        str, typer.Option("--by", help="An attribute of the cases, or survey:VARIABLE.")
    ] = "",
    folder: FolderOption = Path(),
    rows: Annotated[
        str, typer.Option("--rows", help="code, or a facet such as direction or orientation.")
    ] = "code",
    show: Annotated[Show, typer.Option("--show", help="What stands in a cell.")] = Show.COUNTS,
    separator: Annotated[
        str, typer.Option("--separator", help="What stands between several values of a case.")
    ] = "",
    *,
    named: NamedOption = False,
    json: JsonOption = False,
    md: MarkdownOption = False,
    csv: CsvOption = False,
    xlsx: XlsxOption = None,
) -> None:
    """Count codes, directions or orientations by a case attribute or an answer; or quote them."""
    from whyshore.cli.joint_output import say_codes
    from whyshore.errors import FixableError

    if not by:
        raise FixableError(
            "Say what the cases are split by, such as: whyshore joint codes --by country"
        )
    asked = {"rows": rows, "codes": wanted or (), "show": show, "separator": separator}
    say_codes(folder, by, asked, named=named, json=json, md=md, csv=csv, xlsx=xlsx)


@app.command()
def note(
    display: Annotated[str, typer.Argument(help="Which display: jd1, jd2, jd3 or jd4.")],
    line: Annotated[str, typer.Argument(help="The key of the line: a case, an item, a mission.")],
    folder: FolderOption = Path(),
    coder: CoderOption = "",
    fit: Annotated[Fit | None, typer.Option("--fit", help="How the two sides go together.")] = None,
    text: Annotated[str, typer.Option("--text", help="What follows from both sides.")] = "",
) -> None:
    """Say how the two sides of a line fit, and what follows; without both, take it away."""
    from whyshore.cli.opening import opened
    from whyshore.export.terminal_text import harmless
    from whyshore.workflow.write_findings import write_finding

    with opened(folder, coder) as project:
        kept = write_finding(project, display, line, fit=fit, text=text)
    said = f"{display} {line}: "
    if kept is None:
        said += "nothing written"
    else:
        said += f"{kept.fit.value if kept.fit else 'no fit'}, by {kept.author}"
    typer.echo(harmless(said))


@app.command()
def screen(folder: FolderOption = Path(), coder: CoderOption = "") -> None:
    """Open the joint displays on the screen; a cell opens its quotes or its table."""
    from whyshore.cli.screens import open_screen

    raise typer.Exit(open_screen(folder, coder, "joint"))
