"""Stretch, shrink, move, split and join codings.

A coding that is taken in hand is selected. Every key that selects, and the mouse, changes what
it will be on, so nothing new is to be learnt; nothing is saved before Enter.
"""

from collections.abc import Callable, Mapping

from whyshore.domain.coding import Coding
from whyshore.domain.words import counted
from whyshore.errors import FixableError
from whyshore.tui.coding_acts import CodingActs
from whyshore.tui.hint_line import HintLine
from whyshore.tui.panes import plain
from whyshore.tui.selection import Selection, Span, Unit

IN_HAND: Mapping[str, str] = {"enter": "keep_adjusted", "escape": "leave_adjusted"}
"""What Enter and Escape do while a coding is in hand."""
ALLOWED = frozenset(
    {
        *("adjust", "keep_adjusted", "leave_adjusted", "same_passage", "same_extent", "copy"),
        *("next_coding", "previous_coding", "next_uncoded", "previous_uncoded", "help"),
        *("find", "next_hit", "previous_hit", "count"),
    }
)
"""What else one may do with a coding in hand: go elsewhere, look, and find."""

SHOWN = 50
"""About how many characters of the passage the status line shows."""
HINTS = (
    *(("⏎", "keep"), ("Esc", "leave"), ("+ -", "its end"), ("{ }", "its start")),
    *(("⇧←→", "by character"), ("O", "other end"), ("s t w", "move it"), ("v", "extend")),
)
"""What the line of hints says while a coding is in hand."""


class AdjustActs(CodingActs):
    """What one does with codings that are there already."""

    in_hand: Coding | None = None
    """The coding that is being adjusted; the selection is what it will be on."""
    _adjusted_last: str = ""

    # --- in hand ---

    def do_adjust(self) -> None:
        """Take the coding at the cursor in hand; with one in hand, keep it as it is selected."""
        if self.in_hand:
            self.do_keep_adjusted()
        else:
            self._with_coding("Adjust which coding?", self._take_in_hand)

    def _with_coding(self, question: str, act: Callable[[Coding], None]) -> None:
        """As `with_coding_here`, but the one that is exactly what is selected is not asked for.

        So the coding that was just stretched is the one that is stretched next.
        """
        span = self.transcript.selection.span if self.transcript.selection else None
        exact = [
            each for each in self.codings_here() if (each.segment.start, each.segment.end) == span
        ]
        again = [each for each in exact if each.id == self._adjusted_last]
        if again or len(exact) == 1:
            act((again or exact)[0])
        else:
            self.with_coding_here(question, act)

    def _take_in_hand(self, coding: Coding) -> None:
        self.in_hand = coding
        self.transcript.overriding = IN_HAND
        self._select_coding(coding)
        self.show_hints()
        self.cursor_moved()

    def do_keep_adjusted(self) -> None:
        """Put the coding in hand on what is selected."""
        coding, chosen = self.in_hand, self.transcript.selection
        if coding is None or chosen is None:
            return
        if chosen.span is None:
            self.tell("Nothing is selected: select the words it should be on, or Esc leaves it.")
            return
        if self._place(coding, chosen.span):
            self._put_down()

    def do_leave_adjusted(self) -> None:
        """Leave the coding in hand where it was."""
        coding = self.in_hand
        self._put_down()
        there = next((each for each in self.desk.codings if coding and each.id == coding.id), None)
        if there is None:
            self.cursor_moved()
        else:
            self._select_coding(there)
            self.say(plain(f"{self.chord_of(there)} stays as it was"))

    def _put_down(self) -> None:
        if self.in_hand is None:
            return
        self.in_hand = None
        self.transcript.overriding = {}
        if self.transcript.selection:
            self.transcript.selection.sticky = False
        self.show_hints()

    def hand_is_full(self, action: str) -> bool:
        """Whether an action has to wait until the coding in hand is put down; says so."""
        if self.in_hand is None or action in ALLOWED:
            return False
        named = self.chord_of(self.in_hand)
        self.tell(plain(f"{named} is in hand: Enter keeps it on the selection, Esc leaves it."))
        return True

    def apply(self, code: str) -> None:
        """Put a code on the selection, unless a coding is in hand."""
        if not self.hand_is_full("apply"):
            super().apply(code)

    def open_interview(self, interview: str, start: int | None = None, end: int = 0) -> None:
        """Lay out an interview; a coding in hand stays where it was."""
        self._put_down()
        super().open_interview(interview, start, end)

    def cursor_moved(self) -> None:
        """Say what the coding in hand will be on; else as ever."""
        super().cursor_moved()
        coding, chosen = self.in_hand, self.transcript.selection
        if coding is None or chosen is None:
            return
        now = chosen.span
        words = self.desk.opened().text[slice(*now)] if now else ""
        self.say(
            (f"ADJUST {self.chord_of(coding)}", "bold reverse"),
            " EXTENDING (v ends)" if chosen.sticky else "",
            plain(f" {_difference(coding, now)} · {chosen.unit.value} · “{_both_ends(words)}”"),
        )

    def show_hints(self) -> None:
        """Show what can be done with a coding in hand; else as ever."""
        if self.in_hand is None:
            super().show_hints()
        else:
            parts = (part for key, what in HINTS for part in ((key, "bold"), f" {what}  "))
            self.query_one("#hints", HintLine).tell(*parts)

    # --- at once ---

    def do_stretch_end(self, times: int = 1) -> None:
        """One unit more at the end of the coding at the cursor, or several."""
        self._by_units("Stretch", times, lambda chosen, unit: chosen.grow(unit))

    def do_shrink_end(self, times: int = 1) -> None:
        """One unit less at the end of the coding at the cursor, or several."""
        self._by_units("Shrink", times, lambda chosen, unit: chosen.shrink(unit))

    def do_stretch_start(self, times: int = 1) -> None:
        """One unit more at the start of the coding at the cursor, or several."""
        self._by_units("Stretch", times, lambda chosen, unit: chosen.grow(unit, -1))

    def do_shrink_beginning(self, times: int = 1) -> None:
        """One unit less at the start of the coding at the cursor, or several."""
        self._by_units("Shrink", times, lambda chosen, unit: chosen.shrink(unit, -1))

    def _by_units(self, what: str, times: int, change: Callable[[Selection, Unit], None]) -> None:
        def act(coding: Coding) -> None:
            chosen = self.transcript.selection
            if chosen is None:
                return
            before = (coding.segment.start, coding.segment.end)
            tried = Selection(self.desk.opened(), *before)
            for _ in range(times):
                last = tried.span
                change(tried, _stepping(chosen))
                if tried.span == last:
                    break  # the text, or the coding, has no more of them
            if tried.span in {before, None}:
                least = "Its last one stays" if what == "Shrink" else "There is none to add"
                self.tell(f"{least}: it goes by the {_stepping(chosen).value}, the unit used last.")
            elif tried.span:
                self._place(coding, tried.span)

        self._with_coding(f"{what} which coding?", act)

    def _place(self, coding: Coding, span: Span) -> bool:
        """Save where a coding lies now; gives whether it could be."""
        try:
            after = self.desk.clerk.place_coding(coding, *span)
        except FixableError as problem:
            self.fail(problem)
            return False
        if after.segment == coding.segment:
            self._changed(after, "unchanged: ")
        else:
            self._changed(after, "now on ")
        return True

    # --- split and join ---

    def do_split(self) -> None:
        """Split the coding at the cursor there, or behind what is selected."""
        chosen = self.transcript.selection
        if chosen is None:
            return
        for position in dict.fromkeys((chosen.cursor, chosen.anchor)):
            inside = [
                each
                for each in self.desk.codings_at(position)
                if self._is_between_words(each, position)
            ]
            if inside:
                self._split_one_of(inside, position)
                return
        self.tell("To split a coding, put the cursor between words inside it.")

    def _split_one_of(self, codings: list[Coding], position: int) -> None:
        self.choose_coding(
            "Split which coding?", codings, lambda coding: self._split(coding, position)
        )

    def _is_between_words(self, coding: Coding, position: int) -> bool:
        text, place = self.desk.opened().text, coding.segment
        parts = text[place.start : position], text[position : place.end]
        return all(part.strip() for part in parts)

    def _split(self, coding: Coding, position: int) -> None:
        try:
            _, second = self.desk.clerk.split_coding(coding, position)
        except FixableError as problem:
            self.fail(problem)
            return
        self._changed(second, "split: the second part is ")

    def do_join(self) -> None:
        """Join the coding at the cursor with its neighbour of the same code and coder."""
        self._with_coding("Join which coding?", self._join)

    def _join(self, coding: Coding) -> None:
        others = self._neighbours(coding)
        touching = [each for each in others if not self._words_between(coding, each)]
        if not others:
            told = f"There is no other {self.chord_of(coding)} by {coding.coder} in this interview."
            self.tell(plain(told))
        elif len(touching) == 1:
            self._join_with(coding, touching[0])
        else:
            self.choose_coding(
                f"Join {self.chord_of(coding)} with which? Words between them are coded too.",
                touching or others,
                lambda other: self._join_with(coding, other),
                note=lambda other: self._distance(coding, other),
            )

    def _distance(self, coding: Coding, other: Coding) -> str:
        words = self._words_between(coding, other)
        return f"({counted(words, 'word')} between) " if words else ""

    def _neighbours(self, coding: Coding) -> list[Coding]:
        """Every overlapping coding of the code and coder, and the nearest on either side."""
        alike = [
            each
            for each in self.desk.codings
            if (each.code, each.coder) == (coding.code, coding.coder) and each.id != coding.id
        ]
        here = coding.segment
        before = [each for each in alike if each.segment.end <= here.start]
        after = [each for each in alike if here.end <= each.segment.start]
        overlapping = [each for each in alike if each.segment.shared(here)]
        nearest_before = max(before, key=lambda each: each.segment.end, default=None)
        nearest_after = min(after, key=lambda each: each.segment.start, default=None)
        found = (nearest_before, *overlapping, nearest_after)
        return [each for each in found if each is not None]

    def _words_between(self, one: Coding, other: Coding) -> int:
        """How many words nobody coded so lie between two codings."""
        first, second = sorted((one.segment, other.segment))
        return len(self.desk.opened().text[first.end : second.start].split())

    def _join_with(self, coding: Coding, other: Coding) -> None:
        try:
            joined = self.desk.clerk.join_codings(coding, other)
        except FixableError as problem:
            self.fail(problem)
            return
        self._changed(joined, "joined: ")

    def _changed(self, coding: Coding, done: str) -> None:
        """Show codings as they are now, with the changed one selected."""
        self.desk.refresh()
        self.show_all()
        self._put_down()
        self._adjusted_last = coding.id
        self._select_coding(coding)
        case = self.desk.case_name(self.desk.case_of(coding))
        words = _both_ends(" ".join(coding.quote.split()))
        self.say(
            (done, "bold"),
            plain(f"{self.chord_of(coding)} · {case} · “{words}”"),
            " · u undoes",
        )

    def _select_coding(self, coding: Coding) -> None:
        """Select all of a coding; the unit that it is stretched by stays as it was."""
        chosen = self.transcript.selection
        if chosen is not None:
            unit = _stepping(chosen)
            self.transcript.put_cursor(coding.segment.start, coding.segment.end)
            chosen.unit = unit


def _stepping(chosen: Selection) -> Unit:
    """The unit that codings are stretched by: the one last selected by, else words."""
    return Unit.WORD if chosen.unit is Unit.CHARACTER else chosen.unit


def _both_ends(words: str) -> str:
    """A passage with the words at both its ends, as either may be what changes."""
    if len(words) <= SHOWN:
        return words
    start, end = words[: SHOWN // 2], words[-SHOWN // 2 :]
    # Cut between words, where there is more than one.
    return f"{start.rpartition(' ')[0] or start} … {end.partition(' ')[2] or end}"


def _difference(coding: Coding, now: Span | None) -> str:
    """How the selection differs from where a coding lies, in words."""
    if now is None:
        return "nothing selected"
    start, end = coding.segment.start, coding.segment.end
    if now[1] <= start or end <= now[0]:
        return "moved"
    parts = [_more(start - now[0], "start"), _more(now[1] - end, "end")]
    return ", ".join(part for part in parts if part) or "as it is"


def _more(characters: int, where: str) -> str:
    return f"{characters:+} at the {where}" if characters else ""
