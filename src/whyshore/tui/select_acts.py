"""Select what was coded last once more, or as much again; say what count is being typed."""

from whyshore.domain.coding import Coding
from whyshore.domain.words import counted
from whyshore.tui.coding_acts import CodingActs
from whyshore.tui.selection import Unit


class SelectActs(CodingActs):
    """What one selects by what was coded before."""

    def do_same_passage(self) -> None:
        """Select the passage that was coded last in this interview."""
        last = self._coded_last()
        if last is None:
            return
        self.transcript.put_cursor(last.segment.start, last.segment.end)
        if self.transcript.selection:
            self.transcript.selection.unit = self.coded_unit

    def do_same_extent(self) -> None:
        """Select as many units as were coded last, from here on."""
        last, chosen = self._coded_last(), self.transcript.selection
        if last is None or chosen is None:
            return
        unit = Unit.WORD if self.coded_unit is Unit.CHARACTER else self.coded_unit
        number = chosen.count(unit, (last.segment.start, last.segment.end))
        self.transcript.move(f"next_{unit.value}", number)
        self.say("as much as was coded last: ", (counted(number, unit.value), "bold"))

    def _coded_last(self) -> Coding | None:
        coder = self.desk.coder
        own = [each for each in self.desk.codings if each.coder == coder]
        if not own:
            self.say("You have coded nothing in this interview yet.")
        return max(own, key=lambda each: each.created, default=None)

    def do_count(self) -> None:
        """Begin to type how often the next move is to be done."""
        self.transcript.begin_count()

    def show_count(self, count: str, problem: str = "") -> None:
        """Show the count that is being typed."""
        if count:
            told = " how often, then a key that moves, selects or stretches · Esc gives up"
            self.say((count, "bold reverse"), told)
        elif problem:
            self.tell(problem)
        else:
            self.cursor_moved()
