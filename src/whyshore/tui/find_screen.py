"""Find words in all interviews, look through what was found, and put a code on it."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar

from textual import on
from textual.message import Message
from textual.widget import Widget

from whyshore.domain.finding import CodedMany, FoundIn, FoundPlace, Query, Unit
from whyshore.domain.words import counted
from whyshore.errors import FixableError
from whyshore.tui.asking import ask, hold, release
from whyshore.tui.dialogs import CodePicker
from whyshore.tui.display_text import display
from whyshore.tui.find_line import FindBar, Searches
from whyshore.tui.keys import FIND_LINE, FOUND_KEYS, KeyGroup
from whyshore.tui.panes import plain
from whyshore.tui.result_list import Group, Result
from whyshore.tui.results_screen import NOT_CHOSEN, Jump, ResultsScreen, heading
from whyshore.tui.status import Line
from whyshore.workflow.coding_desk import CodingDesk

MOST = 20_000
"""How many places are listed at most; nobody looks through more."""
WHO = {
    "": "everybody's words",
    "respondent": "respondents only",
    "interviewer": "interviewers only",
}
NO_ROLES = "nobody is known as interviewer"
UNITS = {Unit.HIT: "the words", Unit.SENTENCE: "the sentence", Unit.TURN: "the turn"}


@dataclass
class Search:
    """What was looked for everywhere, and how far it was looked through."""

    query: Query = field(default_factory=lambda: Query(""))
    who: str = ""
    unit: Unit = Unit.SENTENCE
    ticked: frozenset[object] = frozenset()
    at: object = None
    begun_with: Query | None = None
    """What had been looked for in the interview when this began."""


class FoundSome(Message):
    """One more interview was searched, or met a problem."""

    def __init__(self, number: int, found: FoundIn | FixableError) -> None:
        self.number, self.found = number, found
        super().__init__()


class FindScreen(ResultsScreen):
    """Keyword in context, over all interviews."""

    GROUPS: ClassVar[tuple[KeyGroup, ...]] = (FOUND_KEYS,)
    COLUMNS: ClassVar[tuple[int, ...]] = (5, 12)

    def __init__(self, desk: CodingDesk, searches: Searches, search: Search) -> None:
        """Make the screen; `search` is what it begins with, and holds the last one at its end."""
        super().__init__(desk)
        self.search = search
        self.bar = FindBar(searches, "find in all interviews; Enter goes to the list")
        self._number = 0
        self._total = 0
        self._in = 0
        self._looked_in = 0
        self._asks = 0
        self._searching = False
        self._left: deque[str] = deque()
        """The interviews that are still to be searched."""
        self._asked = False
        """Whether the clerk is searching one."""
        self._then: Callable[[], None] | None = None
        self._places: dict[object, FoundPlace] = {}

    def above(self) -> list[Widget]:
        """The line one types into."""
        return [self.bar]

    def on_mount(self) -> None:
        """Begin with what was looked for last."""
        self.results.border_title = "Turn, speaker, and the words in their surroundings"
        self.show_saved()
        self.bar.ask_for(self.search.query)
        self.results.ticked = set(self.search.ticked)
        self._look()
        # Words brought along stand selected in the line: what is typed takes their place.
        came_back = self.search.at is not None or self.search.ticked
        self.ready(self.results if came_back else self.bar.line)

    # --- looking ---

    @on(FindBar.Typed)
    def _typed(self, event: FindBar.Typed) -> None:
        if event.query != self.search.query:
            self.results.ticked.clear()
            self.search.query, self.search.at = event.query, None
            self._look()

    @on(FindBar.Kept)
    def _kept(self, event: FindBar.Kept) -> None:
        if event.query != self.search.query:
            self._typed(FindBar.Typed(event.query))
        if not event.query.empty:
            self.set_focus(self.results)
        release(self.app)

    @on(FindBar.Stepped)
    def _stepped(self, event: FindBar.Stepped) -> None:
        self.results.move_to(self.results.cursor_row + event.step)

    def _look(self) -> None:
        """Begin a search; what it finds comes interview by interview."""
        self._number += 1
        self._total = self._in = self._looked_in = self._asks = 0
        self._places = {}
        ticked = set(self.results.ticked)
        self.results.fill([])
        self.results.ticked = ticked
        self._searching = not self.search.query.empty
        self._left = deque(self.desk.outlines) if self._searching else deque()
        self.summarise()
        self._look_on()

    def _look_on(self) -> None:
        """Have one more interview searched; what is to be saved meanwhile comes in between."""
        if self._asked or not self._searching:
            return
        if not self._left:
            self._searched()
            return
        number, room = self._number, MOST - len(self._places)

        def answered(found: FoundIn | FixableError) -> None:
            self.post_message(FoundSome(number, found))

        self._asked = True
        wanted = (self._left.popleft(), self.search.query, self.search.who, room)
        self.desk.office.later(answered, answered, "find_in", *wanted)

    @on(FoundSome)
    def _found_some(self, event: FoundSome) -> None:
        self._asked = False
        if event.number == self._number:
            if isinstance(event.found, FixableError):
                self._searched(event.found)
            else:
                self._take_in(event.found)
        self._look_on()

    def _take_in(self, found: FoundIn) -> None:
        self._looked_in += 1
        self._total += found.total
        self._in += bool(found.total)
        self._asks += found.asks
        if found.places:
            self._places |= {place.key: place for place in found.places}
            self.results.add(
                Group(heading(found.interview, found.title), tuple(map(_result, found.places)))
            )
            if self.search.at is not None:
                self.results.go_to(self.search.at)
        self.summarise()

    def _searched(self, problem: FixableError | None = None) -> None:
        """A search came to its end, or to a problem."""
        self._searching = False
        self.results.ticked &= set(self._places)
        self.summarise()
        if problem:
            self.say(plain(str(problem)))
        self._go_on()

    def _when_all_is_found(self, act: Callable[[], None]) -> None:
        """Do something with all that is found; the keys after it wait while it is searched for."""
        if not self._searching:
            act()
        elif self._then is None:
            self._then = act
            hold(self.app)
            self.say("searching …")

    def _go_on(self) -> None:
        """Do what waited for the end of the search."""
        act, self._then = self._then, None
        if act is not None:
            act()
            release(self.app)

    def summarise(self) -> None:
        """Say how much was found, how much of it is ticked, and what a code goes on."""
        all_of_them = len(self.desk.outlines)
        ticked = len(self.results.ticked)
        if self.search.query.empty:
            words = f"Type what to find in {counted(all_of_them, 'interview')}."
        else:
            words = f"{counted(self._total, 'place')} in {self._in} of {all_of_them} interviews"
        parts = [words, f"{ticked} ticked" if ticked else ""]
        if self._searching:
            parts.insert(1, f"searching ({self._looked_in} of {all_of_them}) …")
        if self._total > len(self._places):
            parts.append(f"the first {len(self._places)} are listed")
        if self.search.who:
            parts.append(WHO[self.search.who])
            parts.append(self._without_roles())
        parts.append(f"c codes {UNITS[self.search.unit]}")
        self.query_one("#summary", Line).say(plain(" · ".join(part for part in parts if part)))
        self.show_passage()
        place = self._places.get(self.results.current.key) if self.results.current else None
        if place is not None:
            turn = f", turn {place.turn}" if place.turn else ""
            self.say(plain(f"{place.interview}{turn} · {display(place.speaker)}".rstrip(" ·")))

    def _without_roles(self) -> str:
        """Where nobody is known to ask, so that everybody's words count as respondents'."""
        without = self._looked_in - self._asks
        if without and not self._asks:
            return f"{NO_ROLES}: name the roles in the transcripts' headers"
        return f"{NO_ROLES} in {without} of them" if without else ""

    # --- keys ---

    def show_hints(self) -> None:
        """Show the keys of the line while one types, else those of the list."""
        self.hint(*((FIND_LINE,) if self.bar.line.has_focus else self.GROUPS))

    def do_find(self) -> None:
        """Back to the line, to look for something else."""
        self.set_focus(self.bar.line)

    def do_who(self) -> None:
        """Everybody's words, only the respondents', only the interviewers'."""
        kinds = list(WHO)
        self.search.who = kinds[(kinds.index(self.search.who) + 1) % len(kinds)]
        self._look()
        self.say(WHO[self.search.who])

    def do_unit(self) -> None:
        """Let a code go on the words found, their sentence, or their turn."""
        units = list(UNITS)
        self.search.unit = units[(units.index(self.search.unit) + 1) % len(units)]
        self.summarise()
        self.say(f"A code goes on {UNITS[self.search.unit]}.")

    def do_tick_all(self) -> None:
        """Tick all that is found, or none."""
        self._when_all_is_found(self.results.tick_all)

    def do_code(self) -> None:
        """Put a code on the ticked places, else on the one under the cursor."""
        self._when_all_is_found(self._ask_for_a_code)

    def _ask_for_a_code(self) -> None:
        chosen = [self._places[each.key] for each in self.results.chosen]
        if not chosen:
            self.say(NOT_CHOSEN if self._places else "Nothing is found that could be coded.")
            return
        title = f"A code for {counted(len(chosen), 'place')}"
        picker = CodePicker(self.desk.codebook, self.desk.recent, title)
        ask(self.app, picker, lambda code: self._code(code, chosen) if code else None)

    def _code(self, code: str, places: list[FoundPlace]) -> None:
        unit = self.search.unit

        def coded(did: CodedMany) -> None:
            self.desk.refresh()
            self.results.ticked.clear()
            self.results.refresh()
            self.summarise()
            name = self.desk.codebook.find(code).name
            self.say(("coded ", "bold"), plain(told(did, unit, name)), " · u undoes")

        self.ask_clerk(coded, "code_places", places, code, unit, str(self.search.query))

    def look_again(self, then: Callable[[], object] | None = None) -> None:
        """What was found stays as it is: codings change no words."""
        self.summarise()
        if then:
            then()

    def open_current(self) -> None:
        """Go to the place under the cursor."""
        current = self.results.nearest
        if current is not None:
            place = self._places[current.key]
            self._leave(
                Jump(place.interview, place.start, place.end, place.text_hash, self.search.query)
            )

    def action_close(self) -> None:
        """From the line to the list, from the list back to the text."""
        if self.bar.line.has_focus and self.results.results:
            self.set_focus(self.results)
        else:
            self._leave(None)

    def _leave(self, jump: Jump | None) -> None:
        """Close, and keep how far things were looked through for the next time."""
        self._number += 1
        self._searching = False
        if self._then is not None:
            self._then = None
            release(self.app)
        self.bar.remember()
        self.search.ticked = frozenset(self.results.ticked)
        self.search.at = self.results.current.key if self.results.current else None
        app = self.app
        hold(app)

        def leave(_answer: object) -> None:
            if self.is_attached:
                self.dismiss(jump)
            release(app)

        # An interview that is just being searched comes to its end before the screen closes,
        # and the text, which asks for news at once, has not to wait for it.
        self.desk.office.later(leave, leave, "forget_texts")


def told(did: CodedMany, unit: Unit, name: str) -> str:
    """What coding a list did, in words."""
    parts = [
        f"{did.coded} as {name}",
        f"{did.already} had it already" if did.already else "",
        f"{did.same} more in the same {unit.value}" if did.same else "",
    ]
    return ", ".join(part for part in parts if part)


def _result(place: FoundPlace) -> Result:
    turn = str(place.turn or "")
    return Result(place.key, (f"{turn:>5}", place.speaker), place.left, place.hit, place.right)
