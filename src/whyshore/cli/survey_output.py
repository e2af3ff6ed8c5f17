"""What the survey commands print, in the format that was asked for."""

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import typer

from whyshore.domain.cross_tab import CrossTab
from whyshore.errors import FixableError
from whyshore.export.cross_tab_files import (
    cross_tab_as_csv,
    cross_tab_as_data,
    cross_tab_as_markdown,
    cross_tab_as_text,
)
from whyshore.export.rows import Rows
from whyshore.export.to_csv import as_csv
from whyshore.export.to_json import as_json
from whyshore.export.to_markdown import rows_as_markdown
from whyshore.export.to_text import harmless, one_line, rows_as_text
from whyshore.ingest.survey_formats import HowToRead
from whyshore.workflow.tabulate_survey import open_survey


def terminal_width() -> int | None:
    """How wide the terminal is; None in a pipe or a file, where nothing is cut."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def switches_of(given: Sequence[str]) -> dict[str, bool]:
    """Switches as NAME=true or NAME=false.

    Raises:
        FixableError: one is written otherwise.
    """
    found = {}
    for each in given:
        name, _, value = each.partition("=")
        if value.lower() not in {"true", "false", "on", "off", "yes", "no"}:
            raise FixableError(f"Write a switch as NAME=true or NAME=false, not “{each}”.")
        found[name.strip()] = value.lower() in {"true", "on", "yes"}
    return found


def nets_of(given: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Nets as Label=value,value.

    Raises:
        FixableError: one is written otherwise.
    """
    found = {}
    for each in given:
        label, _, values = each.partition("=")
        members = tuple(part.strip() for part in values.split(",") if part.strip())
        if not label.strip() or not members:
            raise FixableError(f"Write a net as 'Label=value,value', not “{each}”.")
        found[label.strip()] = members
    return found


def say_tables(
    tables: Sequence[CrossTab], *, json: bool, md: bool, csv: bool, xlsx: Path | None
) -> None:
    """Print tables, and write them to an Excel file where asked."""
    if json:
        data = [cross_tab_as_data(table) for table in tables]
        typer.echo(as_json(data[0] if len(data) == 1 else data))
    elif csv:
        for place, table in enumerate(tables):
            text = cross_tab_as_csv(table)
            typer.echo(text if not place else text.split("\n", 1)[1], nl=False)
    elif md:
        typer.echo("\n".join(cross_tab_as_markdown(table) for table in tables), nl=False)
    else:
        shown = [cross_tab_as_text(table, width=terminal_width()) for table in tables]
        typer.echo("\n\n".join(shown))
    say_xlsx(tables, xlsx)


def say_xlsx(tables: Sequence[CrossTab], xlsx: Path | None) -> None:
    """Write tables to an Excel file where one is named."""
    if xlsx is not None:
        from whyshore.export.to_xlsx import write_xlsx

        typer.echo(harmless(f"written to {write_xlsx(xlsx, tables)}"), err=True)


def say_rows(rows: Rows, *, md: bool, csv: bool) -> None:
    """Print plain rows."""
    if csv:
        typer.echo(as_csv(rows.headings, rows.rows), nl=False)
    elif md:
        typer.echo(rows_as_markdown(rows), nl=False)
    else:
        typer.echo(rows_as_text(rows.headings, rows.rows, width=terminal_width()))


def say_description(folder: Path, *, json: bool, csv: bool, md: bool) -> None:
    """Print what the survey holds."""
    from whyshore.workflow.describe_survey import describe_survey

    found = describe_survey(open_survey(folder))
    for notice in found.notices:
        typer.echo(harmless(f"note: {notice}"), err=True)
    if json:
        typer.echo(as_json(_plain(found)))
        return
    rows = Rows(
        ("Name", "Type", "Answered", "Label", "Answers"),
        tuple(
            (each.name, each.kind, f"{each.answered} of {each.base}", each.label, each.answers)
            for each in found.variables
        ),
    )
    if not csv:
        typer.echo(one_line(f"{found.title}: {found.rows} {found.unit} in {found.data}"))
        if found.synthetic:
            typer.echo(one_line(found.synthetic))
        typer.echo("")
    elif found.synthetic:
        typer.echo(one_line(found.synthetic), err=True)
    say_rows(rows, md=md, csv=csv)


def _plain(value: object) -> object:
    from dataclasses import asdict, is_dataclass

    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value


def say_draft(data: Path, folder: Path, how: HowToRead, *, write: bool) -> None:
    """Print a draft of survey.yaml, or write it."""
    from whyshore.workflow.describe_survey import draft_from

    drafted = draft_from(data, folder, how, write=write)
    for note in drafted.draft.notes:
        typer.echo(harmless(f"note: {note}"), err=True)
    if drafted.file is None:
        typer.echo(harmless(drafted.draft.text), nl=False)
        return
    typer.echo(harmless(f"made {drafted.file}"))
    columns = f"{drafted.draft.variables} variables, {drafted.draft.rows} rows"
    typer.echo(f"{columns}. Look it over, then run: whyshore survey check")


def say_check(folder: Path, switch: Sequence[str], *, json: bool) -> int:
    """Print every way in which data and survey.yaml do not fit; 1 if there are any."""
    from whyshore.workflow.describe_survey import check_survey_data

    desk = open_survey(folder, switches=switches_of(switch))
    problems = check_survey_data(desk)
    if json:
        typer.echo(
            as_json({"synthetic": desk.survey.synthetic, "problems": list(map(str, problems))})
        )
        return int(bool(problems))
    for problem in problems:
        typer.echo(harmless(f"problem: {problem}"))
    if desk.survey.synthetic:
        typer.echo(one_line(desk.survey.synthetic))
    if not problems:
        typer.echo("The data fit survey.yaml.")
    return int(bool(problems))
