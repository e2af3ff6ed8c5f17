"""Commands on the survey: what it holds, tables of it, the published numbers."""

from pathlib import Path
from typing import Annotated

import typer

from whyshore.cli import links
from whyshore.cli.options import CsvOption, FolderOption, JsonOption, MarkdownOption, hand_down
from whyshore.domain.cross_tab import Correction, CrossTab, Percent

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
def tab(
    rows: Annotated[str, typer.Argument(help="The variable, set or battery in the rows.")],
    by: Annotated[
        list[str] | None,
        typer.Option("--by", help="A column variable; A*B nests. May be given again."),
    ] = None,
    folder: FolderOption = Path(),
    where: FilterOption = "",
    percent: Annotated[
        Percent, typer.Option("--percent", help="What a percent is of.")
    ] = Percent.COLUMN,
    weight: Annotated[
        str | None, typer.Option("--weight", help="The weight variable; none for no weight.")
    ] = None,
    net: Annotated[
        list[str] | None,
        typer.Option("--net", help="'Label=value,value': answers counted as one."),
    ] = None,
    top: Annotated[
        str, typer.Option("--top", help="The answers that count as agreement, such as 4,5.")
    ] = "",
    correction: Annotated[
        Correction, typer.Option("--correction", help="How p-values are adjusted.")
    ] = Correction.HOLM,
    suppress: Annotated[int, typer.Option("--suppress", min=0, help="Hide counts below this.")] = 0,
    decimals: Annotated[
        int, typer.Option("--decimals", min=0, max=6, help="Decimals of percents.")
    ] = 0,
    population: Annotated[
        int, typer.Option("--population", min=0, help="Narrow intervals for a finite population.")
    ] = 0,
    *,
    responses: Annotated[
        bool, typer.Option("--responses", help="Per cent of the answers given, not of cases.")
    ] = False,
    against_total: Annotated[
        bool, typer.Option("--against-total", help="A part beside the total that contains it.")
    ] = False,
    distribution: Annotated[
        bool, typer.Option("--distribution", help="Every answer of a battery, not just the top.")
    ] = False,
    intervals: Annotated[
        bool, typer.Option("--intervals", help="Wilson 95 per cent intervals.")
    ] = False,
    residuals: Annotated[
        bool, typer.Option("--residuals", help="Mark cells by adjusted residuals.")
    ] = False,
    total: Annotated[
        bool, typer.Option("--total/--no-total", help="With or without the total column.")
    ] = True,
    switch: SwitchOption = None,
    json: JsonOption = False,
    md: MarkdownOption = False,
    csv: CsvOption = False,
    xlsx: XlsxOption = None,
) -> None:
    """Make a cross-tab, with its base under every percent."""
    from whyshore.cli.survey_output import nets_of, say_tables, switches_of
    from whyshore.domain.cross_tab import TableRequest
    from whyshore.workflow.tabulate_survey import open_survey, tabulate

    request = TableRequest(
        rows=rows,
        columns=tuple(tuple(each.split("*")) for each in by or ()),
        filter=where,
        weight="" if weight == "none" else weight,
        percent=percent,
        of_responses=responses,
        against_total=against_total,
        distribution=distribution,
        top=tuple(part.strip() for part in top.split(",") if part.strip()),
        nets=nets_of(net or []),
        correction=correction,
        suppress=suppress,
        decimals=decimals,
        intervals=intervals,
        residuals=residuals,
        total=total,
        population=population,
    )
    desk = open_survey(folder, switches=switches_of(switch or []))
    tables: list[CrossTab] = [tabulate(desk, request)]
    say_tables(tables, json=json, md=md, csv=csv, xlsx=xlsx)


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
) -> None:
    """Compare items answered by the same respondents: McNemar for two, Cochran Q for more."""
    from whyshore.cli.survey_items import say_within
    from whyshore.cli.survey_output import switches_of
    from whyshore.workflow.compare_items import compare_items
    from whyshore.workflow.tabulate_survey import open_survey

    desk = open_survey(folder, switches=switches_of(switch or []))
    say_within(compare_items(desk, conditions, where), json=json)


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
) -> None:
    """Rebuild the published figures and tables, each beside the numbers that were printed."""
    from whyshore.cli.survey_published import say_figures

    say_figures(folder, names or [], switch or [], json=json, md=md, csv=csv, xlsx=xlsx)
