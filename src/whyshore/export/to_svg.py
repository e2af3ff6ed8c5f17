"""A cross-tab as an SVG picture of grouped bars, for a paper.

The same table gives the same bytes. Bars differ by lightness and hatching, so that they can be
told apart without colour, and each has its number; title and description are read out by
screen readers. Base, filter, weight and data stand below, as below every table.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from whyshore.domain.cross_tab import CrossTab
from whyshore.export.bars import Bar, Bars, bars_of, lines_below_bars
from whyshore.export.terminal_text import one_line, wrap

WIDTH = 900
_MARGIN, _LABELS, _NUMBERS = 20, 300, 150
_BAR, _BETWEEN, _LINE, _SMALL_LINE = 16, 12, 17, 15
_LABEL_CELLS, _TITLE_CELLS, _BELOW_CELLS = 40, 90, 132
_STEPS = 5
_FILLS = ("#1b4f72", "#7fb3d5", "#935116", "#f0b27a", "#145a32", "#82c99a", "#4a235a", "#c39bd3")
_HATCHES = (
    "",
    "M0,8 l8,-8",
    "M0,4 h8",
    "M4,0 v8",
    "M0,0 l8,8",
    "M0,8 l8,-8 M0,0 l8,8",
    "M0,2 h8",
    "",
)
_HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
    'viewBox="0 0 {width} {height}" role="img" aria-labelledby="title desc" '
    'font-family="Helvetica, Arial, sans-serif" font-size="13" fill="#1a1a1a">'
)


@dataclass(frozen=True, slots=True)
class _Part:
    """Some of the picture, and how high it is."""

    lines: tuple[str, ...]
    height: float


def cross_tab_as_svg(table: CrossTab) -> str:
    """The table as a picture.

    Raises:
        FixableError: it cannot be drawn as bars.
    """
    bars = bars_of(table)
    top = float(_MARGIN)
    drawn: list[str] = []
    for part in (_title, _legend, _chart, _below):
        made = part(table, bars, top)
        drawn += made.lines
        top += made.height
    head = _HEAD.format(width=WIDTH, height=round(top + _MARGIN))
    named = [f'<title id="title">{_text(table.title)}</title>', _description(table, bars)]
    paper = '<rect width="100%" height="100%" fill="#ffffff"/>'
    return "\n".join([head, *named, *_patterns(len(bars.series)), paper, *drawn, "</svg>", ""])


def _text(words: str) -> str:
    return escape(one_line(words))


def _description(table: CrossTab, bars: Bars) -> str:
    """All numbers in words, for whoever does not see the picture."""
    said = [
        f"{name}: "
        + ", ".join(f"{series} {bar.words}" for series, bar in zip(bars.series, group, strict=True))
        for name, group in bars.groups
    ]
    below = " ".join(lines_below_bars(table))
    return f'<desc id="desc">{_text("; ".join(said))}. {_text(below)}</desc>'


def _patterns(series: int) -> Iterator[str]:
    yield "<defs>"
    for place in range(min(series, len(_FILLS))):
        hatch = _HATCHES[place]
        lines = f'<path d="{hatch}" stroke="#ffffff" stroke-width="1.5"/>' if hatch else ""
        yield (
            f'<pattern id="fill{place}" width="8" height="8" patternUnits="userSpaceOnUse">'
            f'<rect width="8" height="8" fill="{_FILLS[place]}"/>{lines}</pattern>'
        )
    yield "</defs>"


def _fill(place: int) -> str:
    return f"url(#fill{place % len(_FILLS)})"


def _words(x: float, y: float, words: str, more: str = "") -> str:
    return f'<text x="{_n(x)}" y="{_n(y)}"{more}>{_text(words)}</text>'


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _title(table: CrossTab, bars: Bars, top: float) -> _Part:  # noqa: ARG001 - as all parts
    lines = wrap(table.title, _TITLE_CELLS).split("\n")
    bold = ' font-size="16" font-weight="bold"'
    drawn = [_words(_MARGIN, top + 16 + 20 * at, line, bold) for at, line in enumerate(lines)]
    return _Part(tuple(drawn), 20.0 * len(lines) + 10)


def _legend(table: CrossTab, bars: Bars, top: float) -> _Part:  # noqa: ARG001
    """What the bars stand for; one below the other, as names can be long."""
    drawn = []
    for place, name in enumerate(bars.series):
        y = top + place * _LINE
        box = f'<rect x="{_MARGIN}" y="{_n(y)}" width="22" height="12" fill="{_fill(place)}"/>'
        drawn += [box, _words(_MARGIN + 30, y + 11, name)]
    return _Part(tuple(drawn), float(_LINE * len(bars.series) + 12))


def _chart(table: CrossTab, bars: Bars, top: float) -> _Part:  # noqa: ARG001
    left, right = _MARGIN + _LABELS, WIDTH - _MARGIN - _NUMBERS
    drawn: list[str] = []
    y = top + 6
    for name, group in bars.groups:
        labels = wrap(name, _LABEL_CELLS).split("\n")
        height = max(_BAR * len(group), _LINE * len(labels))
        drawn += _group(labels, group, bars.end, y, (left, right))
        y += height + _BETWEEN
    axis = list(_axis(bars, top, y, (left, right)))
    return _Part((*axis, *drawn), y - top + 44)


def _group(
    labels: Sequence[str], group: Sequence[Bar], end: float, y: float, span: tuple[int, int]
) -> Iterator[str]:
    left, right = span
    for at, label in enumerate(labels):
        at_end = ' text-anchor="end"'
        yield _words(left - 10, y + 12 + _LINE * at, label, at_end)
    for place, bar in enumerate(group):
        top = y + place * _BAR
        long = 0.0 if bar.length is None else (right - left) * bar.length / end
        yield (
            f'<rect x="{left}" y="{_n(top + 1)}" width="{_n(long)}" height="{_BAR - 2}" '
            f'fill="{_fill(place)}"/>'
        )
        yield _words(left + long + 6, top + 12, bar.words, ' font-size="11"')


def _axis(bars: Bars, top: float, bottom: float, span: tuple[int, int]) -> Iterator[str]:
    left, right = span
    for step in range(_STEPS):
        share = step / (_STEPS - 1)
        x = left + (right - left) * share
        yield (
            f'<line x1="{_n(x)}" y1="{_n(top)}" x2="{_n(x)}" y2="{_n(bottom)}" '
            f'stroke="{"#555555" if not step else "#d5d8dc"}"/>'
        )
        middle = ' text-anchor="middle" font-size="11"'
        yield _words(x, bottom + 14, f"{bars.end * share:g}", middle)
    middle = ' text-anchor="middle" font-size="11"'
    yield _words((left + right) / 2, bottom + 30, bars.scale, middle)


def _below(table: CrossTab, bars: Bars, top: float) -> _Part:  # noqa: ARG001
    lines = [
        line for each in lines_below_bars(table) for line in wrap(each, _BELOW_CELLS).split("\n")
    ]
    small = ' font-size="11" fill="#444444"'
    drawn = [
        _words(_MARGIN, top + 12 + _SMALL_LINE * at, line, small) for at, line in enumerate(lines)
    ]
    return _Part(tuple(drawn), float(_SMALL_LINE * len(lines)))
