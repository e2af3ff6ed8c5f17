"""Lay a transcript out in rows of cells, with no screen: what a widget draws, and tests read.

Offsets count code points of the stored text. Every offset lies in exactly one row, so a
cursor can always be shown: line ends, spaces at which a row was broken and white space after
a turn belong to the row before them, though they are not drawn.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from whyshore.domain.interview import Turn
from whyshore.tui.display_text import (
    CONTINUES,
    NOT_NARROW,
    SPACE,
    TAB,
    WIDE,
    cell_spans,
    cells_of,
    display,
    is_narrow,
    kinds,
)

NO_TURN = -1
"""The turn of a row that belongs to none: a gap, or text outside the turns."""

_NARROWEST = 4
_ROWS_REMEMBERED = 1024


@dataclass(frozen=True, slots=True)
class _Part:
    """A turn, or a stretch of text between turns, up to its last drawn character."""

    start: int
    end: int
    turn: int


@dataclass(frozen=True, slots=True)
class _Columns:
    """The cells of each character of a row: where its cluster starts and ends."""

    left: "array[int]"
    right: "array[int]"


class Layout:
    """A text and its turns in rows of a given width.

    Before the first `wrap` there are no rows. With `gap`, an empty row parts two turns; it
    has no offset of its own and its turn is `NO_TURN`.
    """

    def __init__(self, text: str, turns: Sequence[Turn], *, gap: bool = True) -> None:
        self.text = text
        self._gap = gap
        self._parts = list(_parts(text, turns))
        self._show(_Wrapping(text, _NARROWEST))

    def wrap(self, width: int) -> None:
        """Lay the text out anew, in rows of at most `width` cells (but never fewer than 4)."""
        wrapping = _Wrapping(self.text, max(width, _NARROWEST))
        for index, part in enumerate(self._parts):
            if index and self._gap:
                wrapping.add_row(part.start, part.start, NO_TURN)
            wrapping.add_part(part)
        self._show(wrapping)

    def _show(self, wrapping: "_Wrapping") -> None:
        self.width = wrapping.width
        self._starts = wrapping.starts
        self._ends = wrapping.ends
        self._turns = wrapping.turns
        self._columns: dict[int, _Columns | None] = {}

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self._starts)

    def row_of(self, offset: int) -> int:
        """The row an offset belongs to; offsets outside the text are taken to its ends."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def row_span(self, row: int) -> tuple[int, int]:
        """Every offset that belongs to a row, drawn or not; empty for a gap."""
        last = row + 1 >= self.rows
        return self._starts[row], len(self.text) if last else self._starts[row + 1]

    def shown_span(self, row: int) -> tuple[int, int]:
        """The offsets of a row that are drawn."""
        return self._starts[row], self._ends[row]

    def turn_of(self, row: int) -> int:
        """The place of a row's turn in the turns, `NO_TURN` where it belongs to none."""
        return self._turns[row]

    def row_width(self, row: int) -> int:
        """How many cells the drawn part of a row takes."""
        return self._column(row, self._ends[row])

    def row_text(self, row: int) -> str:
        """What a row shows: safe to write, tabs as spaces."""
        return self.piece(row, *self.shown_span(row))

    def piece(self, row: int, start: int, end: int) -> str:
        """What a row shows of `start` to `end`, whole clusters, safe to write, tabs as spaces.

        Pieces between offsets that `snapped` gave fit together without a gap.
        """
        start, end = self.snapped(row, start, end)
        columns = self._columns_of(row)
        if columns is None:
            return self.text[start:end]
        first = self._starts[row]
        shown = display(self.text[start:end])
        return "".join(
            " " * (columns.right[place] - columns.left[place]) if character == "\t" else character
            for place, character in enumerate(shown, start - first)
        )

    def columns(self, row: int, start: int, end: int) -> tuple[int, int]:
        """The cells that `start` to `end` take in a row: first, and one past the last.

        A cluster counts whole where only a part of it is inside. What is not drawn takes no
        cells; then both are the column where it would stand.
        """
        start, end = self.snapped(row, start, end)
        return self._column(row, start), self._column(row, end)

    def snapped(self, row: int, start: int, end: int) -> tuple[int, int]:
        """The part of `start` to `end` that a row draws, widened to whole clusters."""
        first, last = self.shown_span(row)
        start = min(max(start, first), last)
        end = max(min(end, last), start)
        columns = self._columns_of(row)
        if columns is None or start == end:
            return start, end
        left, right = columns.left, columns.right
        while start > first and left[start - first] == left[start - 1 - first]:
            start -= 1
        while end < last and right[end - first] == right[end - 1 - first]:
            end += 1
        return start, end

    def cell_of(self, offset: int) -> tuple[int, int]:
        """The row of an offset and the column where its cluster starts.

        What is not drawn stands behind the row's last character, but never outside the width.
        """
        row = self.row_of(offset)
        return row, min(self._column(row, offset), self.width - 1)

    def offset_at(self, row: int, column: int) -> int:
        """The start of the cluster that is drawn at a cell.

        Behind the end of the row it is the last offset that belongs to the row, or the first
        that is not drawn; in a gap, the start of the turn below it.
        """
        row = min(max(row, 0), self.rows - 1)
        start, end = self.shown_span(row)
        if column >= self.row_width(row):
            return self._behind(row, start, end)
        columns = self._columns_of(row)
        if columns is None:
            return start + max(0, column)
        place = bisect_right(columns.right, max(0, column))
        return start + columns.left.index(columns.left[place])

    def _behind(self, row: int, start: int, end: int) -> int:
        if end < self.row_span(row)[1] or end == len(self.text):
            return end
        # The row goes on in the next without a space, so its own last cluster is the end.
        return self.snapped(row, end - 1, end)[0] if start < end else start

    def _column(self, row: int, offset: int) -> int:
        start, end = self.shown_span(row)
        place = min(max(offset, start), end) - start
        columns = self._columns_of(row)
        if columns is None:
            return place
        if place < len(columns.left):
            return columns.left[place]
        return columns.right[-1] if columns.right else 0

    def _columns_of(self, row: int) -> _Columns | None:
        """The columns of a row's characters, None where each simply takes the next cell."""
        if row not in self._columns:
            if len(self._columns) >= _ROWS_REMEMBERED:
                self._columns.clear()
            start, end = self.shown_span(row)
            plain = is_narrow(self.text, start, end)
            self._columns[row] = None if plain else _columns(display(self.text[start:end]))
        return self._columns[row]


def _columns(shown: str) -> _Columns:
    left, right = array("I"), array("I")
    column = 0
    for _, end, cells in cell_spans(shown):
        # Marks that open a row have no cell; they go with the cluster behind them.
        if cells:
            left.extend([column] * (end - len(left)))
            column += cells
            right.extend([column] * (end - len(right)))
    left.extend([column] * (len(shown) - len(left)))
    right.extend([column] * (len(shown) - len(right)))
    return _Columns(left, right)


def _parts(text: str, turns: Sequence[Turn]) -> Iterator[_Part]:
    """The turns in order, with the texts between them that are more than white space."""
    position = 0
    for index, turn in enumerate(turns):
        yield from _between(text, position, turn.start)
        if turn.start < turn.end:
            yield _Part(turn.start, _bare_end(text, turn.start, turn.end), index)
        position = max(position, turn.end)
    yield from _between(text, position, len(text))


def _between(text: str, start: int, end: int) -> Iterator[_Part]:
    bare_end = _bare_end(text, start, end)
    if start == 0 and (bare_end < end or start == end == len(text)):
        # Nothing stands before it, so white space that opens the text needs a row as well.
        yield _Part(start, bare_end, NO_TURN)
    elif start < bare_end:
        first = bare_end - len(text[start:bare_end].lstrip())
        yield _Part(first if start else 0, bare_end, NO_TURN)


def _bare_end(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


@dataclass
class _Wrapping:
    """Rows as they are found."""

    text: str
    width: int
    starts: "array[int]" = field(default_factory=lambda: array("I"))
    ends: "array[int]" = field(default_factory=lambda: array("I"))
    turns: "array[int]" = field(default_factory=lambda: array("i"))
    _odd: int = -1
    """The next character, from the row on, that is not simply one cell."""
    _kinds: bytearray = field(default_factory=bytearray)
    """The kinds of the line's characters, from some row of it on; made when first needed."""
    _kinds_end: int = -1

    def add_row(self, start: int, end: int, turn: int) -> None:
        """Add one row."""
        self.starts.append(start)
        self.ends.append(end)
        self.turns.append(turn)

    def add_part(self, part: _Part) -> None:
        """Add the rows of all lines of a part."""
        start = part.start
        while True:
            line_end = self.text.find("\n", start, part.end)
            end = part.end if line_end < 0 else line_end
            self._add_line(start, end, part.turn)
            if line_end < 0:
                return
            start = line_end + 1

    def _add_line(self, start: int, end: int, turn: int) -> None:
        if start == end:
            self.add_row(start, end, turn)
        while start < end:
            shown_end, following = self._narrow_row(start, end) or self._odd_row(start, end)
            self.add_row(start, shown_end, turn)
            start = following

    def _narrow_row(self, start: int, end: int) -> tuple[int, int] | None:
        """Where the drawn part ends and the next row starts, None if cells must be counted."""
        if self._odd < start:
            found = NOT_NARROW.search(self.text, start)
            self._odd = found.start() if found else len(self.text)
        limit = start + self.width
        if end <= limit:
            return (end, end) if end <= self._odd else None
        if limit >= self._odd:
            return None
        space = self.text.rfind(" ", start, limit + 1)
        if space < 0:
            return limit, limit
        following = space + 1
        while following < end and self.text[following] == " ":
            following += 1
        if following >= self._odd and following < end:
            return None  # An accent may sit on the last space.
        return min(following, limit), following

    def _odd_row(self, start: int, end: int) -> tuple[int, int]:
        """The same as `_narrow_row`, by walking over clusters."""
        if self._kinds_end != end:
            self._kinds = kinds(display(self.text[start:end]))
            self._kinds_end = end
        first = len(self._kinds) - (end - start)
        shown, following = _break(self._kinds, first, self.width)
        return start + shown - first, start + following - first


def _break(kind: bytearray, first: int, width: int) -> tuple[int, int]:
    """Where a row that starts at `first` ends on the screen, and where the next one starts."""
    column = 0
    opportunity = first
    before = CONTINUES
    for place in range(first, len(kind)):
        here = kind[place]
        if here == CONTINUES:
            continue
        # Rows break after white space, and on either side of a wide character.
        if here == WIDE or before >= WIDE:
            opportunity = place
        cells = here if here <= WIDE else cells_of(here, column)
        if column + cells > width:
            if here in (SPACE, TAB):
                return place, _after_space(kind, place)
            cut = opportunity if opportunity > first else place
            return cut, cut
        column += cells
        before = here
    return len(kind), len(kind)


def _after_space(kind: bytearray, place: int) -> int:
    while place < len(kind) and kind[place] in (SPACE, TAB, CONTINUES):
        place += 1
    return place
