"""Grouped bars for a terminal; the filling tells the columns apart, not a colour."""

from whyshore.domain.cross_tab import CrossTab
from whyshore.export.bars import Bar, Bars, bars_of, lines_below_bars
from whyshore.export.terminal_text import cells_wide, cut, harmless, one_line, wrap

FILLINGS = "█▒░▓▚▤▥▦"
_WIDTH, _LEAST_BAR, _MOST_LABEL = 100, 10, 0.45


def cross_tab_as_bars(table: CrossTab, *, width: int | None = None) -> str:
    """The table as bars, with everything that has to stand below it.

    Raises:
        FixableError: it cannot be drawn as bars.
    """
    bars, room = bars_of(table), width or _WIDTH
    below = [wrap(line, room) for line in lines_below_bars(table)]
    parts = [harmless(table.title), "", *_legend(bars, room), "", *_groups(bars, room), "", *below]
    return "\n".join(parts)


def _legend(bars: Bars, width: int) -> list[str]:
    lines = [f"{_filling(place)} {one_line(name)}" for place, name in enumerate(bars.series)]
    return [*lines, wrap(f"A bar over the whole width: {bars.end:g}, {bars.scale}", width)]


def _filling(place: int) -> str:
    return FILLINGS[place % len(FILLINGS)] * 2


def _groups(bars: Bars, width: int) -> list[str]:
    longest = max(cells_wide(one_line(name)) for name, _ in bars.groups)
    label = min(longest, int(_MOST_LABEL * width))
    words = max(cells_wide(bar.words) for _, group in bars.groups for bar in group)
    room = max(_LEAST_BAR, width - label - words - 3)
    lines = []
    for name, group in bars.groups:
        for place, bar in enumerate(group):
            head = cut(one_line(name), label) if not place else ""
            space = " " * (label - cells_wide(head))
            lines.append(f"{head}{space} {_bar(bar, place, bars.end, room)} {bar.words}")
        if len(group) > 1:
            lines.append("")
    return lines[:-1] if lines and not lines[-1] else lines


def _bar(bar: Bar, place: int, end: float, room: int) -> str:
    cells = 0 if bar.length is None else round(room * bar.length / end)
    return FILLINGS[place % len(FILLINGS)] * cells
