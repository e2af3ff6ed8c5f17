"""The screen a researcher codes in: interviews and cases, the text, the codebook."""

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from whyshore.errors import FixableError
from whyshore.tui.asking import ask
from whyshore.tui.case_acts import CaseActs
from whyshore.tui.codebook_acts import CodebookActs
from whyshore.tui.dialogs import (
    HelpScreen,
)
from whyshore.tui.display_text import display
from whyshore.tui.find_acts import FindActs
from whyshore.tui.keys import taken_letters
from whyshore.tui.memo_acts import MemoActs
from whyshore.tui.panes import InterviewList
from whyshore.tui.reading_acts import ReadingActs
from whyshore.tui.transcript import Transcript
from whyshore.workflow.coding_desk import CodingDesk

LOOK_EVERY = 2.0
"""Seconds between looks whether another program changed the project."""


class CodingScreen(CodebookActs, MemoActs, CaseActs, ReadingActs, FindActs):
    """Read, select, code; everything is saved with the key that does it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "next_pane", "Next pane", priority=True),
        Binding("shift+tab", "previous_pane", "Previous pane", priority=True),
        Binding("escape", "to_text", "Back to the text"),
        Binding("f2,ctrl+t", "do('synthesis')", "Synthesis"),
        Binding("f1,question_mark", "do('help')", "Keys"),
        Binding("u,ctrl+z", "do('undo')", "Undo"),
        Binding("U,ctrl+r", "do('redo')", "Redo"),
        Binding("M", "pane_memo", "Memo"),
        Binding("f4", "do('memos')", "Memos"),
        Binding("slash,ctrl+f", "do('find')", "Find"),
    ]
    PANES = ("interviews", "cases", "transcript", "memo", "codebook")

    def __init__(self, desk: CodingDesk, notices: tuple[str, ...] = ()) -> None:
        super().__init__(desk, notices)
        self.transcript = Transcript(self, id="transcript")

    def on_mount(self) -> None:
        """Lay out the interview the coder was in last."""
        self.query_one("#interviews").border_title = "Interviews"
        self.query_one("#cases").border_title = "Cases"
        self.show_codebook()
        self.transcript.focus()
        first = self.desk.first_interview()
        if first is not None:
            self.open_interview(first)
        else:
            self.say("No interviews yet: put .txt or .md files into interviews/, then start again.")
            self.show_lists()
        for notice in self._notices:
            self.notify(notice, markup=False, severity="warning", timeout=12)
        self.set_interval(LOOK_EVERY, self._look_elsewhere)

    def on_resize(self) -> None:
        """Show as many hints as fit now."""
        self.show_hints()

    def on_descendant_focus(self) -> None:
        """Unfold the pane that has the focus, and show its keys."""
        self._unfold()
        self.show_hints()

    def action_next_pane(self) -> None:
        """Go to the next pane, unfolding it where it is folded."""
        self._step_pane(1)

    def action_previous_pane(self) -> None:
        """Go to the pane before."""
        self._step_pane(-1)

    def _step_pane(self, step: int) -> None:
        above = [each.id for each in self.focused.ancestors_with_self] if self.focused else []
        panes = [pane for pane in self.PANES if self.query_one(f"#{pane}").display]
        here = next((n for n, pane in enumerate(panes) if pane in above), 2)
        wanted = panes[(here + step) % len(panes)]
        self.set_class(wanted in {"interviews", "cases"}, "-show-left")
        self.set_class(wanted == "codebook", "-show-right")
        self.set_focus(self.query_one(f"#{wanted}"))

    def action_to_text(self) -> None:
        """Back to the text."""
        self.query_one("#find").display = False
        self.set_focus(self.transcript)
        self.cursor_moved()

    @on(InterviewList.Opened)
    def _interview_picked(self, event: InterviewList.Opened) -> None:
        self.open_interview(event.interview)

    def action_do(self, action: str) -> None:
        """Run a command of the table of keys by its name."""
        getattr(self, f"do_{action}")()

    def do_help(self) -> None:
        """Show every key."""
        taken = taken_letters()
        led = [chord for chord in self.transcript.chords if chord[0] in taken]
        ask(self.app, HelpScreen(led), lambda _: None)

    def do_synthesis(self) -> None:
        """Go to the synthesis."""
        from whyshore.tui.synthesis_screen import SynthesisScreen

        self.keep_place()

        def returned(place: tuple[str, int, int] | None) -> None:
            self.desk.refresh()
            self.show_all()
            if place:
                self.open_interview(*place)

        ask(self.app, SynthesisScreen(self.desk.project), returned)

    def _look_elsewhere(self) -> None:
        """Show what another program did to the project meanwhile."""
        if not self.is_current:
            return
        self.keep_place()
        try:
            if self.desk.changed_elsewhere():
                self.desk.refresh()
                self.show_all()
                self.say("taken over: changes made by another program")
            elif self.desk.read_codebook():
                self.show_codebook()
                self.say("taken over: the codebook was changed")
        except FixableError as problem:
            self.fail(problem)
            return
        problem_now = self.desk.codebook_problem
        if problem_now is not None and str(problem_now) != self._told_problem:
            self.notify(display(str(problem_now)), markup=False, severity="warning", timeout=10)
            self.say("the codebook has problems; the last one that could be read stays in use")
        self._told_problem = str(problem_now) if problem_now else ""

    def on_unmount(self) -> None:
        """Remember the place when the program ends."""
        self.keep_place()
