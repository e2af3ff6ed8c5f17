"""Make a table of the survey and print it, in the format that was asked for.

Only what every table needs is imported before it is made: the command is mostly start-up.
"""

from collections.abc import Sequence
from pathlib import Path

from whyshore.cli.say import say, tell, terminal_width
from whyshore.cli.survey_wishes import PlotWish, TabWish
from whyshore.cli.survey_words import switches_of
from whyshore.domain.cross_tab import CrossTab, TableRequest
from whyshore.domain.linked_names import asks_for_cases
from whyshore.workflow.tabulate_survey import SurveyDesk, open_survey, tabulate


def answer_tab(wish: TabWish) -> None:
    """Make a cross-tab, and print it."""
    desk = open_survey(wish.folder, switches=switches_of(wish.switch))
    request = wish.request()
    beside_cases = any(":" in word for word in (wish.rows, *wish.by, wish.where))
    table = _beside_cases(wish, desk, request) if beside_cases else tabulate(desk, request)
    say_tables([table], json=wish.json, md=wish.md, csv=wish.csv, xlsx=wish.xlsx)


def _beside_cases(wish: TabWish, desk: SurveyDesk, request: TableRequest) -> CrossTab:
    """Make a table that may name attributes of cases or codes; only that opens the project."""
    if not asks_for_cases(request):
        return tabulate(desk, request)
    from whyshore.cli.opening import opened
    from whyshore.workflow.tabulate_linked import tabulate_linked

    with opened(wish.folder) as project:
        table = tabulate_linked(project, desk, request, named=wish.named)
    if wish.named:
        tell("CONFIDENTIAL: this table may show what single firms answered.")
    return table


def answer_plot(wish: PlotWish) -> None:
    """Show a cross-tab as bars, or write it as a picture."""
    desk = open_survey(wish.folder, switches=switches_of(wish.switch))
    table = tabulate(desk, wish.request())
    if wish.svg is not None:
        say_svg(table, wish.svg)
        return
    from whyshore.export.bars_as_text import cross_tab_as_bars

    say(cross_tab_as_bars(table, width=terminal_width()))


def say_svg(table: CrossTab, file: Path) -> None:
    """Write a table as a picture, and say where."""
    from whyshore.export.terminal_text import harmless
    from whyshore.export.to_svg import cross_tab_as_svg
    from whyshore.export.write import write_file

    tell(harmless(f"written to {write_file(file, cross_tab_as_svg(table))}"))


def say_tables(
    tables: Sequence[CrossTab], *, json: bool, md: bool, csv: bool, xlsx: Path | None
) -> None:
    """Print tables, and write them to an Excel file where asked."""
    if json:
        say_json(tables)
    elif csv:
        say_csv(tables)
    elif md:
        from whyshore.export.cross_tab_files import cross_tab_as_markdown

        say("\n".join(cross_tab_as_markdown(table) for table in tables), end="")
    else:
        from whyshore.export.cross_tab_text import cross_tab_as_text

        say("\n\n".join(cross_tab_as_text(table, width=terminal_width()) for table in tables))
    say_xlsx(tables, xlsx)


def say_json(tables: Sequence[CrossTab]) -> None:
    """Print tables as JSON: one as an object, several as a list."""
    from whyshore.export.cross_tab_files import cross_tab_as_data
    from whyshore.export.to_json import as_json

    data = [cross_tab_as_data(table) for table in tables]
    say(as_json(data[0] if len(data) == 1 else data))


def say_csv(tables: Sequence[CrossTab]) -> None:
    """Print tables as CSV with one line of headings for all."""
    from whyshore.export.cross_tab_files import cross_tab_as_csv

    for place, table in enumerate(tables):
        text = cross_tab_as_csv(table)
        say(text.split("\n", 1)[1] if place else text, end="")


def say_xlsx(tables: Sequence[CrossTab], xlsx: Path | None) -> None:
    """Write tables to an Excel file where one is named."""
    if xlsx is not None:
        from whyshore.export.terminal_text import harmless
        from whyshore.export.to_xlsx import write_xlsx

        tell(harmless(f"written to {write_xlsx(xlsx, tables)}"))
