"""What each key that moves or selects does, over a selection and the rows of the screen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from whyshore.tui.layout import Layout
from whyshore.tui.selection import Selection, Unit


@dataclass
class Ground:
    """Where moves take place: the selection, the laid-out text, the rows of a page."""

    selection: Selection
    layout: Layout
    page: int = 1
    goal_column: int | None = None
    """The column that moves from row to row try to keep."""

    def move(self, action: str, times: int = 1) -> None:
        """Do what a key of the table of keys says, as often as a count before it says.

        A key that selects a unit selects that many of them together.
        """
        if action not in ROW_MOVES:
            self.goal_column = None
        MOVES[action](self)
        again = MOVES[action]
        if action in SELECTS:
            again = MOVES["grow_start" if action.startswith("previous") else "grow"]
        elif action in ONCE:
            return
        chosen, place = self.selection, None
        for _ in range(times - 1):
            place, before = (chosen.anchor, chosen.cursor), place
            if place == before:
                break  # the text ended
            again(self)

    def by_rows(self, rows: int, *, extend: bool = False) -> None:
        """Move up or down, over the empty rows between turns."""
        layout = self.layout
        row, column = layout.cell_of(self.selection.cursor)
        if self.goal_column is None:
            self.goal_column = column
        wanted = max(0, min(row + rows, layout.rows - 1))
        while is_gap(layout, wanted) and 0 < wanted < layout.rows - 1:
            wanted += 1 if rows > 0 else -1
        self.selection.put(layout.offset_at(wanted, self.goal_column), extend=extend)

    def to_row_start(self) -> None:
        """To the first character of the row."""
        row = self.layout.row_of(self.selection.cursor)
        self.selection.put(self.layout.row_span(row)[0])

    def to_row_end(self) -> None:
        """Behind the last character of the row."""
        row = self.layout.row_of(self.selection.cursor)
        self.selection.put(self.layout.offset_at(row, self.layout.width))

    def to_text_start(self) -> None:
        """To the first words of the interview."""
        self.selection.put(first_words(self.selection))

    def to_text_end(self) -> None:
        """Behind the last words of the interview."""
        self.selection.put(len(self.selection.interview.text.rstrip()))

    def stick(self) -> None:
        """From now on every move extends the selection, or no longer."""
        self.selection.sticky = not self.selection.sticky


def first_words(selection: Selection) -> int:
    """Where the words of the first turn begin."""
    turns = selection.interview.turns
    return turns[0].words_start if turns else 0


def is_gap(layout: Layout, row: int) -> bool:
    """Whether a row is only there to part two turns."""
    start, end = layout.row_span(row)
    return start == end and row + 1 < layout.rows


MOVES: Mapping[str, Callable[[Ground], None]] = {
    "left": lambda on: on.selection.step(-1),
    "right": lambda on: on.selection.step(1),
    "extend_left": lambda on: on.selection.step(-1, extend=True),
    "extend_right": lambda on: on.selection.step(1, extend=True),
    "up": lambda on: on.by_rows(-1),
    "down": lambda on: on.by_rows(1),
    "extend_up": lambda on: on.by_rows(-1, extend=True),
    "extend_down": lambda on: on.by_rows(1, extend=True),
    "page_up": lambda on: on.by_rows(-on.page),
    "page_down": lambda on: on.by_rows(on.page),
    "word_left": lambda on: on.selection.step_word(-1),
    "word_right": lambda on: on.selection.step_word(1),
    "extend_word_left": lambda on: on.selection.step_word(-1, extend=True),
    "extend_word_right": lambda on: on.selection.step_word(1, extend=True),
    "line_start": Ground.to_row_start,
    "line_end": Ground.to_row_end,
    "text_start": Ground.to_text_start,
    "text_end": Ground.to_text_end,
    "next_sentence": lambda on: on.selection.select(Unit.SENTENCE),
    "previous_sentence": lambda on: on.selection.select(Unit.SENTENCE, -1),
    "next_turn": lambda on: on.selection.select(Unit.TURN),
    "previous_turn": lambda on: on.selection.select(Unit.TURN, -1),
    "next_word": lambda on: on.selection.select(Unit.WORD),
    "previous_word": lambda on: on.selection.select(Unit.WORD, -1),
    "next_paragraph": lambda on: on.selection.select(Unit.PARAGRAPH),
    "previous_paragraph": lambda on: on.selection.select(Unit.PARAGRAPH, -1),
    "grow": lambda on: on.selection.grow(),
    "shrink": lambda on: on.selection.shrink(),
    "grow_start": lambda on: on.selection.grow(step=-1),
    "shrink_start": lambda on: on.selection.shrink(step=-1),
    "sticky": Ground.stick,
    "other_end": lambda on: on.selection.swap_ends(),
}
"""What each moving key of the table of keys does."""

ROW_MOVES = frozenset({"up", "down", "page_up", "page_down", "extend_up", "extend_down"})
"""The moves that keep the column they began in."""

SELECTS = frozenset(
    f"{way}_{unit}"
    for way in ("next", "previous")
    for unit in ("word", "sentence", "turn", "paragraph")
)
"""The moves that select a unit."""

STRETCHES = frozenset({"stretch_end", "shrink_end", "stretch_start", "shrink_beginning"})
"""What changes a coding unit by unit, as the screen does it; a count may stand before it too."""

ONCE = frozenset({"line_start", "line_end", "text_start", "text_end", "sticky", "other_end"})
"""The moves that do the same however often they are done, or undo themselves."""
