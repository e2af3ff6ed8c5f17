"""Where the cursor is and what is selected; plain positions in the text, no screen."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from whyshore.coding.units import (
    next_word,
    paragraph_span,
    previous_word,
    span_after,
    span_at,
    span_before,
    word_span,
)
from whyshore.domain.interview import Interview
from whyshore.tui.clusters import cluster_at

Span = tuple[int, int]


class Unit(Enum):
    """What one step moves by, or selects."""

    CHARACTER = "character"
    WORD = "word"
    SENTENCE = "sentence"
    TURN = "turn"
    PARAGRAPH = "paragraph"


@dataclass
class Selection:
    """A cursor in an interview, with what is selected between it and its anchor.

    Nothing is selected while anchor and cursor are the same. Then a code goes on the sentence
    that the cursor is in: `target` says which characters a code would go on.
    """

    interview: Interview
    anchor: int = 0
    cursor: int = 0
    unit: Unit = Unit.SENTENCE
    sticky: bool = False
    """Whether every move extends the selection."""
    _turns: list[Span] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._turns = [
            (turn.words_start, turn.end)
            for turn in self.interview.turns
            if turn.words_start < turn.end
        ]

    @property
    def span(self) -> Span | None:
        """The selected characters, None where nothing is selected."""
        if self.anchor == self.cursor:
            return None
        return min(self.anchor, self.cursor), max(self.anchor, self.cursor)

    @property
    def in_words(self) -> str:
        """What is selected, as in “sentence selected (28)”; a unit is named only if it is whole."""
        if self.span is None:
            return ""
        start, end = self.span
        first, last = self._unit_at(self.unit, start), self._unit_at(self.unit, end - 1)
        whole = first and last and first[0] == start and last[1] == end
        unit = self.unit.value if whole and self.unit is not Unit.CHARACTER else ""
        several = "s" if unit and first != last else ""
        return f"{unit}{several} selected ({end - start})".lstrip()

    @property
    def target(self) -> Span | None:
        """The characters a code would go on: the selection, else the sentence at the cursor."""
        return self.span or self._unit_at(Unit.SENTENCE, self.cursor)

    def clear(self) -> None:
        """Select nothing; the cursor goes to the start of what was selected."""
        if self.span:
            self.cursor = self.span[0]
        self.anchor, self.sticky = self.cursor, False

    def put(self, position: int, *, extend: bool = False) -> None:
        """Move the cursor to a position; with `extend`, select what lies between."""
        self.cursor = max(0, min(position, len(self.interview.text)))
        if not (extend or self.sticky):
            self.anchor = self.cursor

    def swap_ends(self) -> None:
        """From now on moves that extend the selection move its other end."""
        self.anchor, self.cursor = self.cursor, self.anchor

    def step(self, step: int, *, extend: bool = False) -> None:
        """Move by characters as one sees them; a selection is left at the side one moves to."""
        if self.span and not (extend or self.sticky):
            self.put(self.span[1] if step > 0 else self.span[0])
            return
        position = self.cursor
        for _ in range(abs(step)):
            cluster = cluster_at(self.interview.text, position if step > 0 else position - 1)
            if cluster is None:
                break
            position = cluster[1] if step > 0 else cluster[0]
        self.put(position, extend=extend)

    def step_word(self, step: int, *, extend: bool = False) -> None:
        """Move to the start of the next or previous word."""
        move = next_word if step > 0 else previous_word
        found = move(self.interview.text, self.cursor)
        edge = len(self.interview.text) if step > 0 else 0
        self.put(found[0] if found else edge, extend=extend)

    def select(self, unit: Unit, step: int = 1) -> None:
        """Select the unit at the cursor; when it is selected already, the next one.

        With a negative step, the one before. While every move extends, the selection grows to
        the far end of the unit instead.
        """
        if self.sticky:
            self.grow(unit, step)
            return
        here = self._unit_at(unit, self.cursor if not self.span else self.span[0])
        wanted = here
        if here is None or self.span == here or (self.span and self.unit is unit):
            start, end = self.span or (self.cursor, self.cursor)
            wanted = self._after(unit, end) if step > 0 else self._before(unit, start)
        self.unit = unit
        if wanted:
            self.anchor, self.cursor = wanted

    def grow(self, unit: Unit | None = None, step: int = 1) -> None:
        """Extend the selection at its end by one unit; at its start with a negative step."""
        unit = unit or self.unit
        start, end = self.span or (self.cursor, self.cursor)
        if self.span is None and (here := self._unit_at(unit, self.cursor)):
            self.anchor, self.cursor = here
        elif step > 0:
            further = self._unit_at(unit, end) if self._inside(unit, end) else None
            further = further or self._after(unit, end)
            self.anchor, self.cursor = start, further[1] if further else end
        else:
            nearer = self._unit_at(unit, start - 1) if self._inside(unit, start) else None
            nearer = nearer or self._before(unit, start)
            self.anchor, self.cursor = nearer[0] if nearer else start, end
        self.unit = unit

    def shrink(self, unit: Unit | None = None, step: int = 1) -> None:
        """Take one unit off the selection's end; off its start with a negative step.

        The last unit stays selected.
        """
        unit = unit or self.unit
        if self.span is None:
            return
        start, end = self.span
        if step > 0:
            last = self._unit_at(unit, end - 1) or self._before(unit, end)
            previous = self._before(unit, last[0]) if last else None
            if previous and previous[1] > start:
                self.anchor, self.cursor = start, previous[1]
        else:
            first = self._unit_at(unit, start) or self._after(unit, start)
            following = self._after(unit, first[1]) if first else None
            if following and following[0] < end:
                self.anchor, self.cursor = following[0], end

    def select_at(self, unit: Unit, position: int) -> None:
        """Select the unit at a position, as a double click does."""
        self.unit = unit
        if here := self._unit_at(unit, position):
            self.anchor, self.cursor = here

    def count(self, unit: Unit, span: Span, most: int = 9999) -> int:
        """How many units a stretch of the text holds, begun ones too; at least one."""
        found, position = 0, span[0]
        while position < span[1] and found < most:
            here = self._unit_at(unit, position)
            if here is None or here[1] <= position:
                here = self._after(unit, position)
            if here is None or here[0] >= span[1]:
                break
            found, position = found + 1, max(here[1], position + 1)
        return max(found, 1)

    def _without_label(self, span: Span | None) -> Span | None:
        """A paragraph that begins a turn, from the turn's words on."""
        turn = self.interview.turn_at(span[0]) if span else None
        if span and turn and span[0] < turn.words_start < span[1]:
            return turn.words_start, span[1]
        return span

    def _inside(self, unit: Unit, edge: int) -> bool:
        """Whether an edge of the selection lies within a unit, not between two."""
        here = self._unit_at(unit, edge)
        return here is not None and here[0] < edge < here[1]

    def _spans(self, unit: Unit) -> Sequence[Span]:
        return self.interview.sentences if unit is Unit.SENTENCE else self._turns

    def _unit_at(self, unit: Unit, position: int) -> Span | None:
        text = self.interview.text
        if unit is Unit.CHARACTER:
            return cluster_at(text, position)
        if unit is Unit.WORD:
            label = self._label_at(position)
            return self._word_after(label[1]) if label else word_span(text, position)
        if unit is Unit.PARAGRAPH:
            return self._without_label(paragraph_span(text, position))
        found = span_at(self._spans(unit), position)
        if found is None and unit is Unit.SENTENCE:
            # Between two sentences the one before counts, unless it belongs to another line.
            before = span_before(self._spans(unit), position)
            after = span_after(self._spans(unit), position)
            near = before is not None and "\n" not in text[before[1] : position]
            found = before if near or after is None else after
        return found

    def _after(self, unit: Unit, position: int) -> Span | None:
        text = self.interview.text
        if unit is Unit.CHARACTER:
            return self._unit_at(unit, position)
        if unit is Unit.WORD:
            return self._word_after(position)
        if unit is Unit.PARAGRAPH:
            rest = position
            while rest < len(text) and text[rest].isspace():
                rest += 1
            return self._unit_at(unit, rest) if rest < len(text) else None
        spans = self._spans(unit)
        here = span_at(spans, position)
        return here if here and here[0] >= position else span_after(spans, position)

    def _before(self, unit: Unit, position: int) -> Span | None:
        text = self.interview.text
        if unit is Unit.CHARACTER:
            return self._unit_at(unit, position - 1)
        if unit is Unit.WORD:
            found = previous_word(text, position)
            while found and (label := self._label_at(found[0])):
                found = previous_word(text, label[0])
            return found
        if unit is Unit.PARAGRAPH:
            label = self._label_at(position - 1)
            rest = (label[0] if label else position) - 1
            while rest >= 0 and text[rest].isspace():
                rest -= 1
            return self._unit_at(unit, rest) if rest >= 0 else None
        return span_before(self._spans(unit), position)

    def _word_after(self, position: int) -> Span | None:
        """The first word from a position on that is none of a speaker's label."""
        text = self.interview.text
        here = word_span(text, position)
        found = here if here and here[0] == position else next_word(text, position)
        while found and (label := self._label_at(found[0])):
            found = next_word(text, label[1] - 1)
        return found

    def _label_at(self, position: int) -> Span | None:
        """The speaker's label that holds a position."""
        turn = self.interview.turn_at(position)
        inside = turn is not None and turn.start <= position < turn.words_start
        return (turn.start, turn.words_start) if turn and inside else None
