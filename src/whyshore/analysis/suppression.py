"""Small counts that could give a respondent away are not shown, nor what would give them away."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from whyshore.domain.cross_tab import Cell, Row, RowKind

_COUNTED = {RowKind.ANSWER, RowKind.ITEM, RowKind.NET, RowKind.NONE}


def suppressed(
    rows: Sequence[Row], least: int, *, adds_up: bool, known: bool = False
) -> tuple[tuple[Row, ...], int]:
    """The rows with counts below `least` hidden, and how many cells that is.

    A hidden cell that could be worked out again from a total is joined by the smallest other
    one of its row, and where the answers of a column add up to its base, of its column. Tests
    and residuals of such rows are taken out: they would tell. Counts of 0 stay.

    Where it is `known` who is in a column or row, as with attributes of named cases, a small one
    is hidden whole, its noughts too, and so is one whose members all gave the same answer.
    """
    places = [place for place, row in enumerate(rows) if row.kind in _COUNTED]
    hidden = {
        (place, column)
        for place in places
        for column, cell in enumerate(rows[place].cells)
        if cell.count is not None and 0 < cell.count < least
    }
    if known and rows:
        hidden |= _given_away(rows, places, least)
    answers = [place for place in places if rows[place].kind is not RowKind.NET]
    grew = bool(hidden)
    while grew:
        before = len(hidden)
        for place in places:
            _join_in_row(rows[place], place, hidden)
        for column in range(len(rows[0].cells) if adds_up else 0):
            _join(hidden, [(place, column) for place in answers], _sizes(rows))
        grew = len(hidden) > before
    hidden |= _sums_of_hidden(rows, hidden, adds_up=adds_up)
    shown = tuple(_without(row, place, hidden) for place, row in enumerate(rows))
    return shown, len(hidden)


def _given_away(rows: Sequence[Row], places: Sequence[int], least: int) -> set[tuple[int, int]]:
    """The cells of columns and rows in which everyone's answer can be read."""
    found: set[tuple[int, int]] = set()
    for column in range(len(rows[0].cells)):
        cells = [rows[place].cells[column] for place in places]
        if any(0 < cell.base < least or cell.count == cell.base > 0 for cell in cells):
            found |= {(place, column) for place in places}
    for place in places:
        total, *parts = rows[place].cells
        if total.count and any(cell.count == total.count for cell in parts):
            found |= {(place, column) for column in range(len(parts) + 1)}
    return found


def _sums_of_hidden(
    rows: Sequence[Row], hidden: set[tuple[int, int]], *, adds_up: bool
) -> set[tuple[int, int]]:
    """Nets and sums over a column with something hidden; the base itself is no secret."""
    columns = {column for _, column in hidden}
    sums = {RowKind.NET} if adds_up else {RowKind.NET, RowKind.SUM}
    places = [place for place, row in enumerate(rows) if row.kind in sums]
    return {(place, column) for place in places for column in columns}


def _sizes(rows: Sequence[Row]) -> Callable[[tuple[int, int]], int]:
    return lambda cell: rows[cell[0]].cells[cell[1]].count or 0


def _join_in_row(row: Row, place: int, hidden: set[tuple[int, int]]) -> None:
    cells = [(place, column) for column in range(len(row.cells))]
    if len(cells) > 1:
        _join(hidden, cells, lambda cell: row.cells[cell[1]].count or 0)


def _join(
    hidden: set[tuple[int, int]],
    cells: Sequence[tuple[int, int]],
    size: Callable[[tuple[int, int]], int],
) -> None:
    """Hide the smallest other cell of a line in which just one is hidden."""
    others = [cell for cell in cells if cell not in hidden]
    if len(cells) - len(others) == 1 and others:
        filled = [cell for cell in others if size(cell)] or others
        hidden.add(min(filled, key=size))


def _without(row: Row, place: int, hidden: set[tuple[int, int]]) -> Row:
    touched = any((place, column) in hidden for column in range(len(row.cells)))
    if not touched:
        return row
    cells = tuple(
        _emptied(cell) if (place, column) in hidden else replace(cell, residual=None)
        for column, cell in enumerate(row.cells)
    )
    return replace(row, cells=cells, tests=())


def _emptied(cell: Cell) -> Cell:
    return Cell(
        count=None, base=cell.base, percent=None, weighted_base=cell.weighted_base, hidden=True
    )
