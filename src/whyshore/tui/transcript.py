"""The transcript: text with turn numbers, the codings as brackets in a margin, a selection.

Drawn line by line, so that a key costs what is on the screen, not what is in the interview.
"""

from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar, Protocol

from rich.segment import Segment as Piece
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.color import Color
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from whyshore.domain.case import Passage
from whyshore.domain.coding import Coding
from whyshore.domain.interview import Interview, Role
from whyshore.tui.asking import not_mine
from whyshore.tui.colours import NEUTRAL, readable
from whyshore.tui.display_text import display
from whyshore.tui.keys import LEADER, TRANSCRIPT_GROUPS, actions_by_key
from whyshore.tui.lanes import CodingIndex, lanes
from whyshore.tui.layout import NO_TURN, Layout
from whyshore.tui.moves import MOVES, Ground, first_words, is_gap
from whyshore.tui.selection import Selection, Span, Unit

NUMBER = 5
"""Columns for the turn number and the mark of a memo."""
LANE = 4
"""Columns of one lane: a bracket and a chord of up to three letters."""
MARGIN_ROWS = 2
"""How many rows stay visible above and below the cursor where there is room."""


class Reader(Protocol):
    """Who is told of what happens in the transcript."""

    def cursor_moved(self) -> None:
        """The cursor or the selection changed."""

    def action_do(self, action: str) -> None:
        """A command key was pressed."""

    def apply(self, code: str) -> None:
        """A chord was typed to its end."""

    def apply_recent(self, number: int) -> None:
        """A number key asked for a code used before."""

    def show_chord(self, chord: str, problem: str = "") -> None:
        """A chord was begun, went on or was given up (then it is empty)."""


@dataclass(frozen=True, slots=True)
class CodeLook:
    """How a code shows in the margin."""

    chord: str
    colour: str


class Transcript(ScrollView, can_focus=True):
    """One interview to read, select and code in."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "transcript--number",
        "transcript--label",
        "transcript--words",
        "transcript--question",
        "transcript--heading",
        "transcript--selection",
        "transcript--target",
        "transcript--cursor",
        "transcript--hit",
        "transcript--passage",
    }

    def __init__(self, reader: Reader, **options: str) -> None:
        """Make an empty transcript.

        The reader is told within the key itself, not by a message that comes later: the next
        key of a quick typist must not move the cursor before a code is on its words.
        """
        super().__init__(id=options.get("id"))
        self.reader = reader
        self.interview: Interview | None = None
        self.selection: Selection | None = None
        self.chords: Mapping[str, str] = {}
        self.looks: Mapping[str, CodeLook] = {}
        self.chord: str | None = None
        self.hits: Sequence[Span] = ()
        self._layout_of_text: Layout | None = None
        self._codings: Sequence[Coding] = ()
        self._passages: Sequence[Passage] = ()
        self._case_names: Mapping[str, str] = {}
        self._memos: frozenset[str] = frozenset()
        self._rows_of_codings: list[Span] = []
        self._lane_of_coding: Sequence[int] = array("H")
        self._index = CodingIndex([])
        self._by_place = CodingIndex([])
        self._current: Coding | None = None
        self._ground: Ground | None = None
        self._painted: dict[int, tuple[object, ...]] = {}
        self._strips: LRUCache[tuple[object, ...], Strip] = LRUCache(2048)
        self._styles: dict[str, Style] = {}
        self._tints: dict[str, Style] = {}
        self._actions = actions_by_key(TRANSCRIPT_GROUPS)
        self._dragging = False
        self._lanes_needed = 1

    # --- what it shows ---

    def show(self, interview: Interview, position: int = 0) -> None:
        """Show an interview with the cursor at a position."""
        self.interview = interview
        self.selection = Selection(interview)
        self.selection.put(min(position, len(interview.text)) or first_words(self.selection))
        self._layout_of_text = Layout(interview.text, interview.turns)
        self._ground = Ground(self.selection, self._layout_of_text)
        self.hits, self.chord = (), None
        self._codings, self._passages, self._current = (), (), None
        self._lanes_needed = 1
        self._by_place = CodingIndex([])
        self._rewrap()
        self._reveal(centre=True)

    def show_codings(
        self,
        codings: Sequence[Coding],
        passages: Sequence[Passage],
        *,
        case_names: Mapping[str, str],
        memos: frozenset[str],
    ) -> None:
        """Draw these codings in the margin, and where passages about a case begin."""
        self._codings, self._passages = codings, passages
        self._by_place = CodingIndex([(each.segment.start, each.segment.end) for each in codings])
        self._case_names, self._memos = case_names, memos
        self._place_codings()
        self._find_current()
        self._drop_strips()
        self.refresh()

    def mark(self, hits: Sequence[Span]) -> None:
        """Light up the places that were found."""
        self.hits = hits
        self._drop_strips()
        self.refresh()

    @property
    def current(self) -> Coding | None:
        """The shortest coding at the cursor."""
        return self._current

    def put_cursor(self, start: int, end: int | None = None) -> None:
        """Go to a position, or select from start to end with the whole of it in view."""
        if self.selection is None:
            return
        self.selection.sticky = False
        self.selection.unit = Unit.CHARACTER
        self.selection.put(start)
        if end is not None and end > start:
            self.selection.anchor, self.selection.cursor = start, end
        self._forget_column()
        self._after_move(centre=True)

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
        elif event.key == LEADER:
            self._show_chord("")
            event.stop()
        elif (action := self._actions.get(_key_name(event))) is not None:
            self._act(action, event)
        elif event.character and event.character.isprintable():
            event.stop()
            if event.character in "123456789":
                self.reader.apply_recent(int(event.character))
            else:
                self._begin_chord(event.character)

    def _act(self, action: str, event: events.Key) -> None:
        if action in {"next_pane", "previous_pane", "quit", "palette"}:
            return  # bindings of the screen and the app
        event.stop()
        event.prevent_default()
        if action in MOVES and self._ground is not None:
            self._ground.page = max(1, self.size.height - MARGIN_ROWS)
            self._ground.move(action)
            self._after_move()
            return
        if action == "clear" and self.selection:
            self.selection.clear()
            self._after_move()
        self.reader.action_do(action)

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

    # --- the mouse ---

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor; with shift, extend the selection to it."""
        position = self._position_at(event.x, event.y)
        if position is None or self.selection is None or event.button != 1:
            return
        if self.chord is not None:
            self._give_up_chord()
        self.focus()
        self.capture_mouse()
        self._dragging = True
        self._forget_column()
        self.selection.sticky = False
        self.selection.put(position, extend=event.shift)
        self._after_move(keep_view=True)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Extend the selection while the button is held."""
        position = self._position_at(event.x, event.y)
        if self._dragging and position is not None and self.selection is not None:
            self.selection.put(position, extend=True)
            self._after_move()

    def on_mouse_up(self, _event: events.MouseUp) -> None:
        """End a drag."""
        self._dragging = False
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Select a word with a double click, a sentence with a triple one."""
        position = self._position_at(event.x, event.y)
        if position is None or self.selection is None or event.chain < 2:  # noqa: PLR2004
            return
        self.selection.select_at(Unit.WORD if event.chain == 2 else Unit.SENTENCE, position)  # noqa: PLR2004
        self._after_move(keep_view=True)

    def _position_at(self, x: int, y: int) -> int | None:
        layout = self._layout_of_text
        if layout is None or not layout.rows:
            return None
        inside = self.gutter  # the border, and what else keeps the text from the edge
        row = max(0, min(y - inside.top + round(self.scroll_y), layout.rows - 1))
        return layout.offset_at(row, max(0, x - inside.left - self._text_left()))

    # --- drawing ---

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        layout, width = self._layout_of_text, self.size.width
        row = y + round(self.scroll_y)
        if layout is None or row >= layout.rows or width <= self._text_left():
            return Strip.blank(width, self._style("transcript--words"))
        state = self._state_of_row(layout, row)
        self._painted[row] = state
        key = (row, width, *state)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._draw(layout, row, width)
            self._strips[key] = strip
        return strip

    def _state_of_row(self, layout: Layout, row: int) -> tuple[object, ...]:
        """What decides how a row looks, apart from its text: parts of it that are lit."""
        chosen = self.selection
        if chosen is None:
            return ()
        start, end = layout.row_span(row)
        lit = chosen.span or chosen.target
        part = _shared(lit, start, end)
        place = self._current.segment if self._current else None
        current = _shared((place.start, place.end), start, end) if place else None
        cursor = chosen.cursor if self.has_focus and layout.row_of(chosen.cursor) == row else None
        code = self._current.code if current and self._current else None
        return (part, chosen.span is None, current, code, cursor)

    def _draw(self, layout: Layout, row: int, width: int) -> Strip:
        pieces = [*self._margin(layout, row)]
        if is_gap(layout, row):
            pieces.append(Piece(self._passage_heading(layout, row), self._beside("passage")))
        else:
            pieces += self._words(layout, row)
        strip = Strip(pieces)
        return strip.adjust_cell_length(width, self._style("transcript--words"))

    def _margin(self, layout: Layout, row: int) -> list[Piece]:
        plain = self._style("transcript--words")
        codings = self._index.overlapping(row, row + 1)
        pieces = [Piece(self._number(layout, row, codings), self._beside("number"))]
        pieces.append(self._passage_mark(layout, row))
        count = self._lanes()
        shown: list[Piece] = [Piece(" " * LANE, plain)] * count
        hidden = 0
        for number in codings:
            lane = self._lane_of_coding[number]
            if lane < count:
                shown[lane] = self._bracket(number, row)
            else:
                hidden += 1
        if hidden and count:
            shown[-1] = Piece(f"+{hidden}".ljust(LANE)[:LANE], self._beside("number"))
        return [*pieces, *shown, Piece(" ", plain)]

    def _number(self, layout: Layout, row: int, codings: Sequence[int]) -> str:
        turn = layout.turn_of(row)
        starts = turn != NO_TURN and (row == 0 or layout.turn_of(row - 1) != turn)
        number = str(self.interview.turns[turn].number) if starts and self.interview else ""
        noted = any(
            self._codings[each].id in self._memos and self._rows_of_codings[each][0] == row
            for each in codings
        )
        return f"{number:>{NUMBER - 1}}{'*' if noted else ' '}"

    def _passage_mark(self, layout: Layout, row: int) -> Piece:
        start, end = layout.row_span(row)
        for passage in self._passages:
            place = passage.segment
            if place.start < end and start < place.end:
                first, last = place.start >= start, place.end <= end
                sign = "╶" if first and last else "┌" if first else "└" if last else "┆"
                return Piece(sign, self._beside("passage"))
        return Piece(" ", self._style("transcript--words"))

    def _bracket(self, number: int, row: int) -> Piece:
        coding = self._codings[number]
        first, last = self._rows_of_codings[number]
        look = self.looks.get(coding.code)
        chord = display(look.chord or coding.code if look else coding.code)[: LANE - 1]
        if row == first:
            text = ("[" if first + 1 == last else "╭") + chord
        else:
            text = "╰" if row + 1 == last else "│"
        style = self._stripe_style(coding.code, current=coding is self._current)
        return Piece(text.ljust(LANE), style)

    def _words(self, layout: Layout, row: int) -> list[Piece]:
        interview, chosen = self.interview, self.selection
        if interview is None or chosen is None:
            return []
        start, end = layout.row_span(row)
        turn = layout.turn_of(row)
        words = interview.turns[turn].words_start if turn != NO_TURN else start
        spans: list[tuple[int, int, str]] = [(start, min(words, end), "transcript--label")]
        if self._current is not None:
            spans.append((self._current.segment.start, self._current.segment.end, "tint"))
        first = bisect_left(self.hits, start, key=lambda hit: hit[1])
        last = bisect_left(self.hits, end, key=lambda hit: hit[0])
        spans += [(a, b, "transcript--hit") for a, b in self.hits[first:last]]
        if chosen.span:
            spans.append((*chosen.span, "transcript--selection"))
        elif chosen.target:
            spans.append((*chosen.target, "transcript--target"))
        here = self.has_focus and layout.row_of(chosen.cursor) == row
        if here:
            spans.append((chosen.cursor, chosen.cursor + 1, "transcript--cursor"))
        pieces = self._lit(layout, row, spans, self._base(turn))
        if here and chosen.cursor >= layout.shown_span(row)[1]:
            pieces.append(Piece(" ", self._style("transcript--cursor")))
        return pieces

    def _lit(
        self, layout: Layout, row: int, spans: Sequence[tuple[int, int, str]], base: Style
    ) -> list[Piece]:
        """The words of a row, each stretch in the styles that lie on it."""
        shown = [(*layout.snapped(row, a, b), name) for a, b, name in spans]
        edges = {*layout.shown_span(row), *(edge for a, b, _ in shown for edge in (a, b))}
        pieces = []
        for start, end in pairwise(sorted(edges)):
            style = base
            for first, last, name in shown:
                if first <= start < last:
                    style += self._tint() if name == "tint" else self._style(name)
            pieces.append(Piece(layout.piece(row, start, end), style))
        return pieces

    def _base(self, turn: int) -> Style:
        words = self._style("transcript--words")
        if turn == NO_TURN or self.interview is None:
            return words
        spoken = self.interview.turns[turn]
        if spoken.role is Role.INTERVIEWER:
            return words + self._style("transcript--question")
        if not spoken.label and self.interview.text.startswith("#", spoken.start):
            return words + self._style("transcript--heading")
        return words

    def _passage_heading(self, layout: Layout, row: int) -> str:
        """On the empty row above a turn: which case begins to be talked about in it."""
        if row + 1 >= layout.rows:
            return ""
        start, end = layout.row_span(row + 1)
        for passage in self._passages:
            if start <= passage.segment.start < max(end, start + 1):
                return f"· {display(self._case_names.get(passage.case, passage.case))} ·"
        return ""

    # --- inside ---

    def on_resize(self) -> None:
        """Wrap the text anew when its width changed."""
        self._rewrap()

    def on_focus(self) -> None:
        """Show the cursor."""
        self._drop_strips()
        self.refresh()

    def on_blur(self) -> None:
        """Hide the cursor, and give up a chord that is half typed."""
        self.chord = None
        self._drop_strips()
        self.refresh()

    def notify_style_update(self) -> None:
        """Forget what was drawn in another theme."""
        super().notify_style_update()
        self._styles.clear()
        self._tints.clear()
        self._drop_strips()

    def _rewrap(self) -> None:
        layout = self._layout_of_text
        if layout is None or not self.size.width:
            return
        layout.wrap(max(self._text_width(), 4))
        self._place_codings()
        self._drop_strips()
        self.virtual_size = Size(self.size.width, layout.rows)
        self._reveal()
        self.refresh()

    def _place_codings(self) -> None:
        layout = self._layout_of_text
        if layout is None or not layout.rows:
            return
        spans = [(each.segment.start, each.segment.end) for each in self._codings]
        self._place_in_rows(layout, spans)
        before = self._lanes()
        # Lanes come when they are needed and stay, so that the text does not jump to and fro.
        self._lanes_needed = max(self._lanes_needed, max(self._lane_of_coding, default=0) + 1)
        if before != self._lanes():
            # One more lane makes the text narrower, once; codings fall on other rows then.
            layout.wrap(max(self._text_width(), 4))
            self._place_in_rows(layout, spans)
            self.virtual_size = Size(self.size.width, layout.rows)
            self._reveal()

    def _place_in_rows(self, layout: Layout, spans: Sequence[Span]) -> None:
        self._rows_of_codings = [
            (layout.row_of(start), layout.row_of(end - 1) + 1) for start, end in spans
        ]
        self._lane_of_coding = lanes(spans, layout.row_of)
        self._index = CodingIndex(self._rows_of_codings)

    def _after_move(self, *, centre: bool = False, keep_view: bool = False) -> None:
        """Redraw what changed, keep the cursor in view, tell the screen."""
        top = round(self.scroll_y)
        self._find_current()
        if not keep_view:
            self._reveal(centre=centre)
        if round(self.scroll_y) == top:
            self._refresh_changed_rows()
        else:
            self.refresh()
        self.reader.cursor_moved()

    def _refresh_changed_rows(self) -> None:
        """Redraw only the rows on the screen that look different now."""
        layout, top = self._laid_out(), round(self.scroll_y)
        for row in range(top, min(top + self.size.height, layout.rows)):
            state = self._state_of_row(layout, row)
            if self._painted.get(row) != state:
                self.refresh_lines(row, 1)  # a ScrollView counts rows from its own top

    def _find_current(self) -> None:
        position = self.selection.cursor if self.selection else 0
        span = self.selection.span if self.selection else None
        if span and position == span[1]:
            position -= 1
        covering = [self._codings[number] for number in self._by_place.at(position)]
        self._current = min(covering, key=lambda each: len(each.segment), default=None)

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

    def _drop_strips(self) -> None:
        self._strips.clear()
        self._painted.clear()

    def _lanes(self) -> int:
        """As many lanes as the codings need, and as the width affords beside the text."""
        afforded = max(2, min(6, self.size.width // 18))
        return min(max(self._lanes_needed, 1), afforded)

    def _text_left(self) -> int:
        return NUMBER + 1 + self._lanes() * LANE + 1

    def _text_width(self) -> int:
        return self.size.width - self._text_left() - 1

    def _forget_column(self) -> None:
        if self._ground is not None:
            self._ground.goal_column = None

    def _laid_out(self) -> Layout:
        if self._layout_of_text is None:
            raise RuntimeError("Keys are handled only with an interview.")
        return self._layout_of_text

    def _style(self, name: str) -> Style:
        style = self._styles.get(name)
        if style is None:
            partial = name != "transcript--words"
            style = self.get_component_rich_style(name, partial=partial)
            self._styles[name] = style
        return style

    def _beside(self, name: str) -> Style:
        """A style for what stands beside the words, on the same ground as they do."""
        return self._style("transcript--words") + self._style(f"transcript--{name}")

    def _tint(self) -> Style:
        code = self._current.code if self._current else ""
        return self._blend(f"tint {code}", code, 0.28, as_background=True)

    def _stripe_style(self, code: str, *, current: bool) -> Style:
        style = self._blend(f"stripe {code}", code, 0.85, as_background=False)
        return style + Style(bold=True, reverse=True) if current else style

    def _blend(self, key: str, code: str, factor: float, *, as_background: bool) -> Style:
        """A style from a code's colour, kept readable on the theme's ground."""
        style = self._tints.get(key)
        if style is None:
            ground = self.background_colors[1]
            look = self.looks.get(code)
            colour = Color.parse(look.colour) if look and look.colour else Color.parse(NEUTRAL)
            if as_background:
                style = Style(bgcolor=ground.blend(colour, factor).rich_color)
            else:
                style = self._style("transcript--words") + Style(
                    color=readable(colour, ground).rich_color
                )
            self._tints[key] = style
        return style


def _key_name(event: events.Key) -> str:
    """The key as the table of keys names it: letters as they are typed."""
    if event.character and len(event.character) == 1 and event.character.isalpha():
        return event.character
    return event.key


def _shared(span: Span | None, start: int, end: int) -> Span | None:
    """The part of a span that lies in a row, its end included for an empty row."""
    if span is None or span[0] > end or span[1] < start:
        return None
    return max(span[0], start), min(span[1], end)
