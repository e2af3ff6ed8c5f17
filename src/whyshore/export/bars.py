"""A cross-tab as grouped bars, before it is drawn: a group per row, a bar per column."""

from dataclasses import dataclass, replace

from whyshore.domain.cross_tab import Cell, Column, CrossTab, Percent, Row, RowKind
from whyshore.errors import FixableError
from whyshore.export.cross_tab_rows import cell_words, flag_of, lines_below, number

_NO_BAR = {RowKind.SUM, RowKind.HEADING}
_MOST_BARS = 600


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: how long it is on the scale, and the number that it stands for."""

    length: float | None
    """None where there is nothing to draw: no base, or not shown."""
    words: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Grouped bars with what tells them apart."""

    series: tuple[str, ...]
    """What the bars of a group stand for, each with its base."""
    groups: tuple[tuple[str, tuple[Bar, ...]], ...]
    end: float
    """The end of the scale."""
    scale: str
    """What the scale counts, such as per cent."""


def bars_of(table: CrossTab) -> Bars:
    """The bars of a table.

    Raises:
        FixableError: it has nothing that bars could show, or far too much.
    """
    rows = [row for row in table.rows if _drawn(row)]
    if not rows:
        raise FixableError(f"{table.title} has no rows that can be drawn as bars.")
    if len(rows) * len(table.columns) > _MOST_BARS:
        raise FixableError(
            f"{len(rows)} rows by {len(table.columns)} columns are too many bars "
            f"(at most {_MOST_BARS}); choose fewer columns, or make a table."
        )
    means = rows[0].kind is RowKind.STATISTIC
    counts = table.request.percent is Percent.NONE
    lengths = [_length(table, cell) or 0.0 for row in rows for cell in row.cells]
    return Bars(
        series=tuple(
            f"{_name(table, each)} (n = {each.base}{flag_of(each)})" for each in table.columns
        ),
        groups=tuple((row.label, _bars(table, row)) for row in rows),
        end=_round_end(max(lengths)),
        scale="mean" if means else table.making.unit if counts else table.percent_of,
    )


def _name(table: CrossTab, column: Column) -> str:
    """A column with its variable, where there are columns of several."""
    several = len({each.banner for each in table.columns if each.banner}) > 1
    return f"{column.banner}: {column.label}" if several and column.banner else column.label


def lines_below_bars(table: CrossTab) -> list[str]:
    """What stands below a table but for the tests of single rows, which bars do not show."""
    return lines_below(replace(table, rows=tuple(replace(row, tests=()) for row in table.rows)))


def _drawn(row: Row) -> bool:
    return row.kind not in _NO_BAR and (row.kind is not RowKind.STATISTIC or row.key == "mean")


def _bars(table: CrossTab, row: Row) -> tuple[Bar, ...]:
    return tuple(
        Bar(None if cell.hidden else _length(table, cell), _words(table, row, place))
        for place, cell in enumerate(row.cells)
    )


def _words(table: CrossTab, row: Row, place: int) -> str:
    if row.kind is RowKind.STATISTIC:
        return number(row.cells[place].value, max(1, table.request.decimals))
    return cell_words(table, row, place)


def _length(table: CrossTab, cell: Cell) -> float | None:
    if cell.value is not None:
        return max(0.0, cell.value)
    if table.request.percent is Percent.NONE:
        return None if cell.count is None else float(cell.count)
    return cell.percent


def _round_end(longest: float) -> float:
    """A round number at the end of a scale, not below the longest bar."""
    for power in range(-3, 12):
        for step in (1, 2, 2.5, 5):
            if longest <= step * 10.0**power:
                return step * 10.0**power
    return longest
