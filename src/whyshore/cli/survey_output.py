"""What the survey commands print, in the format that was asked for."""

from collections.abc import Sequence
from pathlib import Path

import typer

from whyshore.cli.say import terminal_width
from whyshore.cli.survey_words import switches_of
from whyshore.export.plain_rows import Rows
from whyshore.export.terminal_text import harmless, one_line, rows_as_text
from whyshore.export.to_csv import as_csv
from whyshore.export.to_json import as_json
from whyshore.export.to_markdown import rows_as_markdown
from whyshore.ingest.survey_formats import HowToRead
from whyshore.workflow.tabulate_survey import open_survey


def say_rows(rows: Rows, *, md: bool, csv: bool, synthetic: str = "") -> None:
    """Print plain rows; in CSV, which has no place below, a column says that data are made up."""
    if csv and synthetic:
        marked = tuple((*row, synthetic) for row in rows.rows)
        rows = Rows((*rows.headings, "synthetic"), marked)
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
    say_rows(rows, md=md, csv=csv, synthetic=found.synthetic)


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
    """Print every way in which data and survey.yaml do not fit; 1 if there are any.

    A base that may be wrong is a warning, as only the researcher knows who was asked.
    """
    from whyshore.workflow.describe_survey import check_survey_data, doubtful_bases

    desk = open_survey(folder, switches=switches_of(switch))
    problems = check_survey_data(desk)
    warnings = [] if problems else doubtful_bases(desk)
    if json:
        said = {"problems": list(map(str, problems)), "warnings": list(map(str, warnings))}
        typer.echo(as_json({"synthetic": desk.survey.synthetic, **said}))
        return int(bool(problems))
    for problem in problems:
        typer.echo(harmless(f"problem: {problem}"))
    for warning in warnings:
        typer.echo(harmless(f"warning: {warning}"))
    if desk.survey.synthetic:
        typer.echo(one_line(desk.survey.synthetic))
    if not problems:
        typer.echo("The data fit survey.yaml.")
    return int(bool(problems))
