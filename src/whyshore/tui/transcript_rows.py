"""How the rows of a transcript look: number, codings in the margin, words with what is lit.

A row is drawn once and kept until something on it changes, with its border and ready to be
written; so a key costs the rows that look different, not what is on the screen.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from rich.segment import Segment as Piece
from rich.style import Style
from textual.cache import LRUCache
from textual.color import Color
from textual.filter import LineFilter
from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.strip import Strip

from whyshore.domain.anchoring import Outcome
from whyshore.domain.case import Passage
from whyshore.domain.coding import Coding
from whyshore.domain.interview import Interview, Role
from whyshore.tui.colours import NEUTRAL, readable
from whyshore.tui.component_style import component_style
from whyshore.tui.display_text import display
from whyshore.tui.kept_strip import KeptStrip
from whyshore.tui.lanes import Span
from whyshore.tui.layout import NO_TURN, Layout
from whyshore.tui.margin import Margin, Mark
from whyshore.tui.moves import is_gap
from whyshore.tui.selection import Selection
from whyshore.tui.themes import contrast_wanted

NUMBER = 5
"""Columns for the turn number and the mark of a memo."""
LANE = 4
"""Columns of one lane: a bracket and a chord of up to three letters."""
KEPT_ROWS = 2048


@dataclass(frozen=True, slots=True)
class Sheet:
    """What every row is drawn with: widths, the sides of the border, filters, the ground."""

    width: int
    """Cells, the border included."""
    inside: int
    """Cells between the sides of the border."""
    has_room: bool
    """Whether there is room for words beside the margin."""
    lanes_shown: int
    lanes: int
    left: Sequence[Piece]
    right: Sequence[Piece]
    plain: Style
    filters: Sequence[LineFilter]
    ground: Color


@dataclass(frozen=True, slots=True)
class CodeLook:
    """How a code shows in the margin."""

    chord: str
    colour: str


class TranscriptRows(ScrollView):
    """The part of the transcript that draws; it knows no keys."""

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
        "transcript--current",
        "transcript--passage",
        "transcript--quiet",
    }

    def __init__(self, **options: str) -> None:
        super().__init__(id=options.get("id"))
        self.interview: Interview | None = None
        self.selection: Selection | None = None
        self.looks: Mapping[str, CodeLook] = {}
        self.hits: Sequence[Span] = ()
        self.margin = Margin()
        self._layout_of_text: Layout | None = None
        self._passages: Sequence[Passage] = ()
        self._case_names: Mapping[str, str] = {}
        self._memos: frozenset[str] = frozenset()
        self._current: Coding | None = None
        self.quiet: frozenset[int] = frozenset()
        """The turns, by their place among all, whose words stand back."""
        self._lanes_shown = 1
        self._painted: dict[int, tuple[object, ...]] = {}
        self._marks: dict[int, tuple[int, list[Mark]]] = {}
        self._looks_of_marks: dict[tuple[object, ...], int] = {}
        self._strips: LRUCache[tuple[object, ...], Strip] = LRUCache(KEPT_ROWS)
        self._sheet: Sheet | None = None
        self._styles: dict[str, Style] = {}
        self._tints: dict[str, Style] = {}

    # --- lines for the screen ---

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a part of the widget, with its border."""
        width, height = self.outer_size
        edge, top = self.gutter, round(self.scroll_y)
        sheet = self._sheet_for(width)
        lines: list[Strip] = []
        for y in crop.line_range:
            if edge.top <= y < height - edge.bottom:
                lines.append(self._framed(y - edge.top + top, sheet))
            else:
                lines += super().render_lines(Region(0, y, width, 1))
        if crop.column_span != (0, width):
            lines = [line.crop(*crop.column_span) for line in lines]
        return lines

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        """Where the words go in the border that Textual draws: `render_lines` puts them there."""
        return Strip.blank(self.size.width, self._style("transcript--words"))

    def _framed(self, row: int, sheet: Sheet) -> Strip:
        """A line of the text between the sides of the border, kept once it is drawn."""
        layout = self._layout_of_text
        state: tuple[object, ...] = ()
        if layout is None or row >= layout.rows or not sheet.has_room:
            row = -1
        else:
            self._painted[row] = state = self._state_of_row(layout, row)
        key = (row, sheet.width, *state)
        strip = self._strips.get(key)
        if strip is None:
            pieces = [*sheet.left, *self._filled(row, sheet), *sheet.right]
            for each in sheet.filters:
                pieces = each.apply(pieces, sheet.ground)
            self._strips[key] = strip = KeptStrip(pieces, sheet.width)
        return strip

    def _filled(self, row: int, sheet: Sheet) -> list[Piece]:
        """What a row shows, with spaces up to the width there is; blank where there is none."""
        layout = self._layout_of_text
        if layout is None or not 0 <= row < layout.rows or not sheet.has_room:
            return [Piece(" " * sheet.inside, sheet.plain)]
        pieces = self._draw(layout, row, sheet)
        missing = sheet.inside - sum(piece.cell_length for piece in pieces)
        if missing < 0:
            return list(Strip(pieces).adjust_cell_length(sheet.inside, sheet.plain))
        if missing:
            pieces.append(Piece(" " * missing, sheet.plain))
        return pieces

    def _sheet_for(self, width: int) -> Sheet:
        """What all rows have in common, worked out once for as long as it stays the same."""
        sheet = self._sheet
        if sheet is None or (sheet.width, sheet.lanes_shown) != (width, self._lanes_shown):
            edge, lanes = self.gutter, self._lanes()
            side = super().render_lines(Region(0, edge.top, width, 1))[0]
            left = list(side.crop(0, edge.left))
            right = list(side.crop(width - edge.right, width))
            inside = width - edge.width
            self._sheet = sheet = Sheet(
                width=width,
                inside=inside,
                has_room=inside > self._text_left(),
                lanes_shown=self._lanes_shown,
                lanes=lanes,
                left=left,
                right=right,
                plain=self._style("transcript--words"),
                filters=self.get_line_filters(),
                ground=self.background_colors[1],
            )
        return sheet

    def use_looks(self, looks: Mapping[str, CodeLook]) -> None:
        """Draw codes as the codebook has them now."""
        if looks != self.looks:
            self.looks = looks
            self._tints.clear()
            self.drop_rows()
            self.refresh()

    def drop_rows(self) -> None:
        """Forget what was drawn: something changed that may show on any row."""
        self._strips.clear()
        self._painted.clear()
        self._looks_of_marks.clear()
        self.forget_marks()
        self._sheet = None

    def forget_marks(self) -> None:
        """Find out anew what is on a row: codings came or went, or lie on other rows."""
        self._marks.clear()

    def refresh_changed_rows(self) -> None:
        """Redraw only the rows on the screen that look different now."""
        layout, top = self._layout_of_text, round(self.scroll_y)
        if layout is None:
            return
        for row in range(top, min(top + self.size.height, layout.rows)):
            if self._painted.get(row) != self._state_of_row(layout, row):
                self.refresh_lines(row, 1)  # a ScrollView counts rows from its own top

    # --- what a row shows ---

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
        code = (self._current.id, self._current.code) if current and self._current else None
        look, _ = self._marks_on(row)
        return (part, chosen.span is None, current, code, cursor, look)

    def _marks_on(self, row: int) -> tuple[int, list[Mark]]:
        """The codings on a row, with a number that stands for how they look together.

        Kept until codings come or go: many may lie on a row, and a key asks about each row.
        """
        kept = self._marks.get(row)
        if kept is None:
            marks = self.margin.on_rows(row, row + 1)
            look = tuple(
                (coding.id, coding.code, coding.anchored, first, behind, lane)
                for coding, first, behind, lane in marks
            )
            kept = self._looks_of_marks.setdefault(look, len(self._looks_of_marks)), marks
            self._marks[row] = kept
        return kept

    def _draw(self, layout: Layout, row: int, sheet: Sheet) -> list[Piece]:
        pieces = self._beside_words(layout, row, sheet)
        if is_gap(layout, row):
            pieces.append(Piece(self._passage_heading(layout, row), self._beside("passage")))
        else:
            pieces += self._words(layout, row)
        return pieces

    def _beside_words(self, layout: Layout, row: int, sheet: Sheet) -> list[Piece]:
        plain, count = sheet.plain, sheet.lanes
        _, marks = self._marks_on(row)
        pieces = [Piece(self._number(layout, row, marks), self._beside("number"))]
        pieces.append(self._passage_mark(layout, row))
        shown: list[Piece] = [Piece(" " * LANE, plain)] * count
        last, without_lane = count - 1, []
        for mark in marks:
            if mark[3] < last:
                shown[mark[3]] = self._bracket(mark, row)
            else:
                without_lane.append(mark)
        if len(without_lane) == 1 and without_lane[0][3] == last:
            shown[last] = self._bracket(without_lane[0], row)
        elif without_lane:
            shown[last] = self._more(without_lane)
        return [*pieces, *shown, Piece(" ", plain)]

    def _more(self, marks: Sequence[Mark]) -> Piece:
        """How many codings have no lane here; marked where the one at the cursor is among them."""
        style = self._beside("number")
        if any(mark[0] is self._current for mark in marks):
            style += Style(bold=True, reverse=True)
        return Piece(f"+{len(marks)}".ljust(LANE)[:LANE], style)

    def _number(self, layout: Layout, row: int, marks: Sequence[Mark]) -> str:
        turn = layout.turn_of(row)
        starts = turn != NO_TURN and (row == 0 or layout.turn_of(row - 1) != turn)
        number = str(self.interview.turns[turn].number) if starts and self.interview else ""
        noted = any(mark[0].id in self._memos and mark[1] == row for mark in marks)
        mark = "*" if noted else "~" if turn in self.quiet else " "
        return f"{number:>{NUMBER - 1}}{mark}"

    def _passage_mark(self, layout: Layout, row: int) -> Piece:
        start, end = layout.row_span(row)
        for passage in self._passages:
            place = passage.segment
            if place.start < end and start < place.end:
                first, last = place.start >= start, place.end <= end
                sign = "╶" if first and last else "┌" if first else "└" if last else "┆"
                return Piece(sign, self._beside("passage"))
        return Piece(" ", self._style("transcript--words"))

    def _bracket(self, mark: Mark, row: int) -> Piece:
        coding, first, behind, _ = mark
        look = self.looks.get(coding.code)
        chord = display(look.chord or coding.code if look else coding.code)
        doubt = "" if coding.anchored is Outcome.KEPT else "?"  # a corrected text left it unsure
        chord = f"{doubt}{chord}"[: LANE - 1]
        if row == first:
            text = ("[" if first + 1 == behind else "╭") + chord
        else:
            text = "╰" if row + 1 == behind else "│"
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
        spans = [(a, b, name) for a, b, name in spans if a < end and b > start]
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
                    style = self._with(style, name)
            pieces.append(Piece(layout.piece(row, start, end), style))
        return pieces

    def _with(self, style: Style, name: str) -> Style:
        """A style with one more thing on it.

        Where what is selected or found is shown reversed, the cursor in it is not.
        """
        if name == "tint":
            return style + self._tint()
        lit = style + self._style(name)
        if name == "transcript--cursor":
            lit += Style(reverse=not style.reverse, bold=False, underline=False)
        return lit

    def _base(self, turn: int) -> Style:
        words = self._style("transcript--words")
        if turn == NO_TURN or self.interview is None:
            return words
        if turn in self.quiet:
            return self._beside("quiet")
        spoken = self.interview.turns[turn]
        if spoken.role is Role.INTERVIEWER:
            return self._beside("question")
        if not spoken.label and self.interview.text.startswith("#", spoken.start):
            return self._beside("heading")
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

    # --- widths and styles ---

    def notify_style_update(self) -> None:
        """Forget what was drawn in another theme."""
        super().notify_style_update()
        self._styles.clear()
        self._tints.clear()
        self.drop_rows()

    def _lanes(self) -> int:
        """As many lanes as the codings need, and as the width affords beside the text."""
        afforded = max(2, min(6, self.size.width // 18))
        return min(self._lanes_shown, afforded)

    def _text_left(self) -> int:
        return NUMBER + 1 + self._lanes() * LANE + 1

    def _text_width(self) -> int:
        return self.size.width - self._text_left() - 1

    def _style(self, name: str) -> Style:
        style = self._styles.get(name)
        if style is None:
            whole = name == "transcript--words"
            style = self.get_component_rich_style(name) if whole else component_style(self, name)
            self._styles[name] = style
        return style

    def _beside(self, name: str) -> Style:
        """A style for what stands beside the words, on the same ground as they do."""
        style = self._styles.get(name)
        if style is None:
            style = self._style("transcript--words") + self._style(f"transcript--{name}")
            self._styles[name] = style
        return style

    def _tint(self) -> Style:
        code = self._current.code if self._current else ""
        return self._blend(f"tint {code}", code, 0.28, as_background=True) + self._style(
            "transcript--current"
        )

    def _stripe_style(self, code: str, *, current: bool) -> Style:
        key = f"current {code}" if current else f"stripe {code}"
        style = self._tints.get(key)
        if style is None:
            style = self._blend(f"stripe {code}", code, 0.85, as_background=False)
            if current:
                style += Style(bold=True, reverse=True)
            self._tints[key] = style
        return style

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
                contrast = contrast_wanted(self.app.current_theme.variables)
                style = self._style("transcript--words") + Style(
                    color=readable(colour, ground, contrast).rich_color
                )
            self._tints[key] = style
        return style


def _shared(span: Span | None, start: int, end: int) -> Span | None:
    """The part of a span that lies in a row, its end included for an empty row."""
    if span is None or span[0] > end or span[1] < start:
        return None
    return max(span[0], start), min(span[1], end)
