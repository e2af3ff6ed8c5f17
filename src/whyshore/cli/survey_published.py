"""What the commands on published numbers print."""

import re
from collections.abc import Sequence
from pathlib import Path

import typer

from whyshore.cli.say import terminal_width
from whyshore.cli.survey_output import say_rows
from whyshore.cli.survey_tables import say_csv, say_svg, say_xlsx
from whyshore.cli.survey_words import switches_of
from whyshore.export.cross_tab_files import (
    cross_tab_as_data,
    cross_tab_as_markdown,
)
from whyshore.export.cross_tab_text import cross_tab_as_text
from whyshore.export.published import (
    erratum_as_data,
    erratum_line,
    fact_as_data,
    facts_rows,
    facts_summary,
    figure_lines,
)
from whyshore.export.terminal_text import harmless, one_line, wrap
from whyshore.export.to_json import as_json
from whyshore.export.to_markdown import escape_inline
from whyshore.workflow.compare_published import FactsReport, RebuiltFigure, facts_of, figures_of
from whyshore.workflow.tabulate_survey import open_survey


def say_facts(
    folder: Path,
    names: Sequence[str],
    switch: Sequence[str],
    *,
    failing: bool,
    json: bool,
    md: bool,
    csv: bool,
) -> int:
    """Print the facts check; 1 if a fact does not hold."""
    report = facts_of(open_survey(folder, switches=switches_of(switch)), names)
    checks = report.failing if failing else report.checks
    if json:
        typer.echo(as_json(_facts_data(report)))
        return int(bool(report.failing))
    if checks:
        say_rows(facts_rows(checks), md=md, csv=csv, synthetic=report.synthetic)
    holding = len(report.checkable) - len(report.failing)
    said = [facts_summary(holding, len(report.checkable), len(report.checks))]
    said += [report.synthetic] if report.synthetic else []
    said.append(f"Data: {report.data}, SHA-256 {report.data_hash[:16]}.")
    said += [erratum_line(each) for each in report.errata] if not failing else []
    for line in said:
        typer.echo(f"\n{escape_inline(line)}" if md else one_line(line), err=csv)
    return int(bool(report.failing))


def _facts_data(report: FactsReport) -> dict[str, object]:
    return {
        "title": report.title,
        "synthetic": report.synthetic,
        "data": report.data,
        "data_hash": report.data_hash,
        "checkable": len(report.checkable),
        "holding": len(report.checkable) - len(report.failing),
        "facts": [fact_as_data(check) for check in report.checks],
        "errata": [erratum_as_data(each) for each in report.errata],
    }


def say_figures(
    folder: Path,
    names: Sequence[str],
    switch: Sequence[str],
    *,
    json: bool,
    md: bool,
    csv: bool,
    xlsx: Path | None,
    svg: Path | None,
) -> None:
    """Print rebuilt figures, each with what was published in its place."""
    desk = open_survey(folder, switches=switches_of(switch))
    rebuilt = list(figures_of(desk, names))
    if json:
        typer.echo(as_json([_figure_data(each) for each in rebuilt]))
    elif csv:
        say_csv([each.table for each in rebuilt])
    else:
        show = _as_markdown if md else _as_text
        typer.echo("\n\n".join(show(each) for each in rebuilt))
    say_xlsx([each.table for each in rebuilt], xlsx)
    if svg is not None:
        for each in rebuilt:
            say_svg(each.table, svg / f"{_file_name(each.figure.name)}.svg")


def _file_name(figure: str) -> str:
    return re.sub(r"[^\w-]+", "-", figure.lower())


def _as_text(each: RebuiltFigure) -> str:
    width = terminal_width()
    below = figure_lines(each.figure, each.facts, each.errata)
    table = cross_tab_as_text(each.table, width=width)
    said = "\n".join(wrap(line, width or 100, "  " * line.startswith("  ")) for line in below)
    return harmless(f"{each.figure.name}. {table}\n\n{said}")


def _as_markdown(each: RebuiltFigure) -> str:
    first, *rest = figure_lines(each.figure, each.facts, each.errata)
    listed = "\n".join(f"- {escape_inline(line.strip())}" for line in rest)
    table = cross_tab_as_markdown(each.table)
    return f"## {each.figure.name}\n\n{table}\n{escape_inline(first)}\n\n{listed}\n"


def _figure_data(each: RebuiltFigure) -> dict[str, object]:
    return {
        "figure": each.figure.name,
        "title": each.figure.title,
        "not_published": each.figure.lost,
        "facts": [fact_as_data(check) for check in each.facts],
        "errata": [erratum_as_data(one) for one in each.errata],
        "table": cross_tab_as_data(each.table),
    }
