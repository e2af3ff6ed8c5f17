"""The mouse in the transcript: put the cursor, drag, double, triple and quadruple click."""

from abc import abstractmethod

from textual import events
from textual.timer import Timer

from whyshore.domain.coding import Coding
from whyshore.tui.selection import Unit
from whyshore.tui.transcript_rows import LANE, NUMBER, TranscriptRows

SCROLL_EVERY = 0.05
"""Seconds between two rows while the button is held outside the text."""
UNIT_OF_CLICKS = {2: Unit.WORD, 3: Unit.SENTENCE, 4: Unit.TURN}
"""What so many clicks on one place select; more are as many as the most here."""


class Pointing(TranscriptRows):
    """A text in which the mouse selects."""

    _pointed_at: tuple[int, int] = (0, 0)
    _dragging: Timer | None = None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor; with shift, extend the selection to it. On a bracket, its coding."""
        position = self._position_at(event.x, event.y)
        if position is None or self.selection is None or event.button != 1:
            return
        self._forget_what_was_typed()
        self.focus()
        codings = [] if event.shift else self._bracketed_at(event.x, event.y)
        if codings:
            self._pointed_at_codings(codings)
            return
        self.capture_mouse()
        self._pointed_at = (event.x, event.y)
        self._end_drag()
        self._dragging = self.set_interval(SCROLL_EVERY, self._drag_on_outside)
        self._forget_column()
        self.selection.sticky = False
        self.selection.put(position, extend=event.shift)
        self._after_move(keep_view=True)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Extend the selection while the button is held."""
        if self._dragging is not None:
            self._pointed_at = (event.x, event.y)
            self._drag_to(event.x, event.y)

    def on_mouse_up(self, _event: events.MouseUp) -> None:
        """End a drag."""
        self._end_drag()
        self.release_mouse()

    def on_mouse_release(self, _event: events.MouseRelease) -> None:
        """End a drag that something else took the mouse from."""
        self._end_drag()

    def on_click(self, event: events.Click) -> None:
        """Select a word with a double click, a sentence with a triple, a turn with one more."""
        position = self._position_at(event.x, event.y)
        if position is None or self.selection is None or event.chain < min(UNIT_OF_CLICKS):
            return
        if self._bracketed_at(event.x, event.y):
            return
        unit = UNIT_OF_CLICKS[min(event.chain, max(UNIT_OF_CLICKS))]
        self.selection.select_at(unit, position)
        self._after_move(keep_view=True)

    def _drag_to(self, x: int, y: int) -> None:
        position = self._position_at(x, y)
        if position is not None and self.selection is not None:
            self.selection.put(position, extend=True)
            self._after_move()

    def _drag_on_outside(self) -> None:
        """Go on while the button is held above or below the text, faster further away."""
        x, y = self._pointed_at
        top, height = self.gutter.top, self.size.height
        beyond = min(y - top, 0) + max(y - top - height + 1, 0)
        if beyond:
            edge = top if beyond < 0 else top + height - 1
            self._drag_to(x, edge + beyond)

    def _end_drag(self) -> None:
        if self._dragging is not None:
            self._dragging.stop()
            self._dragging = None

    def _position_at(self, x: int, y: int) -> int | None:
        layout = self._layout_of_text
        if layout is None or not layout.rows:
            return None
        inside = self.gutter  # the border, and what else keeps the text from the edge
        row = max(0, min(y - inside.top + round(self.scroll_y), layout.rows - 1))
        return layout.offset_at(row, max(0, x - inside.left - self._text_left()))

    def _bracketed_at(self, x: int, y: int) -> list[Coding]:
        """The codings whose bracket is at a cell; several where their number stands there."""
        inside, last = self.gutter, self._lanes() - 1
        line, lane = y - inside.top, (x - inside.left - NUMBER - 1) // LANE
        if not (0 <= line < self.size.height and 0 <= lane <= last):
            return []
        row = line + round(self.scroll_y)
        _, marks = self._marks_on(row)
        return [coding for coding, _, _, taken in marks if min(taken, last) == lane]

    # --- what a text has to be able to do ---

    @abstractmethod
    def _forget_column(self) -> None:
        """The column that moves from row to row keep is the one of the next move."""

    @abstractmethod
    def _pointed_at_codings(self, codings: list[Coding]) -> None:
        """A bracket in the margin was clicked, or the number of those without one."""

    @abstractmethod
    def _forget_what_was_typed(self) -> None:
        """Give up a chord or count that is half typed."""

    @abstractmethod
    def _after_move(self, *, centre: bool = False, keep_view: bool = False) -> None:
        """Redraw what changed, keep the cursor in view, tell the screen."""
