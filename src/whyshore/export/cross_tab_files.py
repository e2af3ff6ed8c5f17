"""A cross-tab as Markdown, CSV and JSON; text is in `cross_tab_text.py`, Excel in `to_xlsx.py`."""

from collections.abc import Iterator
from dataclasses import asdict

from whyshore.domain.cross_tab import Cell, Column, CrossTab, Row
from whyshore.export.cross_tab_rows import cross_tab_rows, lines_below
from whyshore.export.to_csv import Cell as CsvCell
from whyshore.export.to_csv import as_csv
from whyshore.export.to_markdown import escape_cell, escape_inline

LONG_HEADINGS = (
    "table", "row key", "row", "kind", "banner", "column", "count", "base", "percent",
    "weighted count", "weighted base", "effective base", "low", "high", "residual", "value",
    "hidden", "base flag", "test", "p", "p adjusted", "adjustment", "family", "percent of",
    "filter", "asked if", "missing", "weight", "data", "data hash", "synthetic", "version",
)  # fmt: skip


def cross_tab_as_markdown(table: CrossTab) -> str:
    """The table as Markdown, with everything that has to stand below it."""
    rows = cross_tab_rows(table)
    lines = [f"**{escape_inline(table.title)}**", ""]
    lines.append(_markdown_row(rows.headings))
    lines.append("| --- |" + " ---: |" * (len(rows.headings) - 1))
    lines += [_markdown_row(row) for row in rows.rows]
    below = [f"{escape_inline(line)}" for line in lines_below(table)]
    return "\n".join([*lines, "", "\n\n".join(below), ""])


def _markdown_row(cells: tuple[str, ...]) -> str:
    spaced = [cell.replace("  ", "\u2003") for cell in cells]
    return f"| {' | '.join(escape_cell(cell) for cell in spaced)} |"


def cross_tab_as_csv(table: CrossTab) -> str:
    """The table in long form, a line per cell, each with its base and how it was made."""
    return as_csv(LONG_HEADINGS, list(long_rows(table)))


def long_rows(table: CrossTab) -> Iterator[tuple[CsvCell, ...]]:
    """A line per cell; the tests of a row stand with each of its cells."""
    for row in table.rows:
        for cell, column in zip(row.cells, table.columns, strict=True):
            yield (*_of_cell(table, row, cell, column), *_of_tests(table, row), *_making(table))


def _of_cell(table: CrossTab, row: Row, cell: Cell, column: Column) -> tuple[CsvCell, ...]:
    numbers = (cell.percent, cell.weighted, cell.weighted_base, column.effective_base)
    percent, weighted, weighted_base, effective = map(_exact, numbers)
    return (
        table.title, row.key, row.label, row.kind.value, column.banner, column.label,
        cell.count, cell.base, percent, weighted, weighted_base, effective,
        _exact(cell.low), _exact(cell.high), _exact(cell.residual), _exact(cell.value),
        "yes" if cell.hidden else "", column.flag,
    )  # fmt: skip


def _of_tests(table: CrossTab, row: Row) -> tuple[CsvCell, ...]:
    tests = row.tests or table.tests
    said = [
        "; ".join(test.name for test in tests),
        "; ".join(_p(test.p) for test in tests),
        "; ".join(_p(test.adjusted) for test in tests),
    ]
    return (*said, table.request.correction.value if row.tests else "", table.family)


def _making(table: CrossTab) -> tuple[CsvCell, ...]:
    made = table.making
    missing = "; ".join(f"{why}: {count}" for why, count in made.missing.items())
    return (
        table.percent_of, made.filter, made.asked, missing, made.weight, made.data,
        made.data_hash, made.synthetic, made.version,
    )  # fmt: skip


def _p(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}"


def _exact(value: float | None) -> float | None:
    """A number with the digits that are worth something."""
    return None if value is None else float(f"{value:.10g}")


def cross_tab_as_data(table: CrossTab) -> dict[str, object]:
    """The table with every number unrounded, its tests and how it was made."""
    return asdict(table)
