"""Commands on the survey: what it holds, tables of it, the published numbers."""

from pathlib import Path
from typing import Annotated

import typer

from whyshore.cli import links
from whyshore.cli.options import CsvOption, FolderOption, JsonOption, MarkdownOption, hand_down
from whyshore.cli.survey_wishes import PlotWish, TabWish
from whyshore.cli.typer_wishes import takes

app = typer.Typer(help="Describe the survey, make tables of it, check the published numbers.")
app.add_typer(links.app, name="link")

XlsxOption = Annotated[
    Path | None, typer.Option("--xlsx", help="Write it to this Excel file as well.")
]
SwitchOption = Annotated[
    list[str] | None,
    typer.Option(
        "--switch", help="NAME=true or NAME=false: a switch of survey.yaml set otherwise."
    ),
]
FilterOption = Annotated[str, typer.Option("--filter", help="Only those for whom this holds.")]


@app.callback(invoke_without_command=True)
def survey(context: typer.Context, folder: FolderOption = Path()) -> None:
    """Say what the survey holds; other commands make tables."""
    if context.invoked_subcommand is None:
        from whyshore.cli.survey_output import say_description

        say_description(folder, json=False, csv=False, md=False)
        return
    hand_down(context)


@app.command()
def describe(
    data: Annotated[
        Path | None, typer.Argument(help="A data file to draft survey.yaml from.")
    ] = None,
    folder: FolderOption = Path(),
    *,
    write: Annotated[
        bool, typer.Option("--write", help="Write the draft to survey/survey.yaml.")
    ] = False,
    header_rows: Annotated[
        int, typer.Option("--header-rows", help="How many rows of headings the file has.")
    ] = 0,
    encoding: Annotated[str, typer.Option("--encoding", help="The encoding of a text file.")] = "",
    sheet: Annotated[str, typer.Option("--sheet", help="The sheet of a spreadsheet.")] = "",
    json: JsonOption = False,
    md: MarkdownOption = False,
    csv: CsvOption = False,
) -> None:
    """List the variables of the survey, or draft survey.yaml from a data file."""
    from whyshore.cli.survey_output import say_description, say_draft

    if data is None:
        say_description(folder, json=json, csv=csv, md=md)
    else:
        from whyshore.ingest.survey_formats import HowToRead

        how = HowToRead(header_rows=header_rows, encoding=encoding, sheet=sheet)
        say_draft(data, folder, how, write=write)


@app.command()
def check(
    folder: FolderOption = Path(), *, switch: SwitchOption = None, json: JsonOption = False
) -> None:
    """Compare every answer in the data file with survey.yaml."""
    from whyshore.cli.survey_output import say_check

    raise typer.Exit(say_check(folder, switch or [], json=json))


@app.command()
@takes(TabWish)
def tab(wish: TabWish) -> None:
    """Make a cross-tab, with its base under every percent."""
    from whyshore.cli.survey_tables import answer_tab

    answer_tab(wish)


@app.command()
@takes(PlotWish)
def plot(wish: PlotWish) -> None:
    """Show a cross-tab as grouped bars, here or as an SVG picture."""
    from whyshore.cli.survey_tables import answer_plot

    answer_plot(wish)


@app.command()
def screen(folder: FolderOption = Path()) -> None:
    """Open a screen on which tables are made key by key."""
    from whyshore.cli.screens import open_survey_screen

    raise typer.Exit(open_survey_screen(folder))


@app.command()
def within(
    conditions: Annotated[
        list[str], typer.Argument(help="Two conditions or more, on the same respondents.")
    ],
    folder: FolderOption = Path(),
    where: FilterOption = "",
    *,
    switch: SwitchOption = None,
    json: JsonOption = False,
    md: MarkdownOption = False,
    csv: CsvOption = False,
) -> None:
    """Compare items answered by the same respondents: McNemar for two, Cochran Q for more."""
    from whyshore.cli.survey_items import say_within
    from whyshore.cli.survey_words import switches_of
    from whyshore.workflow.compare_items import compare_items
    from whyshore.workflow.tabulate_survey import open_survey

    desk = open_survey(folder, switches=switches_of(switch or []))
    say_within(compare_items(desk, conditions, where), json=json, md=md, csv=csv)


@app.command()
def facts(
    names: Annotated[
        list[str] | None, typer.Argument(help="Which facts, by id; all if none is named.")
    ] = None,
    folder: FolderOption = Path(),
    *,
    failing: Annotated[
        bool, typer.Option("--failing", help="List only those that do not hold.")
    ] = False,
    switch: SwitchOption = None,
    json: JsonOption = False,
    md: MarkdownOption = False,
    csv: CsvOption = False,
) -> None:
    """Check every published number that a data file can be checked for."""
    from whyshore.cli.survey_published import say_facts

    code = say_facts(folder, names or [], switch or [], failing=failing, json=json, md=md, csv=csv)
    raise typer.Exit(code)


@app.command()
def figures(
    names: Annotated[
        list[str] | None, typer.Argument(help="Which, as 40 or table-4; all if none is named.")
    ] = None,
    folder: FolderOption = Path(),
    *,
    switch: SwitchOption = None,
    json: JsonOption = False,
    md: MarkdownOption = False,
    csv: CsvOption = False,
    xlsx: XlsxOption = None,
    svg: Annotated[
        Path | None, typer.Option("--svg", help="Write each as a picture into this folder as well.")
    ] = None,
) -> None:
    """Rebuild the published figures and tables, each beside the numbers that were printed."""
    from whyshore.cli.survey_published import say_figures

    say_figures(folder, names or [], switch or [], json=json, md=md, csv=csv, xlsx=xlsx, svg=svg)
