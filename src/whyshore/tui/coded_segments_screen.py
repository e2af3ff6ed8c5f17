"""All that is coded with a code, in all interviews: read it, re-code it, take the code off."""

from collections import Counter
from collections.abc import Callable, Mapping
from itertools import groupby
from typing import ClassVar

from whyshore.domain.coding import CodedSegment, Coding
from whyshore.domain.finding import Recoded
from whyshore.domain.words import counted
from whyshore.tui.asking import ask
from whyshore.tui.dialogs import Choice, Chooser, CodePicker
from whyshore.tui.display_text import display
from whyshore.tui.keys import SEGMENT_KEYS, KeyGroup
from whyshore.tui.panes import plain
from whyshore.tui.result_list import Group, Result
from whyshore.tui.results_screen import NOT_CHOSEN, Jump, ResultsScreen, heading
from whyshore.tui.status import Line
from whyshore.workflow.coding_desk import CodingDesk

FACTS: Mapping[str, Callable[[CodedSegment], str]] = {
    "interview": lambda each: each.coding.segment.interview,
    "case": lambda each: each.case_name,
    "coder": lambda each: each.coding.coder,
}
"""What the list can be narrowed by."""
EVERYTHING = ":everything"


class CodedSegmentsScreen(ResultsScreen):
    """The coded segments of a code and of those below it, with what is around them."""

    GROUPS: ClassVar[tuple[KeyGroup, ...]] = (SEGMENT_KEYS,)
    COLUMNS: ClassVar[tuple[int, ...]] = (5, 4, 10, 16, 8)

    def __init__(self, desk: CodingDesk, code: str) -> None:
        """Make the screen for a code by its id; one that only groups shows what is below it."""
        super().__init__(desk)
        self.code = code
        self._all: list[CodedSegment] = []
        self._shown: dict[object, CodedSegment] = {}
        self._only: dict[str, str] = {}

    def on_mount(self) -> None:
        """Read the segments and begin at the first."""
        self.results.border_title = "Turn, code, speaker, case, coder, and the coded words"
        self.show_saved()
        self.look_again(lambda: self.results.move_to(1))
        self.ready(self.results)

    # --- what it shows ---

    def look_again(self, then: Callable[[], object] | None = None) -> None:
        """Read the segments as they are now, and then do something more."""

        def listed(found: list[CodedSegment]) -> None:
            self._all = found
            self._show()
            if then:
                then()

        self.ask_clerk(listed, "coded_segments", self.code)

    def _show(self) -> None:
        kept = [
            each
            for each in self._all
            if all(FACTS[fact](each) == value for fact, value in self._only.items())
        ]
        kept.sort(key=lambda each: each.coding.segment)
        self._shown = {each.coding.id: each for each in kept}
        self.results.fill(
            [
                Group(heading(interview, title), tuple(map(self._result, segments)))
                for (interview, title), segments in groupby(
                    kept, key=lambda each: (each.coding.segment.interview, each.interview_title)
                )
            ]
        )
        self.summarise()

    def _result(self, segment: CodedSegment) -> Result:
        coding = segment.coding
        known = self.desk.codebook.by_id.get(coding.code)
        cells = (
            f"{segment.turn or '':>5}",
            known.chord or known.id if known else f"{coding.code}?",
            segment.speaker,
            segment.case_name,
            coding.coder,
        )
        return Result(coding.id, cells, coding.before, coding.quote, coding.after)

    def summarise(self) -> None:
        """Say above the list what it holds, and below it what is under the cursor."""
        interviews = {each.coding.segment.interview for each in self._shown.values()}
        ticked = len(self.results.ticked)
        only = [f"only {fact} {value}" for fact, value in self._only.items()]
        parts = [
            counted(len(self._shown), "coding"),
            f"in {counted(len(interviews), 'interview')}",
            self.desk.codebook.path_name(self.code),
            *only,
            f"{ticked} ticked" if ticked else "",
        ]
        self.query_one("#summary", Line).say(plain(" · ".join(part for part in parts if part)))
        self.show_passage()
        self._say_where()

    def _say_where(self) -> None:
        current = self.results.current
        segment = self._shown.get(current.key) if current else None
        if segment is None:
            if not self._shown:
                self.say("Nothing is coded with it here.")
            return
        name = self.desk.codebook.path_name(segment.coding.code)
        facts = (segment.citation, segment.speaker, segment.case_name, name, segment.coding.coder)
        memo = f"memo: {segment.memo}" if segment.memo else ""
        self.say(plain(" · ".join(each for each in (*facts, memo) if each)))

    # --- keys ---

    def do_code(self) -> None:
        """Give the ticked codings, else the one under the cursor, another code."""
        chosen = self._chosen()
        if not chosen:
            self._say_not_chosen("to give another code")
            return
        title = f"Another code for {counted(len(chosen), 'coding')}"
        picker = CodePicker(self.desk.codebook, self.desk.recent, title)
        ask(self.app, picker, lambda code: self._recode(code, chosen) if code else None)

    def _recode(self, code: str, chosen: list[Coding]) -> None:
        name = self.desk.codebook.find(code).name
        self._change(f"re-coded as {name}: ", "recode", chosen, code)

    def do_remove(self) -> None:
        """Take the code off the ticked passages, else off the one under the cursor."""
        chosen = self._chosen()
        if chosen:
            self._change("code taken off: ", "remove_codings", chosen)
        else:
            self._say_not_chosen("to take off")

    def _change(self, done: str, name: str, *given: object) -> None:
        def changed(did: Recoded) -> None:
            self.desk.refresh()
            self.results.ticked.clear()
            said = (display(done), "bold"), plain(told(did)), " · u undoes"
            self.look_again(lambda: self.say(*said))

        self.ask_clerk(changed, name, *given)

    def _say_not_chosen(self, what: str) -> None:
        self.say(NOT_CHOSEN if self._shown else f"There is no coding here {what}.")

    def _chosen(self) -> list[Coding]:
        return [self._shown[each.key].coding for each in self.results.chosen]

    def do_narrow(self) -> None:
        """Keep only one coder's, one case's or one interview's codings, or show all again."""
        lines = [Choice(EVERYTHING, "everything")]
        for fact, value_of in FACTS.items():
            counts = Counter(map(value_of, self._all))
            lines += [
                Choice(f"{fact} {value}", f"{fact}: {value} ({count})")
                for value, count in sorted(counts.items())
            ]
        ask(self.app, Chooser("Show only …", lines), self._narrow)

    def _narrow(self, picked: str | None) -> None:
        if picked is None:
            return
        if picked == EVERYTHING:
            self._only = {}
        else:
            fact, _, value = picked.partition(" ")
            self._only[fact] = value
        self._show()

    def do_other_code(self) -> None:
        """List what is coded with another code."""

        def picked(code: str | None) -> None:
            if code:
                self.code, self._only = code, {}
                self.results.ticked.clear()
                self.look_again(lambda: self.results.move_to(1))

        title = "The coded segments of which code?"
        ask(self.app, CodePicker(self.desk.codebook, self.desk.recent, title), picked)

    def open_current(self) -> None:
        """Go to the passage under the cursor."""
        current = self.results.nearest
        if current is not None:
            place = self._shown[current.key].coding.segment
            self.dismiss(Jump(place.interview, place.start, place.end))


def told(did: Recoded) -> str:
    """What a change to many codings did, in words."""
    parts = [
        counted(did.changed, "coding") if did.changed or not did.merged else "",
        f"{did.merged} merged into one that was there" if did.merged else "",
        f"{did.already} had it already" if did.already else "",
        f"{did.gone} changed by another program meanwhile, left alone" if did.gone else "",
    ]
    return ", ".join(part for part in parts if part)
