"""A cross-tab as lines for a screen: as many columns as fit, each number with a bar beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual.content import Content

from whyshore.domain.cross_tab import Cell, CrossTab, Percent, Row, RowKind
from whyshore.export.cross_tab_rows import cross_tab_rows
from whyshore.export.terminal_text import cells_wide, cut
from whyshore.tui.display_text import display

GAP = 2
_EIGHTHS = " ▏▎▍▌▋▊▉█"
_MOST_LABEL, _LESS_LABEL, _LEAST_LABEL = 0.42, 0.29, 12
"""How much of the width labels get at most; less where not all columns fit beside them."""
_BAR, _LONGEST_BAR = 4, 16
_MOST_HEADING = 18


@dataclass(frozen=True, slots=True)
class DrawnTable:
    """The lines of a table in a window of some width."""

    heading: Content
    """What the columns are called, with their bases."""
    rows: tuple[Content, ...]
    shown: range
    """Which columns are to be seen."""
    before: int
    behind: int
    """How many columns lie left and right of these."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a table: bases, then rows, each a label and a cell per column."""

    headings: Sequence[str]
    bases: Sequence[Sequence[str]]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class _Measures:
    """How many cells the label, each shown column and each bar take up."""

    label: int
    widths: dict[int, int]
    bar: int


def draw(table: CrossTab, width: int, first: int = 0) -> DrawnTable:
    """The table from a column on; at least that one is shown, however narrow the window."""
    words = _words_of(table)
    label = _label_width(words, int(_MOST_LABEL * width))
    shown, bar = _fitting(table, words, width - label, first)
    if len(shown) < len(table.columns):
        label = _label_width(words, int(_LESS_LABEL * width))
        shown, bar = _fitting(table, words, width - label, first)
    widths = {place: _width(words, place) for place in shown}
    heading = [
        _line(cut(name, label), label, ((cells[place + 1], widths[place]) for place in shown), bar)
        for name, cells in _headings(table, words)
    ]
    rows = [
        _row(table, row, cells, _Measures(label, widths, bar))
        for row, cells in zip(table.rows, words.rows, strict=True)
    ]
    return DrawnTable(
        heading=Content("\n").join(heading).stylize("bold"),
        rows=tuple(rows),
        shown=shown,
        before=shown.start,
        behind=len(table.columns) - shown.stop,
    )


def _words_of(table: CrossTab) -> _Words:
    all_rows = cross_tab_rows(table)
    plain = [[display(cell).replace("\n", " ") for cell in row] for row in all_rows.rows]
    bases = len(plain) - len(table.rows)
    return _Words([each.label for each in table.columns], plain[:bases], plain[bases:])


def _headings(table: CrossTab, words: _Words) -> Iterator[tuple[str, Sequence[str]]]:
    banners = [display(each.banner) for each in table.columns]
    if any(banners):
        yield "", ["", *(name if name != before else "" for before, name in _pairs(banners))]
    yield "", ["", *(display(each).replace("\n", " ") for each in words.headings)]
    for cells in words.bases:
        yield cells[0], cells


def _pairs(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    yield from zip(["", *names], names, strict=False)


def _label_width(words: _Words, most: int) -> int:
    longest = max(cells_wide(row[0]) for row in (*words.bases, *words.rows))
    return min(longest, max(_LEAST_LABEL, most))


def _width(words: _Words, place: int) -> int:
    """How wide the words of a column are; long headings are cut."""
    cells = [row[place + 1] for row in (*words.bases, *words.rows)]
    heading = min(_MOST_HEADING, cells_wide(words.headings[place]))
    return max(heading, *map(cells_wide, cells))


def _fitting(table: CrossTab, words: _Words, room: int, first: int) -> tuple[range, int]:
    """Which columns fit from one on, and how long their bars can be."""
    bar = _BAR if _has_bars(table) else 0
    first = min(first, len(table.columns) - 1)
    taken, last = 0, first
    while last < len(table.columns):
        needed = GAP + _width(words, last) + (bar + 1 if bar else 0)
        if taken + needed > room and last > first:
            break
        taken += needed
        last += 1
    columns = last - first
    spare = max(0, room - taken) // columns if bar else 0
    return range(first, last), min(_LONGEST_BAR, bar + spare) if bar else 0


def _has_bars(table: CrossTab) -> bool:
    return any(_share(table, row, row.cells[0]) is not None for row in table.rows if row.cells)


def _line(name: str, label: int, cells: Iterator[tuple[str, int]], bar: int) -> Content:
    words = [
        " " * GAP + _aligned(cut(cell, width), width) + " " * (bar + 1 if bar else 0)
        for cell, width in cells
    ]
    return Content(name + " " * (label - cells_wide(name)) + "".join(words))


def _aligned(words: str, width: int) -> str:
    return " " * (width - cells_wide(words)) + words


def _row(table: CrossTab, row: Row, cells: Sequence[str], measures: _Measures) -> Content:
    name = cut(cells[0], measures.label)
    space = " " * (measures.label - cells_wide(name))
    style = "bold" if row.kind in {RowKind.NET, RowKind.SUM} else ""
    parts: list[Content | tuple[str, str]] = [(name + space, style)]
    for place, width in measures.widths.items():
        parts.append((" " * GAP + _aligned(cells[place + 1], width), style))
        if measures.bar:
            share = _share(table, row, row.cells[place])
            parts.append((f" {bar_of(share, measures.bar)}", "$primary"))
    return Content.assemble(*parts)


def _share(table: CrossTab, row: Row, cell: Cell) -> float | None:
    """What a bar shows, from 0 to 1; nothing for what is hidden, a sum or a statistic."""
    if cell.hidden or row.kind in {RowKind.SUM, RowKind.STATISTIC, RowKind.HEADING}:
        return None
    if table.request.percent is Percent.NONE:
        counts = [
            each.count or 0
            for other in table.rows
            for each in other.cells
            if other.kind is not RowKind.SUM
        ]
        return (cell.count or 0) / max(1, *counts)
    return None if cell.percent is None else min(1.0, cell.percent / 100)


def bar_of(share: float | None, length: int) -> str:
    """A bar as long as a share of some cells, to an eighth of a cell."""
    if share is None:
        return " " * length
    eighths = round(share * length * 8)
    full, rest = divmod(eighths, 8)
    bar = "█" * full + (_EIGHTHS[rest] if rest else "")
    return bar.ljust(length)
