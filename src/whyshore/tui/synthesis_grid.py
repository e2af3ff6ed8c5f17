"""The synthesis as a table on the screen: case groups by direction, statements in cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment as Piece
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from whyshore.domain.results import Standing, SupportedStatement, SynthesisRow, SynthesisTable
from whyshore.tui.asking import not_mine
from whyshore.tui.component_style import component_style
from whyshore.tui.display_text import display
from whyshore.tui.layout import Layout

SIGNS: Mapping[Standing, str] = {
    Standing.SUPPORTED: "• ",
    Standing.UNSUPPORTED: "○ ",
    Standing.STALE: "! ",
}
"""How a statement's standing shows at its start; in words in the evidence pane."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the grid: a row, a column, and a statement of that cell (0 in an empty one)."""

    row: int
    column: int
    statement: int = 0


@dataclass(frozen=True, slots=True)
class _Bit:
    """What one screen line shows in one column."""

    text: str = ""
    style: str = "grid--words"
    place: Place | None = None


class SynthesisGrid(ScrollView, can_focus=True):
    """The table with a cursor that goes from statement to statement."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "grid--words",
        "grid--heading",
        "grid--label",
        "grid--rule",
        "grid--weak",
        "grid--cursor",
    }

    class Moved(Message):
        """The cursor went to another statement or cell."""

    class Wanted(Message):
        """A key asked for a command of the synthesis."""

        def __init__(self, key: str) -> None:
            self.key = key
            super().__init__()

    def __init__(self, **options: str) -> None:
        super().__init__(id=options.get("id"))
        self.table = SynthesisTable((), ())
        self.place = Place(0, 0)
        self._lines: list[list[_Bit]] = []
        self._widths: list[int] = []

    def show(self, table: SynthesisTable) -> None:
        """Show a table; the cursor stays where it was as far as it can."""
        self.table = table
        self.place = self._possible(self.place)
        self._lay_out()

    def go_to(self, statement: str) -> None:
        """Put the cursor on a statement."""
        for r, row in enumerate(self.table.rows):
            for c, (column, _) in enumerate(self.table.columns):
                for n, each in enumerate(row.cells[column]):
                    if each.statement.id == statement:
                        self._move_to(Place(r, c, n))

    @property
    def row(self) -> SynthesisRow | None:
        """The row the cursor is in."""
        rows = self.table.rows
        return rows[self.place.row] if self.place.row < len(rows) else None

    @property
    def column(self) -> str:
        """The column the cursor is in."""
        columns = self.table.columns
        return columns[self.place.column][0] if self.place.column < len(columns) else ""

    @property
    def statement(self) -> SupportedStatement | None:
        """The statement under the cursor; None in an empty cell."""
        cell = self._cell(self.place.row, self.place.column)
        return cell[self.place.statement] if self.place.statement < len(cell) else None

    # --- keys and mouse ---

    def on_key(self, event: events.Key) -> None:
        """Go from statement to statement; other keys are for the screen."""
        if not_mine(self, event):
            return
        step = {"up": self._up, "k": self._up, "down": self._down, "j": self._down}.get(event.key)
        sideways = {"left": -1, "h": -1, "right": 1}.get(event.key)
        letter = event.character or ""
        if letter.isupper():
            step = None
        if step:
            event.stop()
            step()
        elif sideways and not letter.isupper():
            event.stop()
            column = max(0, min(self.place.column + sideways, len(self.table.columns) - 1))
            self._move_to(Place(self.place.row, column))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on what was clicked."""
        line = event.y - self.gutter.top + round(self.scroll_y)
        if not 0 <= line < len(self._lines):
            return
        left = self.gutter.left
        for width, bit in zip(self._widths, self._lines[line], strict=True):
            if left <= event.x < left + width + 1 and bit.place:
                self._move_to(bit.place)
            left += width + 1

    def _up(self) -> None:
        row, column, number = self.place.row, self.place.column, self.place.statement
        if number > 0:
            self._move_to(Place(row, column, number - 1))
        elif row > 0:
            self._move_to(Place(row - 1, column, max(0, len(self._cell(row - 1, column)) - 1)))

    def _down(self) -> None:
        row, column, number = self.place.row, self.place.column, self.place.statement
        if number + 1 < len(self._cell(row, column)):
            self._move_to(Place(row, column, number + 1))
        elif row + 1 < len(self.table.rows):
            self._move_to(Place(row + 1, column))

    def _move_to(self, place: Place) -> None:
        self.place = self._possible(place)
        self._reveal()
        self.refresh()
        self.post_message(self.Moved())

    def _possible(self, place: Place) -> Place:
        row = max(0, min(place.row, len(self.table.rows) - 1))
        column = max(0, min(place.column, len(self.table.columns) - 1))
        return Place(row, column, max(0, min(place.statement, len(self._cell(row, column)) - 1)))

    def _cell(self, row: int, column: int) -> Sequence[SupportedStatement]:
        if row >= len(self.table.rows) or column >= len(self.table.columns):
            return ()
        return self.table.rows[row].cells[self.table.columns[column][0]]

    # --- drawing ---

    def on_resize(self) -> None:
        """Lay the table out for the new width."""
        self._lay_out()

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        line = y + round(self.scroll_y)
        base = self.get_component_rich_style("grid--words")
        if line >= len(self._lines):
            return Strip.blank(self.size.width, base)
        pieces: list[Piece] = []
        for number, (width, bit) in enumerate(zip(self._widths, self._lines[line], strict=True)):
            if number:
                rule = component_style(self, "grid--rule")
                pieces.append(Piece("│", base + rule))
            style = base + component_style(self, bit.style)
            if bit.place is not None and bit.place == self.place:
                style += self._cursor_style()
            pieces.append(Piece(bit.text + " " * max(0, width - cell_len(bit.text)), style))
        return Strip(pieces).adjust_cell_length(self.size.width, base)

    def _cursor_style(self) -> Style:
        cursor = component_style(self, "grid--cursor")
        return cursor + Style(bold=True) if self.has_focus else cursor

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width or self.size.width
        count = len(self.table.columns)
        if width < 20 or not count:  # noqa: PLR2004
            return
        first = max(14, min(26, width // 4))
        rest = (width - first - count) // count
        self._widths = [first, *[rest] * count]
        headings = [_Bit("Cases", "grid--heading")]
        headings += [
            _Bit(display(title)[:rest], "grid--heading") for _, title in self.table.columns
        ]
        rule = [_Bit("─" * each, "grid--rule") for each in self._widths]
        self._lines = [headings, rule]
        for number in range(len(self.table.rows)):
            self._lines += [*self._row_lines(number), rule]
        self.virtual_size = Size(self.size.width, len(self._lines))
        self._reveal()
        self.refresh()

    def _row_lines(self, number: int) -> list[list[_Bit]]:
        row = self.table.rows[number]
        columns = [[_Bit(line, "grid--label") for line in _wrap(row.group.label, self._widths[0])]]
        for c, (column, _) in enumerate(self.table.columns):
            bits: list[_Bit] = []
            for n, each in enumerate(row.cells[column]):
                bits += self._statement_bits(each, Place(number, c, n), self._widths[c + 1])
            columns.append(bits or [_Bit("(nothing yet: a adds)", "grid--rule", Place(number, c))])
        height = max(map(len, columns))
        return [
            [bits[line] if line < len(bits) else _Bit() for bits in columns]
            for line in range(height)
        ]

    def _statement_bits(self, each: SupportedStatement, place: Place, width: int) -> list[_Bit]:
        said = each.statement
        facts = ", ".join(part for part in (said.orientation, said.by and f"by {said.by}") if part)
        tail = f" [{facts}]" if facts else ""
        tail += f" ({len(each.evidence)})"
        style = "grid--words" if each.standing is Standing.SUPPORTED else "grid--weak"
        lines = _wrap(said.text + (f" ({said.hedge})" if said.hedge else "") + tail, width - 2)
        signs = [SIGNS[each.standing], *["  "] * (len(lines) - 1)]
        return [_Bit(sign + line, style, place) for sign, line in zip(signs, lines, strict=True)]

    def _reveal(self) -> None:
        rows = [
            number
            for number, line in enumerate(self._lines)
            if any(bit.place == self.place for bit in line)
        ]
        height = self.scrollable_content_region.height
        if not rows or not height:
            return
        top = round(self.scroll_y)
        if rows[0] < top or self.place.row == 0:
            self.scroll_to(
                y=0 if self.place.row == 0 and rows[-1] < height else rows[0], animate=False
            )
        elif rows[-1] >= top + height:
            self.scroll_to(y=min(rows[0], rows[-1] - height + 1), animate=False)


def _wrap(text: str, width: int) -> list[str]:
    """Text in lines of so many cells, made harmless to show."""
    flat = " ".join(text.split())
    layout = Layout(flat, ())
    layout.wrap(max(width, 4))
    return [layout.row_text(row).rstrip() for row in range(layout.rows)] or [""]
