"""Go on in the text, and copy from it."""

from whyshore.analysis.coding_filter import CodingFilter
from whyshore.domain.coding import Coding
from whyshore.domain.place import WAYS, beyond_time_codes, cited, place_called
from whyshore.errors import FixableError
from whyshore.tui.asking import ask
from whyshore.tui.codebook_tree import CodebookTree
from whyshore.tui.desk_screen import DeskScreen
from whyshore.tui.dialogs import Asker, Chooser
from whyshore.tui.heard import EVERYBODY, Heard, speaker_choices
from whyshore.tui.panes import plain
from whyshore.tui.transcript import Transcript


class ReadingActs(DeskScreen):
    """How one goes on in the text."""

    _heard: Heard = EVERYBODY
    """Whose words stand out."""

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
        if turn is None and self.desk.interview and self.desk.is_last_turn(self.place(), step):
            self.say(f"There is no turn to code {'further on' if step > 0 else 'before this one'}.")
        elif turn is None:
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
        where = f"{interview.title}, {cited(turn)}" if turn else interview.title
        self.copy_out(f"“{interview.text[slice(*span)]}” ({where})", "copied with its citation")

    def action_pane_copy(self) -> None:
        """Copy what the code under the cursor of the codebook means."""
        tree = self.query_one(CodebookTree)
        if self.focused is tree and (code := self.desk.codebook.by_id.get(tree.looked_at or "")):
            said = f"{code.name}: {code.definition}" if code.definition else code.name
            self.copy_out(f"{said} ({code.id})", "copied: the code and its definition")
        elif not isinstance(self.focused, Transcript):
            self.say("In the lists, only a code of the codebook can be copied.")

    # --- go to a place ---

    def do_go_to(self) -> None:
        """Ask for a turn, a time code or a share of the text, and go there."""
        if self.desk.interview is None:
            return

        def answered(wanted: str | None) -> None:
            if wanted and wanted.strip():
                self._go_to(wanted)

        ask(self.app, Asker("Go to", prompt=WAYS), answered)

    def _go_to(self, wanted: str) -> None:
        interview = self.desk.opened()
        try:
            position = place_called(interview, wanted)
        except FixableError as problem:
            self.fail(problem)
            return
        self.set_focus(self.transcript)
        self.transcript.put_cursor(position)
        if beyond := beyond_time_codes(interview, wanted):
            self.say(plain(beyond))

    # --- whose words stand out ---

    def do_speakers(self) -> None:
        """Ask whose words are to stand out; those of others are dimmed."""
        interview = self.desk.interview
        if interview is None:
            return

        def picked(choice: str | None) -> None:
            if choice is not None:
                self._heard = Heard.named(choice)
                self.show_work()
                self.cursor_moved()

        ask(self.app, Chooser("Whose words stand out?", speaker_choices(interview)), picked)

    def show_work(self) -> None:
        """Draw codings and passages as they are now, and dim the words of those not asked for."""
        super().show_work()
        if self.desk.interview is not None:
            self.transcript.let_stand_back(self._heard.quiet_in(self.desk.interview))

    def standing_notes(self) -> list[str]:
        """Whose words stand out, where it is not everybody's."""
        opened = self.desk.interview
        note = self._heard.note(opened) if opened else ""
        return [*super().standing_notes(), *([note] if note else [])]
