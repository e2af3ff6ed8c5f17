"""What every part of the coding screen builds on: the panes, and how they show the work."""

from collections.abc import Callable, Collection

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input

from whyshore.analysis.coding_filter import CodingFilter, filter_in_words
from whyshore.domain.coding import Coding
from whyshore.domain.memo import Topic
from whyshore.domain.place import cited
from whyshore.domain.words import counted
from whyshore.errors import FixableError
from whyshore.tui.asking import trouble_of
from whyshore.tui.chord_popup import ChordPopup
from whyshore.tui.codebook_tree import CodebookTree, FilterLine
from whyshore.tui.display_text import display
from whyshore.tui.find_line import FindBar, Searches
from whyshore.tui.hint_line import HALF_CHORD, IN_A_LINE
from whyshore.tui.keys import ADJUST, CODE, FIND, FIND_LINE, MOVE, PANE_KEYS, READ, SEE, SELECT
from whyshore.tui.memo_pane import MemoPane
from whyshore.tui.minimap import Minimap
from whyshore.tui.panes import CaseList, CodeDetails, InterviewList, plain
from whyshore.tui.status import Line
from whyshore.tui.transcript import Transcript
from whyshore.tui.transcript_rows import CodeLook
from whyshore.tui.work_screen import READING, REFUSED, SAVED, WORKING, WorkScreen
from whyshore.workflow.coding_desk import CodingDesk


class DeskScreen(WorkScreen[None]):
    """The panes beside the text, filled from the desk; what can be done comes on top of it."""

    memo_pane: MemoPane
    """Made by the part of the screen that writes memos."""
    transcript: Transcript
    """Made by the screen itself, as it is the one that its keys are told to."""

    def __init__(self, desk: CodingDesk) -> None:
        super().__init__()
        self.desk = desk
        self.searches = Searches()
        self._found_before = 0
        self._told_problem = ""
        self._told_filter = ""
        self._kept_place = ("", -1)
        self._soon: list[Callable[[], object]] = []
        self.not_turned = ""
        """Why the last undo or redo was refused; the history shows it once more, in full."""
        self.filter = CodingFilter()
        """Which codings show; with nothing asked, all."""

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Horizontal(id="panes"):
            with Vertical(id="left"):
                yield InterviewList(id="interviews")
                yield CaseList(id="cases")
            with Vertical(id="middle"):
                yield Line(id="banner")
                with Horizontal(id="reading"):
                    yield self.transcript
                    yield Minimap(id="minimap")
                yield self.memo_pane
                yield FindBar(self.searches, "find; Enter keeps, Esc closes")
            with Vertical(id="right"):
                yield FilterLine(
                    id="codebook-filter", placeholder="filter", compact=True, select_on_focus=False
                )
                yield CodebookTree(id="codebook")
                with VerticalScroll(id="details-scroll", can_focus=False):
                    yield CodeDetails(id="details")
        yield from self.compose_more()
        yield from self.compose_lines()
        yield ChordPopup(id="chords")

    def compose_more(self) -> ComposeResult:
        """What stands between the panes and the lines at the bottom."""
        yield from ()

    def open_interview(self, interview: str, start: int | None = None, end: int = 0) -> None:
        """Lay out an interview, at a place or where the coder last was in it."""
        self.keep_place()
        try:
            position = self.desk.open(interview)
        except FixableError as problem:
            self.fail(problem)
            return
        opened = self.desk.opened()
        self.transcript.border_title = plain(f"{opened.id} · {opened.title}")
        self.show_banner()
        self.transcript.show(opened, position)
        self.show_work()
        self.show_lists()
        self.query_one(CodebookTree).count(*self.desk.code_counts())
        if start is not None:
            self.transcript.put_cursor(start, end)
        self.transcript.focus()
        self.cursor_moved()

    def show_saving(self) -> None:
        """Say how many changes are not in the database yet."""
        waiting, trouble = self.desk.unsaved, trouble_of(self.app)
        state = f"{waiting} unsaved, {trouble}" if trouble else f"saving {waiting} …"
        idle = WORKING if self.desk.working else READING if self.desk.reading else self._kept()
        self.show_saved(state if waiting else idle)

    def _kept(self) -> str:
        """Whether what was done last is saved, where nothing is on its way."""
        return REFUSED if self.desk.refused and not trouble_of(self.app) else SAVED

    def say(self, *parts: Content | str | tuple[str, str]) -> None:
        """Show something in the status line until the next key changes it."""
        self.show_saving()
        super().say(*parts)

    def soon(self, show: Callable[[], object]) -> None:
        """Show something once what the key itself changed has been drawn.

        What a quick typist's next key would change again is shown once, at the end.
        """
        if show not in self._soon:
            self._soon.append(show)
        if len(self._soon) == 1:
            self.call_after_refresh(self._show_soon)

    def _show_soon(self) -> None:
        wanted, self._soon = self._soon, []
        for show in wanted:
            show()

    def show_change(self) -> None:
        """Draw codings that came or went, and soon what depends on them."""
        self.show_work()
        self.soon(self.show_counts)
        self.soon(self.explain_current)

    def show_banner(self) -> None:
        """Say above the text what is special about the interview."""
        opened = self.desk.interview
        banner = self.query_one("#banner", Line)
        parts = []
        if opened and opened.fictional:
            parts.append("FICTIONAL: invented, for practice")
        if opened and not opened.include:
            parts.append("left out of every table")
        banner.display = bool(parts)
        banner.say(Content(" · ".join(parts)))

    def show_work(self) -> None:
        """Draw codings and passages as they are now."""
        desk = self.desk
        noted = frozenset(about for topic, about in desk.memos if topic is Topic.CODING)
        names = self.case_names()
        shown = desk.codings
        if self.filter:
            shown = self.filter.passing(desk.codings, desk.codebook, desk.case_of)
        self.transcript.show_codings(shown, desk.passages, case_names=names, memos=noted)
        self.soon(self.show_filter)
        self.soon(self.show_map)

    def show_filter(self) -> None:
        """Say on the border of the text which codings show, as long as not all do."""
        said = ""
        if self.filter:
            wanted = filter_in_words(self.filter, self.desk.codebook, self.case_names())
            shown, every = len(self.transcript.margin.codings), len(self.desk.codings)
            said = f"{shown} of {counted(every, 'coding')} · only {wanted}"
        if said != self._told_filter:
            self._told_filter = said
            self.transcript.border_subtitle = plain(said)

    def is_shown(self, coding: Coding) -> bool:
        """Whether the filter lets a coding through."""
        return not self.filter or coding in self.transcript.margin.at(coding.segment.start)

    def case_names(self) -> dict[str, str]:
        """The names of the cases by their ids."""
        return {case.id: case.name for case in self.desk.cases}

    def show_map(self) -> None:
        """Show the whole interview beside the text, and where one is in it."""
        transcript, minimap = self.transcript, self.query_one(Minimap)
        layout, chosen = transcript.laid_out, transcript.selection
        if layout is None or chosen is None or not minimap.display:
            return
        minimap.show(
            layout,
            transcript.margin.codings,
            transcript.hits,
            on_screen=transcript.rows_on_screen,
            cursor=chosen.cursor,
        )

    def show_codebook(self) -> None:
        """Show the codebook as it is now, and take over its chords and colours."""
        codebook = self.desk.codebook
        assignable = [code for code in codebook.codes if code.assignable and code.chord]
        self.transcript.chords = {code.chord: code.id for code in assignable}
        self.transcript.use_looks({c.id: CodeLook(c.chord, c.colour) for c in codebook.codes})
        tree = self.query_one(CodebookTree)
        tree.border_title = plain(codebook.title or "Codebook")
        tree.fill(codebook, self.desk.missing_codes())
        tree.count(*self.desk.code_counts())

    def show_lists(self) -> None:
        """Show interviews and cases as they are now."""
        desk = self.desk
        current = desk.interview.id if desk.interview else None
        rows = [(outline, desk.progress(outline.id)) for outline in desk.outlines.values()]
        self.query_one(InterviewList).fill(rows, current)
        self.show_cases()

    def show_cases(self) -> None:
        """Show the cases with their counts."""
        desk = self.desk
        cases = self.query_one(CaseList)
        cases.fill(desk.cases_nearest_first(), desk.case_counts(), desk.cases_here())

    def show_counts(self) -> None:
        """Show the counts that a coding changes."""
        desk = self.desk
        current = desk.interview.id if desk.interview else None
        outline = desk.outlines.get(current) if current else None
        if outline:
            interviews = self.query_one(InterviewList)
            interviews.update(outline, desk.progress(outline.id), current)
        self.show_cases()
        self.query_one(CodebookTree).count(*desk.code_counts())

    def cursor_moved(self) -> None:
        """Say where the cursor is; runs within the key that moved it."""
        chosen, desk = self.transcript.selection, self.desk
        if chosen is None or desk.interview is None:
            return
        turn = desk.interview.turn_at(chosen.cursor)
        start, end = chosen.target or (chosen.cursor, chosen.cursor)
        case = desk.case_name(desk.case_at(start, end))
        at = self.transcript.shown_codings_at(chosen.cursor if not chosen.span else chosen.span[0])
        codes = " ".join(f"{self.chord_of(coding)}{self.rated(coding)}" for coding in at)
        hidden = len(desk.codings_at(self.place())) - len(at) if self.filter else 0
        parts = [
            display(" ".join(filter(None, (cited(turn), turn.speaker)))) if turn else "",
            display(case),
            f"{codes} (+{hidden} filtered away)".strip() if hidden else codes,
            chosen.in_words,
            "EXTENDING (v ends)" if chosen.sticky else "",
            *self.standing_notes(),
        ]
        self.say(
            f"{desk.coder} · ",
            plain(" · ".join(part for part in parts if part)),
            f" · {self._how_many()}",
        )
        self.soon(self.explain_current)
        self.did("move")
        self.soon(self.show_map)

    def _how_many(self) -> str:
        """How many codings there are in the interview, and how many of them show."""
        every = f"{counted(len(self.desk.codings), 'coding')} in the text"
        shown = len(self.transcript.margin.codings)
        return f"{shown} of {every} (Z shows all)" if self.filter else every

    def explain_current(self) -> None:
        """Explain the code at the cursor, else the one looked at in the codebook."""
        current = self.transcript.current
        if current is None:
            code = self.query_one(CodebookTree).looked_at
            memos = {}
        else:
            code = current.code
            memos = {"Memo on this coding": self.desk.memos.get((Topic.CODING, current.id), "")}
            if self.desk.codebook.ratings:
                memos |= {self.desk.codebook.ratings.title: self.rating_of(current)}
        memos["Memo on the code"] = self.desk.memos.get((Topic.CODE, code or ""), "")
        others = [
            each for each in self.transcript.shown_codings_at(self.place()) if each is not current
        ]
        if current is not None and others:
            memos["Also here"] = ", ".join(
                f"{self.chord_of(each)} ({each.coder})" for each in others
            )
        kept = {title: memo for title, memo in memos.items() if memo}
        self.query_one(CodeDetails).explain(self.desk.codebook, code, kept)

    def chord_of(self, coding: Coding) -> str:
        """How a coding is named in a few letters."""
        code = self.desk.codebook.by_id.get(coding.code)
        return display(code.chord or code.id if code else f"{coding.code}?")

    def rating_of(self, coding: Coding) -> str:
        """How a coding is rated in words; empty where it is not, or where there is no scale."""
        scale = self.desk.codebook.ratings
        return "" if scale is None or coding.rating is None else scale.name_of(coding.rating)

    def rated(self, coding: Coding) -> str:
        """The number of its rating behind a coding's chord, as in `omg=2`."""
        return f"={coding.rating}" if self.rating_of(coding) else ""

    def show_hints(self) -> None:
        """Show the keys that matter where the focus is."""
        if self.query_one(FindBar).line.has_focus:
            self.hint(FIND_LINE)
        elif isinstance(self.focused, Input):
            self.hint(IN_A_LINE)
        elif not self.transcript.has_focus:
            nothing_to_add = not isinstance(self.focused, CaseList)
            self.hint(PANE_KEYS, FIND, READ, without={"add_case"} if nothing_to_add else ())
        elif self.transcript.chord is not None:
            self.hint(HALF_CHORD)
        else:
            chosen = self.transcript.selection
            selected = {"grow", "clear"} if chosen and chosen.span else set()
            sticky = {"sticky"} if chosen and chosen.sticky else set()
            self.hint(CODE, SELECT, FIND, MOVE, ADJUST, READ, SEE, first=selected | sticky)

    def _unfold(self) -> None:
        """Show the pane that has the focus also where it is folded."""
        above = {each.id for each in self.focused.ancestors_with_self} if self.focused else set()
        self.show_sides({"left", "right"} & above)

    def show_sides(self, wanted: Collection[str]) -> None:
        """Show panes beside the text also where they are folded: `left`, `right`, or neither.

        Where both stand open, nothing is styled anew: that costs as much as drawing.
        """
        changed = [
            side
            for side in ("left", "right")
            if self.has_class(f"-show-{side}") is not (side in wanted)
        ]
        for side in changed:
            self.set_class(side in wanted, f"-show-{side}", update=False)
        if any(self.has_class("-narrow") or self.has_class(f"-hide-{side}") for side in changed):
            self.update_node_styles()

    def show_all(self) -> None:
        """Show everything anew after a change that is not known in detail."""
        opened, shown = self.desk.interview, self.transcript.interview
        if opened is not None and (shown is None or shown.text_hash != opened.text_hash):
            # The text itself was replaced: positions of the old one mean nothing in it.
            self.transcript.show(opened, self.place() if shown else 0)
            self.show_banner()
        elif opened is None and shown is not None:
            self._leave_gone(shown.id)
        self.show_codebook()
        self.show_work()
        self.show_lists()
        self.cursor_moved()
        self.explain_current()

    def _leave_gone(self, gone: str) -> None:
        """Open another interview in place of one that is no longer in the project, and say so."""
        self.transcript.clear()
        self.transcript.border_title = ""
        self.query_one(Minimap).clear()
        self.show_banner()
        other = self.desk.first_interview()
        now = "no interview is open" if other is None else f"{other} is open"
        self.notify(display(f"{gone} is no longer in the project: {now}."), markup=False)
        if other is not None:
            self.open_interview(other)

    def did(self, action: str) -> None:  # noqa: ARG002 - for what builds on this
        """Something was done: keep the hints with it."""
        self.show_hints()

    def standing_notes(self) -> list[str]:
        """What the status line says as long as it lasts, such as whose words stand back."""
        return []

    def place(self) -> int:
        """The position that moves to the next thing start from."""
        chosen = self.transcript.selection
        return (chosen.span[0] if chosen.span else chosen.cursor) if chosen else 0

    def keep_place(self) -> None:
        """Remember the reading position; a project that cannot be written forgets it."""
        chosen = self.transcript.selection
        if chosen is None or self.desk.interview is None:
            return
        place = (self.desk.interview.id, chosen.cursor)
        if place == self._kept_place:
            return
        self._kept_place = place
        self.desk.leave(chosen.cursor)
