"""Go on in the text, and copy from it."""

from whyshore.analysis.coding_filter import CodingFilter
from whyshore.domain.coding import Coding
from whyshore.tui.desk_screen import DeskScreen


class ReadingActs(DeskScreen):
    """How one goes on in the text."""

    def do_next_coding(self) -> None:
        """Go to the next coding."""
        coding = self.transcript.margin.after(self.place())
        self._go_to_coding(coding, "There is no coding further on.")

    def do_previous_coding(self) -> None:
        """Go to the coding before."""
        coding = self.transcript.margin.before(self.place())
        self._go_to_coding(coding, "There is no coding before.")

    def _go_to_coding(self, coding: Coding | None, nothing: str) -> None:
        if coding is None:
            self.say(nothing, " (the filter hides some; Z shows all)" if self.filter else "")
        else:
            self.transcript.put_cursor(coding.segment.start, coding.segment.end)

    def do_next_uncoded(self) -> None:
        """Go to the next turn that has no coding and is not the interviewer's."""
        self._go_to_uncoded(1)

    def do_previous_uncoded(self) -> None:
        """Go to the turn before that has no coding and is not the interviewer's."""
        self._go_to_uncoded(-1)

    def _go_to_uncoded(self, step: int) -> None:
        turn = self.desk.uncoded_turn(self.place(), step) if self.desk.interview else None
        if turn is None:
            self.say(f"Every turn {'further on' if step > 0 else 'before'} has a coding.")
        else:
            self.transcript.put_cursor(turn.words_start)

    def do_clear(self) -> None:
        """Nothing is selected any more, as the transcript has seen to; a filter goes next."""
        if self.filter:
            self.filter = CodingFilter()
            self.show_work()
        self.cursor_moved()

    def do_copy(self) -> None:
        """Copy the selection with its citation."""
        chosen, interview = self.transcript.selection, self.desk.interview
        span = chosen.target if chosen else None
        if span is None or interview is None:
            return
        turn = interview.turn_at(span[0])
        where = f"{interview.title}, turn {turn.number}" if turn else interview.title
        self.app.copy_to_clipboard(f"“{interview.text[slice(*span)]}” ({where})")
        self.say("copied with its citation")
