"""Read the interview by the questions of the guide."""

from whyshore.domain.guide import Asked, GuideView
from whyshore.errors import FixableError
from whyshore.tui.asking import ask
from whyshore.tui.desk_screen import DeskScreen
from whyshore.tui.guide_window import GuideWindow
from whyshore.tui.panes import plain


class GuideActs(DeskScreen):
    """What one does with the interview guide."""

    def do_guide(self) -> None:
        """Show the interview by the sections of the guide."""
        view = self._by_guide()
        if view is None:
            return
        interview, chosen = self.desk.opened(), self.transcript.selection
        here = interview.turn_at(chosen.cursor) if chosen else None

        def answered(position: int | None) -> None:
            if position is not None:
                self.set_focus(self.transcript)
                self.transcript.put_cursor(position)

        ask(self.app, GuideWindow(view, interview, here, self._pin), answered)

    def do_next_question(self) -> None:
        """Go to the next turn that asks what the guide asks."""
        self._step_question(1)

    def do_previous_question(self) -> None:
        """Go to the question of the guide before."""
        self._step_question(-1)

    def _step_question(self, step: int) -> None:
        view = self._by_guide()
        if view is None:
            return
        ahead = [
            each for each in view.questions if (each.turn.words_start - self.place()) * step > 0
        ]
        if not view.fits:
            self.tell("This interview follows no guide: no question is like one of it.")
        elif not ahead:
            where = "further on" if step > 0 else "before"
            self.say(f"There is no question of the guide {where}.")
        else:
            self._go_to_question(view, ahead[0] if step > 0 else ahead[-1])

    def _go_to_question(self, view: GuideView, asked: Asked) -> None:
        self.set_focus(self.transcript)
        self.transcript.put_cursor(asked.turn.words_start)
        section = view.guide.by_id[asked.section]
        self.say((f"turn {asked.turn.number} ", "bold"), plain(f"{section.title} · {asked.why}"))

    def _by_guide(self) -> GuideView | None:
        if self.desk.interview is None:
            self.say("Open an interview first.")
            return None
        try:
            return self.desk.clerk.interview_by_guide(self.desk.interview.id)
        except FixableError as problem:
            self.fail(problem)
            return None

    def _pin(self, start: int, section: str | None) -> GuideView:
        """Pin a turn, or with None unpin it; gives the guide as it is then.

        Raises:
            FixableError: it cannot be pinned; nothing is saved then.
        """
        interview, clerk = self.desk.opened().id, self.desk.clerk
        if section is None:
            clerk.unpin_turn(interview, start)
        else:
            clerk.pin_turn(interview, start, section)
        self.desk.refresh()
        return clerk.interview_by_guide(interview)
