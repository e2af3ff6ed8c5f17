"""Say which case a passage is about."""

from textual import on

from whyshore.domain.case import parse_case_name
from whyshore.errors import FixableError
from whyshore.tui.asking import ask
from whyshore.tui.desk_screen import DeskScreen
from whyshore.tui.dialogs import (
    Asker,
    CasePicker,
)
from whyshore.tui.panes import CaseList, plain


class CaseActs(DeskScreen):
    """What one does with cases."""

    @on(CaseList.Opened)
    def _case_picked(self, event: CaseList.Opened) -> None:
        """Go to the next coding of the case, or else the next passage about it."""
        chosen = self.transcript.selection
        after = chosen.cursor if chosen else 0
        places = [
            each.segment for each in self.desk.codings if self.desk.case_of(each) == event.case
        ]
        places += [each.segment for each in self.desk.passages if each.case == event.case]
        if not places:
            self.say(plain(self._nothing_about(event.case)))
            return
        later = [place for place in sorted(places) if place.start > after]
        place = (later or sorted(places))[0]
        self.transcript.put_cursor(place.start, place.end)

    def _nothing_about(self, case: str | None) -> str:
        if case is not None:
            return f"Nothing in this interview is about {self.desk.case_name(case)}."
        if not self.desk.codings:
            return "Nothing is coded in this interview yet."
        return "Everything coded in this interview is about a case."

    @on(CaseList.NewWanted)
    def _new_case_wanted(self) -> None:
        def added(name: str | None) -> None:
            if name and name.strip():
                self.try_adding_case(name)

        ask(self.app, Asker("New case", prompt="Company – Country"), added)

    def try_adding_case(self, name: str) -> str | None:
        """Add a case by its name; gives its id, None where that failed."""
        try:
            case = self.desk.add_case(*parse_case_name(name))
        except FixableError as problem:
            self.fail(problem)
            return None
        self.show_cases()
        self.say(plain(f"Added the case {case.name}."))
        return case.id

    def do_case(self) -> None:
        """Say which case the selection, or the turn at the cursor, is about."""
        chosen, interview = self.transcript.selection, self.desk.interview
        turn = interview.turn_at(chosen.cursor) if interview and chosen else None
        span = (chosen.span if chosen else None) or ((turn.start, turn.end) if turn else None)
        if span is None:
            return
        what = "The selection" if chosen and chosen.span else f"Turn {turn.number if turn else ''}"
        picker = CasePicker(
            f"{what} is about …",
            self.desk.cases_nearest_first(),
            none="nothing of its own (as around it)",
        )
        ask(self.app, picker, lambda case: self._set_case(case, span))

    def _set_case(self, case: str | None, span: tuple[int, int]) -> None:
        wanted = self._picked_case(case)
        if wanted is None:
            return
        try:
            self.desk.set_case(*span, wanted or None)
        except FixableError as problem:
            self.fail(problem)
            return
        self.show_work()
        self.show_cases()
        self.say(plain(f"passage about {self.desk.case_name(wanted or None)}"), " · u undoes")

    def do_default_case(self) -> None:
        """Say which case the interview is about outside its passages."""
        if self.desk.interview is None:
            return

        def picked(case: str | None) -> None:
            wanted = self._picked_case(case)
            if wanted is None:
                return
            try:
                self.desk.set_default_case(wanted or None)
            except FixableError as problem:
                self.fail(problem)
                return
            self.show_cases()
            self.say(plain(f"default case: {self.desk.case_name(wanted or None)}"), " · u undoes")

        title = "Outside its passages this interview is about …"
        picker = CasePicker(title, self.desk.cases_nearest_first(), none="no case")
        ask(self.app, picker, picked)

    def _picked_case(self, case: str | None) -> str | None:
        """The id of a picked case, `""` for none, None where nothing was picked."""
        if case is None or case == CasePicker.NONE:
            return "" if case else None
        if case.startswith(CasePicker.NEW):
            return self.try_adding_case(case.removeprefix(CasePicker.NEW))
        return case
