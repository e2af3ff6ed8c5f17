"""A table made to fit a width: words go on to further lines, columns to further panels.

Numbers are never cut: a table that hides half of them says something else than the whole one.
"""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from whyshore.export.terminal_text import GAP, aligned, cells_wide, rows_as_text, wrap

_LEAST_LABEL, _LEAST_HEADING = 16, 8

Cells = Sequence[str]


def rows_fitted(headings: Cells, rows: Sequence[Cells], *, width: int | None) -> str:
    """A table whose first column holds labels and whose others hold numbers."""
    whole = rows_as_text(headings, rows)
    if width is None or max(map(cells_wide, whole.split("\n"))) <= width:
        return whole
    widths = [_column_width(heading, column) for heading, column in _columns(headings, rows)]
    longest = max(cells_wide(row[0]) for row in (headings, *rows))
    label = min(longest, max(_LEAST_LABEL, width // 3))
    panels = list(_panels(widths, width - label))
    used = max(sum(widths[place] + len(GAP) for place in panel) for panel in panels)
    label = min(longest, max(label, width - used))
    return "\n\n".join(
        "\n".join(_panel([0, *(place + 1 for place in panel)], [label, *widths], headings, rows))
        for panel in panels
    )


def _columns(headings: Cells, rows: Sequence[Cells]) -> Iterator[tuple[str, list[str]]]:
    for place, heading in enumerate(headings[1:], start=1):
        yield heading, [row[place] for row in rows]


def _column_width(heading: str, cells: Cells) -> int:
    longest = max(map(cells_wide, cells), default=0)
    return max(longest, min(cells_wide(heading), _LEAST_HEADING))


def _panels(widths: Sequence[int], room: int) -> Iterator[list[int]]:
    """Which columns stand beside each other; one stands alone where even it is too wide."""
    panel: list[int] = []
    taken = 0
    for place, own in enumerate(widths):
        if panel and taken + own + len(GAP) > room:
            yield panel
            panel, taken = [], 0
        panel.append(place)
        taken += own + len(GAP)
    yield panel


def _panel(
    places: Sequence[int], all_widths: Sequence[int], headings: Cells, rows: Sequence[Cells]
) -> Iterator[str]:
    widths = [all_widths[place] for place in places]
    yield from _lines([headings[place] for place in places], widths)
    yield GAP.join("─" * each for each in widths)
    for row in rows:
        yield from _lines([row[place] for place in places], widths)


def _lines(cells: Cells, widths: Sequence[int]) -> Iterator[str]:
    """A row on as many lines as its longest words need; an indented label stays indented."""
    indents = [" " * (len(cell) - len(cell.lstrip(" "))) for cell in cells]
    broken = [
        wrap(cell, width, indent).split("\n")
        for cell, width, indent in zip(cells, widths, indents, strict=True)
    ]
    for parts in zip_longest(*broken, fillvalue=""):
        line = [aligned(part, own, right=False) for part, own in zip(parts, widths, strict=True)]
        yield GAP.join(line).rstrip()
