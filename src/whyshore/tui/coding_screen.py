"""The screen a researcher codes in: interviews and cases, the text, the codebook."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from whyshore.domain.overview import Opening
from whyshore.domain.project import Settings
from whyshore.errors import FixableError
from whyshore.tui.adjust_acts import AdjustActs
from whyshore.tui.asking import ask, hold, keys_of, release, use_keys
from whyshore.tui.case_acts import CaseActs
from whyshore.tui.chord_acts import ChordActs
from whyshore.tui.codebook_tree import WITHOUT_A_CODE
from whyshore.tui.dialogs import HelpScreen
from whyshore.tui.display_text import display
from whyshore.tui.everywhere_acts import EverywhereActs
from whyshore.tui.fold_acts import FoldActs
from whyshore.tui.guide_acts import GuideActs
from whyshore.tui.history_acts import HistoryActs
from whyshore.tui.joint_acts import JointActs
from whyshore.tui.keymap import keymap, problems_with_keys, told_shortly
from whyshore.tui.keys import (
    CODEBOOK_KEYS,
    FIND_LINE,
    MEMO_KEYS,
    PANE_KEYS,
    TRANSCRIPT_GROUPS,
    KeyGroup,
)
from whyshore.tui.memo_acts import MemoActs
from whyshore.tui.moves import MOVES, STRETCHES
from whyshore.tui.palette import command_of
from whyshore.tui.panes import CaseList, InterviewList
from whyshore.tui.rate_acts import RateActs
from whyshore.tui.reading_acts import ReadingActs
from whyshore.tui.reorganise_acts import ReorganiseActs
from whyshore.tui.review_acts import ReviewActs
from whyshore.tui.seeing_acts import SeeingActs
from whyshore.tui.select_acts import SelectActs
from whyshore.tui.status import Line
from whyshore.tui.survey_acts import SurveyActs
from whyshore.tui.tour_acts import TourActs
from whyshore.tui.transcript import Transcript
from whyshore.workflow.coding_desk import CodingDesk

_IN_THE_CODEBOOK = {key.action for key in CODEBOOK_KEYS.keys}
LOOK_EVERY = 1.0
"""Seconds between looks whether another program changed the project."""
LOOK_AT_FILES_EVERY = 3.0
"""Seconds between looks at the files in `interviews/`."""


class CodingScreen(
    TourActs,
    ReviewActs,
    GuideActs,
    HistoryActs,
    FoldActs,
    AdjustActs,
    SelectActs,
    RateActs,
    ChordActs,
    ReorganiseActs,
    MemoActs,
    CaseActs,
    ReadingActs,
    EverywhereActs,
    SeeingActs,
    SurveyActs,
    JointActs,
):
    """Read, select, code; everything is saved with the key that does it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "next_pane", "Next pane", priority=True, id="next_pane"),
        Binding("shift+tab", "previous_pane", "Previous pane", priority=True, id="previous_pane"),
        Binding("escape", "to_text", "Back to the text", id="to_text"),
        Binding("f2,ctrl+t", "do('synthesis')", "Synthesis", id="synthesis"),
        Binding("f12", "do('survey')", "Survey", id="survey"),
        Binding("f1,question_mark", "do('help')", "Keys", id="help"),
        Binding("u,ctrl+z", "do('undo')", "Undo", id="undo"),
        Binding("U,ctrl+r", "do('redo')", "Redo", id="redo"),
        Binding("M", "pane_memo", "Memo", id="pane_memo"),
        Binding("y", "pane_copy", "Copy", id="pane_copy"),
        Binding("f4", "do('memos')", "Memos", id="memos"),
        Binding("ctrl+e", "do('history')", "History", id="history"),
        Binding("slash,ctrl+f", "do('find')", "Find", id="find"),
        Binding("F", "do('find_everywhere')", "Find everywhere", id="find_everywhere"),
        Binding("Q", "segments_of_code", "Coded segments", id="segments_of_code"),
        Binding("colon", "do('go_to')", "Go to", id="go_to"),
        Binding("V", "do('guide')", "Interview guide", id="guide"),
        Binding("Y", "do('speakers')", "Speakers", id="speakers"),
        Binding("f10", "do('review')", "Corrected transcripts", id="review"),
        Binding("f5", "do('joint')", "Joint displays", id="joint"),
        Binding("f6", "do('tour')", "Tour", id="tour"),
        Binding("f7", "do('fold_left')", "Fold the interviews", id="fold_left"),
        Binding("f8", "do('fold_right')", "Fold the codebook", id="fold_right"),
    ]
    PANES = ("interviews", "cases", "transcript", "memo", "codebook")

    class Opened(Message):
        """The project is open."""

        def __init__(self, settings: Settings, *, read_only: bool) -> None:
            self.settings, self.read_only = settings, read_only
            super().__init__()

    class NotOpened(Message):
        """The project could not be opened."""

        def __init__(self, problem: FixableError) -> None:
            self.problem = problem
            super().__init__()

    def __init__(self, desk: CodingDesk, first: str = "") -> None:
        """Make the screen; `first` is one of its actions that is done when the project is open."""
        super().__init__(desk)
        desk.witness = self
        self._first = first
        self._refusal: Content | None = None
        """What the status line says of a change that was not saved."""
        self.transcript = Transcript(self, id="transcript")

    def on_mount(self) -> None:
        """Wait for the project; keys that are typed meanwhile are kept for it."""
        self.query_one("#interviews").border_title = "Interviews"
        self.query_one("#cases").border_title = "Cases"
        self.transcript.focus()
        self.show_saved("opening …")
        for what in ("scroll_y", "virtual_size"):
            self.watch(self.transcript, what, self._view_changed, init=False)
        hold(self.app)
        self.desk.office.when_open(self._opened, self._not_opened)

    def _not_opened(self, problem: FixableError) -> None:
        self.post_message(self.NotOpened(problem))

    def _opened(self, opening: Opening) -> None:
        """Lay out the interview the coder was in last."""
        self.post_message(self.Opened(opening.settings, read_only=opening.read_only))
        use_keys(self.app, keymap(opening.settings.keys))
        self.transcript.use_keys()
        self.show_hints()
        self.desk.begin(opening)
        self.show_codebook()
        first = self.desk.first_interview()
        if first is not None:
            self.open_interview(first)
        else:
            self.tell(
                "No interviews yet: put .txt or .md files into interviews/; F10 takes them in."
            )
            self.show_lists()
        odd_keys = problems_with_keys(opening.settings.keys, opening.overview.codebook)
        for notice in (*opening.notices, *told_shortly(odd_keys)):
            self.notify(notice, markup=False, severity="warning", timeout=12)
        self.show_saving()
        if opening.corrected:
            self.ask_for_corrected()
        begin = command_of(self, self._first or ("tour" if opening.tour else ""))
        if begin:
            begin()
        self.set_interval(LOOK_EVERY, self._look_elsewhere)
        self.look_at_files()
        self.set_interval(LOOK_AT_FILES_EVERY, self.look_at_files)
        release(self.app)

    def known(self) -> None:
        """What is on the interview, or counts and progress, are known now."""
        self.show_work()
        self.show_lists()
        self.show_codebook()
        if self.query_one("#status", Line).said == self._refusal:
            self.show_saving()  # why something was not saved stays to be read
        else:
            self.cursor_moved()

    def _view_changed(self) -> None:
        """The text was scrolled, or wrapped anew."""
        self.soon(self.show_map)

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
        self.show_sides(
            {"interviews": {"left"}, "cases": {"left"}, "codebook": {"right"}}.get(wanted, ())
        )
        self.set_focus(self.query_one(f"#{wanted}"))
        self.cursor_moved()

    def action_to_text(self) -> None:
        """Back to the text."""
        self.leave_find()
        self.set_focus(self.transcript)
        self.cursor_moved()

    def action_give_up(self) -> None:
        """Close the line with words to find, and go back to the text."""
        self.action_to_text()

    @on(InterviewList.Opened)
    def _interview_picked(self, event: InterviewList.Opened) -> None:
        self.open_interview(event.interview)

    def action_do(self, action: str, times: int = 1) -> None:
        """Run a command of the table of keys by its name; say where it cannot be done."""
        if self.hand_is_full(action):
            return
        act = getattr(self, f"do_{action}")
        try:
            act(times) if action in STRETCHES else act()
        except FixableError as problem:
            self.fail(problem)
        else:
            self.did(action)

    def key_groups(self) -> tuple[KeyGroup, ...]:
        """The keys that act where the focus is."""
        beside = {"transcript": (), "codebook": (CODEBOOK_KEYS,), "memo": (MEMO_KEYS,)}
        focused = str(self.focused.id) if self.focused else ""
        if self.find_bar.line.has_focus:
            return (FIND_LINE, *TRANSCRIPT_GROUPS)
        return (*beside.get(focused, (PANE_KEYS,)), *TRANSCRIPT_GROUPS)

    def groups_elsewhere(self) -> tuple[tuple[KeyGroup, str], ...]:
        """What else can be done from here: in the codebook, the cases, the memo that is open."""
        code = self.desk.codebook.by_id.get(self.codebook_tree.looked_at or "")
        on = f", on {display(f'{code.chord} {code.name}'.strip())}" if code else ""
        memo = ((MEMO_KEYS, "in the memo"),) if self.memo_pane.draft is not None else ()
        return ((CODEBOOK_KEYS, f"in the codebook{on}"), (PANE_KEYS, "in the lists"), *memo)

    def command(self, action: str) -> Callable[[], object] | None:
        """What runs an action of the table of keys."""
        if action in MOVES or action == "clear":
            return lambda: self._act_in_text(action)
        if action in _IN_THE_CODEBOOK:
            return lambda: self._act_in_codebook(action)
        if action == "add_case":
            return self.query_one(CaseList).action_add
        if action in {"open", "pane_memo"}:
            return self._command_of_list(action)
        if hasattr(self, f"do_{action}"):
            return lambda: self.action_do(action)
        return self.find_bar.command(action) or command_of(self, action)

    def _command_of_list(self, action: str) -> Callable[[], object]:
        """What opens, or writes a memo on, what the cursor of a list is on; else goes to one."""
        focused = self.focused
        if not isinstance(focused, InterviewList | CaseList):
            return lambda: self._go_to_list(action)
        return focused.action_select if action == "open" else self.action_pane_memo

    def _go_to_list(self, action: str) -> None:
        """To the list in which something can be done, and say how."""
        pane, how = {
            "open": ("#interviews", "goes to the interview; ⏎ opens it"),
            "pane_memo": (
                "#cases",
                f"goes to the case; {self._shown('pane_memo')} is for the memo",
            ),
        }[action]
        self.set_focus(self.query_one(pane))
        self.tell(f"↑ ↓, or the first letter of its name, {how}.")

    def _shown(self, action: str) -> str:
        return keys_of(self.app).shown(action)

    def _act_in_codebook(self, action: str) -> None:
        """Go to the codebook, and do something with the code its cursor is on."""
        tree = self.codebook_tree
        self.set_focus(tree)
        if tree.looked_at is None and action not in WITHOUT_A_CODE:
            self.tell("Go to a code in the codebook first: ↑ ↓, or letters of its name.")
            return
        run = command_of(tree, action) or command_of(self, action)
        if run is not None:
            run()

    def _act_in_text(self, action: str) -> None:
        self.set_focus(self.transcript)
        self.transcript.act(action)

    def do_help(self) -> None:
        """Show every key."""
        led = keys_of(self.app).led_chords(self.desk.codebook)
        names = [self.desk.codebook.by_id.get(code) for code in self.desk.recent]
        recent = [f"{code.chord} {code.name}".strip() for code in names if code]
        ask(self.app, HelpScreen(led, recent), lambda _: None)

    def do_synthesis(self) -> None:
        """Go to the synthesis."""
        from whyshore.tui.synthesis_screen import SynthesisScreen

        try:
            self.desk.office.check_free()
        except FixableError as problem:
            self.fail(problem)
            return
        self.keep_place()

        def returned(place: tuple[str, int, int] | None) -> None:
            self.desk.refresh()
            self.show_all()
            if place:
                self.open_interview(*place)

        ask(self.app, SynthesisScreen(self.desk.office), returned)

    def _look_elsewhere(self) -> None:
        """Show what another program did to the project meanwhile."""
        if not self.is_current:
            return
        self.keep_place()
        self.desk.look()

    def taken_over(self, what: str) -> None:
        """Show what another program did, or what was changed in the codebook's file."""
        self.show_all()
        self.tell(f"taken over: {what}")
        problem = self.desk.codebook_problem
        if problem and problem != self._told_problem:
            self.notify(display(problem), markup=False, severity="warning", timeout=10)
            self.tell("the codebook has problems; the last one that could be read stays in use")
        self._told_problem = problem

    def saved(self) -> None:
        """Something that was on its way is saved."""
        self.show_saving()

    def not_saved(self, problem: FixableError) -> None:
        """Something could not be saved: it is no longer shown as if it were."""
        self.show_all()
        self.fail(problem)
        self._refusal = self.query_one("#status", Line).said

    def on_unmount(self) -> None:
        """Remember the place when the program ends."""
        self.keep_place()
