"""The whole interview in one narrow column: how densely it is coded, and where one is in it.

Each row stands for a slice of the interview. Its right cell is shaded by how much of the slice is
coded, its left cell shows the cursor, places that were found, and which part is on the screen.
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import zip_longest
from typing import ClassVar

from rich.segment import Segment as Piece
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from whyshore.analysis.density import Density, level
from whyshore.domain.coding import Coding
from whyshore.tui.lanes import Span
from whyshore.tui.layout import Layout
from whyshore.tui.margin import difference

CURSOR, FOUND, ON_SCREEN = "►", "•", "│"
SHADES = " ░▒▓█"
WIDTH = 2

Row = tuple[str, str]
"""What a row shows: the sign on its left, the shade on its right."""


class Minimap(Widget):
    """A column beside the text that shows all of it; pointing at it goes there."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "minimap--density",
        "minimap--cursor",
        "minimap--found",
        "minimap--on-screen",
    }
    ALLOW_SELECT = False

    class Pointed(Message):
        """Somebody pointed at a place of the interview."""

        def __init__(self, position: int) -> None:
            self.position = position
            super().__init__()

    def __init__(self, **options: str) -> None:
        super().__init__(id=options.get("id"))
        self._laid_out: tuple[object, ...] = ()
        self._edges: Sequence[int] = (0, 0)
        self._density = Density(self._edges)
        self._codings: Sequence[Coding] = ()
        self._hits: Sequence[Span] = ()
        self._found: frozenset[int] = frozenset()
        self._marked = (0, 0, 0)
        self._rows: list[Row] = []
        self._pointed: int | None = None

    # --- what it shows ---

    def show(
        self,
        layout: Layout,
        codings: Sequence[Coding],
        hits: Sequence[Span],
        *,
        on_screen: Span,
        cursor: int,
    ) -> None:
        """Show codings (in reading order), places found, rows on the screen, and the cursor.

        What is the same as before is not worked out anew, and rows that look the same stay.
        """
        laid_out = self._lay_out(layout)
        counted = self._count(codings)
        found = hits is not self._hits
        if found:
            self._hits, self._found = hits, frozenset(self._slices_of(hits))
        marks = self._marks(layout, on_screen, cursor)
        if not (laid_out or counted or found) and marks == self._marked:
            return  # as with most keys: the cursor is still in the same slice
        self._marked = marks
        rows = [self._row(place) for place in range(len(self._density.coded))]
        self._mark(rows)
        for y, (before, now) in enumerate(zip_longest(self._rows, rows)):
            if before != now:
                self.refresh(Region(0, y, WIDTH, 1))  # rows are counted inside the padding
        self._rows = rows

    def clear(self) -> None:
        """Show nothing."""
        self._laid_out, self._rows = (), []
        self._marked = (0, 0, 0)
        self.refresh()

    def _lay_out(self, layout: Layout) -> bool:
        """Cut the interview into as many slices as there is room for, where that changed."""
        now = (layout, layout.rows, layout.width, self.size.height)
        if now == self._laid_out:
            return False
        self._laid_out = now
        rows, slices = layout.rows, max(1, min(self.size.height, layout.rows))
        starts = [layout.row_span(n * rows // slices)[0] for n in range(slices)] if rows else [0]
        self._edges = [*starts, len(layout.text)]
        self._density = Density(self._edges)
        self._codings, self._hits = (), ()
        self._found = frozenset()
        return True

    def _count(self, codings: Sequence[Coding]) -> bool:
        """Count what came and take off what went; gives whether anything did."""
        if codings is self._codings:
            return False
        before = self._codings
        first, behind_old, behind_new = difference(before, codings)
        for gone in before[first:behind_old]:
            self._density.add(gone.segment.start, gone.segment.end, -1)
        for new in codings[first:behind_new]:
            self._density.add(new.segment.start, new.segment.end)
        self._codings = codings
        return True

    def _slices_of(self, hits: Sequence[Span]) -> list[int]:
        """The slices in which something that was found begins; hits are in order."""
        first = [bisect_left(hits, edge, key=lambda hit: hit[0]) for edge in self._edges]
        return [place for place in range(len(first) - 1) if first[place + 1] > first[place]]

    def _row(self, place: int) -> Row:
        shade = SHADES[level(self._density.depth(place))]
        return (FOUND if place in self._found else " "), shade

    def _marks(self, layout: Layout, on_screen: Span, cursor: int) -> tuple[int, int, int]:
        """The first and the last slice on the screen, and the one with the cursor."""
        if not layout.rows:
            return 0, 0, 0
        first, last = (layout.row_span(min(row, layout.rows - 1))[0] for row in on_screen)
        slice_of = self._density.slice_of
        return slice_of(first), slice_of(last), slice_of(cursor)

    def _mark(self, rows: list[Row]) -> None:
        """Put in which slices are on the screen, and the cursor before all else."""
        first, last, here = self._marked
        for place in range(first, last + 1):
            sign, shade = rows[place]
            rows[place] = (ON_SCREEN if sign == " " else sign), shade
        rows[here] = CURSOR, rows[here][1]

    # --- lines for the screen ---

    def render_line(self, y: int) -> Strip:
        """One row, as it was worked out last."""
        sign, shade = self._rows[y] if y < len(self._rows) else (" ", " ")
        names = {CURSOR: "cursor", FOUND: "found"}
        return Strip(
            [
                Piece(sign, self._style(names.get(sign, "on-screen"))),
                Piece(shade, self._style("density")),
            ],
            WIDTH,
        )

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"minimap--{name}")

    # --- the mouse ---

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Go to a place; while the button is held, the text follows."""
        if event.button == 1:
            self.capture_mouse()
            self._point(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Follow the mouse."""
        if self._pointed is not None:
            self._point(event)

    def on_mouse_up(self, _event: events.MouseUp) -> None:
        """Stop following the mouse."""
        self._pointed = None
        self.release_mouse()

    def _point(self, event: events.MouseEvent) -> None:
        event.stop()
        place = max(0, min(event.y - self.gutter.top, len(self._density.coded) - 1))
        if place != self._pointed:
            self._pointed = place
            self.post_message(self.Pointed(self._edges[place]))
