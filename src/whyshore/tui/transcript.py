"""The transcript: text with turn numbers, the codings as brackets in a margin, a selection.

Drawn line by line, so that a key costs what is on the screen, not what is in the interview.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

from textual import events
from textual.geometry import Size

from whyshore.domain.case import Passage
from whyshore.domain.coding import Coding, shortest_first
from whyshore.domain.interview import Interview
from whyshore.tui.asking import keys_of, not_mine
from whyshore.tui.key_names import key_pressed
from whyshore.tui.keys import LEADER, TRANSCRIPT_GROUPS
from whyshore.tui.lanes import Span
from whyshore.tui.layout import Layout
from whyshore.tui.margin import Margin
from whyshore.tui.moves import MOVES, STRETCHES, Ground, first_words
from whyshore.tui.pointing import Pointing
from whyshore.tui.selection import Selection, Unit

MARGIN_ROWS = 2
"""How many rows stay visible above and below the cursor where there is room."""


DIGITS = "0123456789"
MOST_DIGITS = 4
"""How long a count may be, so that no key takes longer than a moment."""
HOW_TO_COUNT = (
    "A count is digits, then a key that moves, selects or stretches: #3s selects three sentences."
)


class Reader(Protocol):
    """Who is told of what happens in the transcript."""

    def cursor_moved(self) -> None:
        """The cursor or the selection changed."""

    def action_do(self, action: str, times: int = 1) -> None:
        """A command key was pressed; behind a count, so often."""

    def apply(self, code: str) -> None:
        """A chord was typed to its end."""

    def apply_recent(self, number: int) -> None:
        """A number key asked for a code used before."""

    def point_at(self, codings: Sequence[Coding]) -> None:
        """Codings were pointed at in the margin."""

    def show_chord(self, chord: str, problem: str = "") -> None:
        """A chord was begun, went on or was given up (then it is empty)."""

    def show_count(self, count: str, problem: str = "") -> None:
        """A count was begun (then it is `#`), went on or was given up (then it is empty)."""


class Transcript(Pointing, can_focus=True):
    """One interview to read, select and code in."""

    ALLOW_SELECT = False

    def __init__(self, reader: Reader, **options: str) -> None:
        """Make an empty transcript.

        The reader is told within the key itself, not by a message that comes later: the next
        key of a quick typist must not move the cursor before a code is on its words.
        """
        super().__init__(**options)
        self.reader = reader
        self.chords: Mapping[str, str] = {}
        self.chord: str | None = None
        self.preferred = ""
        """The id of the coding that was asked for, where several are on the same words."""
        self._ground: Ground | None = None
        self._actions: Mapping[str, str] = {}
        self.count: str | None = None
        """The digits typed behind `#` so far; None while no count is typed."""
        self.overriding: Mapping[str, str] = {}
        """Keys that mean another action for now, as while a coding is adjusted."""

    # --- what it shows ---

    def show(self, interview: Interview, position: int = 0) -> None:
        """Show an interview with the cursor at a position."""
        self.interview = interview
        self.selection = Selection(interview)
        self.selection.put(min(position, len(interview.text)) or first_words(self.selection))
        self._layout_of_text = Layout(interview.text, interview.turns)
        self._ground = Ground(self.selection, self._layout_of_text)
        self.hits, self.chord, self.quiet = (), None, frozenset()
        self.count = None
        self._passages, self._current = (), None
        self._lanes_shown = 1
        self.margin = Margin()
        self._rewrap()
        self._reveal(centre=True)

    def clear(self) -> None:
        """Show no interview."""
        self._forget_what_was_typed()
        self.interview = self.selection = self._layout_of_text = self._ground = None
        self.hits, self.quiet = (), frozenset()
        self._passages, self._current = (), None
        self.margin = Margin()
        self.drop_rows()
        self.virtual_size = Size(0, 0)
        self.refresh()

    def show_codings(
        self,
        codings: Sequence[Coding],
        passages: Sequence[Passage],
        *,
        case_names: Mapping[str, str],
        memos: frozenset[str],
    ) -> None:
        """Draw these codings in the margin, and where passages about a case begin."""
        beside = (tuple(passages), case_names, memos)
        if beside != (self._passages, self._case_names, self._memos):
            self._passages, self._case_names, self._memos = beside
            self.drop_rows()
        self.margin.show(codings)
        self.forget_marks()
        if self._afford_lanes():
            self.refresh()
        self._find_current()
        if self._painted:
            self.refresh_changed_rows()
        else:
            self.refresh()

    def let_stand_back(self, turns: frozenset[int]) -> None:
        """Draw these turns dimmed, with a sign beside them; positions stay as they are."""
        if turns != self.quiet:
            self.quiet = turns
            self.drop_rows()
            self.refresh()

    def mark(self, hits: Sequence[Span]) -> None:
        """Light up the places that were found."""
        self.hits = hits
        self.drop_rows()
        self.refresh()

    @property
    def current(self) -> Coding | None:
        """The coding at the cursor: the one that is selected, else the shortest."""
        return self._current

    def shown_codings_at(self, position: int) -> list[Coding]:
        """The codings in the margin that cover a position, the shortest first."""
        return shortest_first(self.margin.at(position))

    def put_cursor(self, start: int, end: int | None = None, *, keep_view: bool = False) -> None:
        """Go to a position, or select from start to end with the whole of it in view.

        With `keep_view` nothing is scrolled, as when it was pointed at where it is.
        """
        if self.selection is None:
            return
        self.selection.sticky = False
        self.selection.unit = Unit.CHARACTER
        self.selection.put(start)
        if end is not None and end > start:
            self.selection.anchor, self.selection.cursor = start, end
        self._forget_column()
        self._after_move(centre=True, keep_view=keep_view)

    # --- keys ---

    def keep_in_sight(self) -> None:
        """Scroll to the cursor where it is no longer seen, as when there is less room."""
        if self.selection is not None:
            self._reveal()

    def on_key(self, event: events.Key) -> None:
        """Move and select here; hand every other command to the screen."""
        if self.selection is None or not_mine(self, event):
            return
        if self.chord is not None:
            self._go_on_with_chord(event)
        elif self.count is not None:
            self._go_on_with_count(event)
        elif event.key == LEADER:
            self._show_chord("")
            event.stop()
        elif (action := self._action_of(event)) is not None:
            if action not in {"next_pane", "previous_pane", "quit", "palette"}:
                event.stop()  # those are bindings of the screen and the app
                event.prevent_default()
                self.act(action)
        elif event.character and event.character.isprintable():
            event.stop()
            if event.character in "123456789":
                self.reader.apply_recent(int(event.character))
            else:
                self._begin_chord(event.character)

    def use_keys(self) -> None:
        """Take over the keys as they are configured."""
        self._actions = keys_of(self.app).actions(*TRANSCRIPT_GROUPS)

    def act(self, action: str) -> None:
        """Move and select here; hand every other command to the screen."""
        if self.selection is None:
            return
        if action in MOVES:
            self.move(action)
            return
        if action == "clear" and (self.selection.span or self.selection.sticky):
            self.selection.clear()
            self._after_move()
            return
        self.reader.action_do(action)

    def _action_of(self, event: events.Key) -> str | None:
        name = key_pressed(event.key, event.character)
        return self.overriding.get(name) or self._actions.get(name)

    def move(self, action: str, times: int = 1) -> None:
        """Do what a moving key does, as often as told."""
        if self._ground is not None:
            self._ground.page = max(1, self.size.height - MARGIN_ROWS)
            self._ground.move(action, times)
            self._after_move()

    def begin_count(self) -> None:
        """Take digits from now on, and then the move that is to be done so often."""
        self._show_count("")

    def _go_on_with_count(self, event: events.Key) -> None:
        """Another digit, or the key that is to be done so often."""
        event.stop()
        event.prevent_default()
        typed = self.count or ""
        if event.character and event.character in DIGITS:
            longer = typed + event.character
            if len(longer) > MOST_DIGITS:
                self._give_up_count(f"{longer} is too many: {'9' * MOST_DIGITS} at most.")
            else:
                self._show_count(longer)
        elif event.key == "backspace" and typed:
            self._show_count(typed[:-1])
        elif event.key in {"escape", "ctrl+c", "backspace"}:
            self._give_up_count()
        elif typed and (action := self._action_of(event)) is not None and action in MOVES:
            self.count = None
            self.move(action, int(typed))
        elif typed and action in STRETCHES:
            self.count = None
            self.reader.action_do(action, max(1, int(typed)))
        else:
            self._give_up_count(HOW_TO_COUNT)

    def _show_count(self, count: str) -> None:
        self.count = count
        self.reader.show_count(f"#{count}")

    def _give_up_count(self, problem: str = "") -> None:
        self.count = None
        self.reader.show_count("", problem)

    def _begin_chord(self, letter: str) -> None:
        if any(chord.startswith(letter) for chord in self.chords):
            self._show_chord(letter)
        else:
            self.reader.show_chord("", f"No code and no command starts with “{letter}”.")

    def _go_on_with_chord(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        typed = self.chord or ""
        if event.key in {"escape", "ctrl+c"}:
            self._give_up_chord()
        elif event.key == "backspace":
            self._give_up_chord() if len(typed) < 2 else self._show_chord(typed[:-1])  # noqa: PLR2004
        elif event.character and event.character.isprintable():
            longer = typed + event.character
            if any(chord.startswith(longer) for chord in self.chords):
                self._show_chord(longer)
            else:
                self._give_up_chord(f"No code has the chord “{longer}”.")

    def _show_chord(self, chord: str) -> None:
        if chord in self.chords:
            self.chord = None
            self.reader.apply(self.chords[chord])
        else:
            self.chord = chord
            self.reader.show_chord(chord or ";")

    def _give_up_chord(self, problem: str = "") -> None:
        self.chord = None
        self.reader.show_chord("", problem)

    def _pointed_at_codings(self, codings: list[Coding]) -> None:
        self.reader.point_at(codings)

    def _forget_what_was_typed(self) -> None:
        if self.chord is not None:
            self._give_up_chord()
        if self.count is not None:
            self._give_up_count()

    # --- inside ---

    def on_resize(self) -> None:
        """Wrap the text anew when its width changed."""
        self._rewrap()

    def on_focus(self) -> None:
        """Show the cursor."""
        self.drop_rows()
        self.refresh()

    def on_blur(self) -> None:
        """Hide the cursor, and give up a chord or count that is half typed."""
        self._forget_what_was_typed()
        self.drop_rows()
        self.refresh()

    def _rewrap(self) -> None:
        layout = self._layout_of_text
        if layout is None or not self.size.width:
            return
        self._wrap(layout)
        self._afford_lanes()
        self._reveal()
        self.refresh()

    def _wrap(self, layout: Layout) -> None:
        layout.wrap(max(self._text_width(), 4))
        self.margin.wrap(layout.row_of)
        self.drop_rows()
        self.virtual_size = Size(self.size.width, layout.rows)

    def _afford_lanes(self) -> bool:
        """Make room for the lanes that are needed; gives whether the text moved for it.

        Lanes come when they are needed and stay, so that the text does not jump to and fro.
        """
        layout, before = self._layout_of_text, self._lanes()
        self._lanes_shown = max(self._lanes_shown, self.margin.lanes)
        if layout is None or not layout.rows or before == self._lanes():
            return False
        # One more lane makes the text narrower, once; codings fall on other rows then.
        self._wrap(layout)
        self._reveal()
        return True

    def _after_move(self, *, centre: bool = False, keep_view: bool = False) -> None:
        """Redraw what changed, keep the cursor in view, tell the screen."""
        top = round(self.scroll_y)
        self._find_current()
        if not keep_view:
            self._reveal(centre=centre)
        if round(self.scroll_y) == top:
            self.refresh_changed_rows()
        else:
            self.refresh()
        self.reader.cursor_moved()

    def _find_current(self) -> None:
        position = self.selection.cursor if self.selection else 0
        span = self.selection.span if self.selection else None
        if span and position == span[1]:
            position -= 1
        self._current = min(self.margin.at(position), key=self._farness, default=None)

    def _farness(self, coding: Coding) -> tuple[bool, int, bool]:
        """Orders the codings at the cursor: the one that is selected, else the shortest."""
        place = coding.segment
        selected = self.selection is not None and self.selection.span == (place.start, place.end)
        return not selected, len(place), coding.id != self.preferred

    def _reveal(self, *, centre: bool = False) -> None:
        """Scroll so that the cursor, and the start of what is selected, can be seen."""
        layout, chosen = self._layout_of_text, self.selection
        if layout is None or chosen is None or not layout.rows or not self.size.height:
            return
        height = self.scrollable_content_region.height or self.size.height
        row = layout.row_of(chosen.cursor)
        top = round(self.scroll_y)
        margin = min(MARGIN_ROWS, max(0, (height - 1) // 2))
        if centre and not top + margin <= row < top + height - margin:
            first = layout.row_of(chosen.span[0]) if chosen.span else row
            wanted = first - height // 3
        elif row < top + margin:
            wanted = row - margin
        elif row >= top + height - margin:
            wanted = row - height + margin + 1
        else:
            return
        wanted = max(0, min(wanted, layout.rows - height))
        self.scroll_to(y=wanted, animate=False, immediate=True, force=True)

    def _forget_column(self) -> None:
        if self._ground is not None:
            self._ground.goal_column = None

    @property
    def laid_out(self) -> Layout | None:
        """The rows of the text; None before there is an interview."""
        return self._layout_of_text

    @property
    def rows_on_screen(self) -> Span:
        """The first and the last row that can be seen."""
        top = round(self.scroll_y)
        return top, top + max(1, self.scrollable_content_region.height) - 1

    def _laid_out(self) -> Layout:
        if self._layout_of_text is None:
            raise RuntimeError("Keys are handled only with an interview.")
        return self._layout_of_text
