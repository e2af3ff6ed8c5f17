"""The screen a researcher codes in: interviews and cases, the text, the codebook."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input

from whyshore.coding.find import find_all
from whyshore.domain.case import parse_case_name
from whyshore.domain.coding import Coding
from whyshore.domain.history import Event
from whyshore.domain.memo import Topic
from whyshore.domain.words import counted, shortened
from whyshore.errors import FixableError
from whyshore.tui.asking import AskLine, ask, hold, release
from whyshore.tui.dialogs import (
    Asker,
    CasePicker,
    Choice,
    Chooser,
    CodePicker,
    HelpScreen,
    MemoEditor,
)
from whyshore.tui.display_text import display
from whyshore.tui.keys import CODE, FIND, MOVE, PANE_KEYS, SELECT, taken_letters
from whyshore.tui.panes import CaseList, CodebookTree, CodeDetails, InterviewList, plain
from whyshore.tui.selection import Unit
from whyshore.tui.status import Line, hints
from whyshore.tui.transcript import CodeLook, Transcript
from whyshore.tui.work_screen import WorkScreen
from whyshore.workflow.coding_desk import CodingDesk

LOOK_EVERY = 2.0
"""Seconds between looks whether another program changed the project."""


class CodingScreen(WorkScreen[None]):
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
        Binding("slash,ctrl+f", "do('find')", "Find"),
    ]
    PANES = ("interviews", "cases", "transcript", "codebook")

    def __init__(self, desk: CodingDesk, notices: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.desk = desk
        self.transcript = Transcript(self, id="transcript")
        self._notices = notices
        self._found_before = 0
        self._told_problem = ""
        self._kept_place = ("", -1)

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Horizontal(id="panes"):
            with Vertical(id="left"):
                yield InterviewList(id="interviews", markup=False)
                yield CaseList(id="cases", markup=False)
            with Vertical(id="middle"):
                yield Line(id="banner")
                yield self.transcript
                yield AskLine(id="find", placeholder="find; Enter keeps, Esc closes", compact=True)
            with Vertical(id="right"):
                yield CodebookTree(id="codebook")
                with VerticalScroll(id="details-scroll", can_focus=False):
                    yield CodeDetails(id="details")
        yield Line(id="status")
        yield Line(id="hints")

    def on_mount(self) -> None:
        """Lay out the interview the coder was in last."""
        self.query_one("#interviews").border_title = "Interviews"
        self.query_one("#cases").border_title = "Cases"
        self._show_codebook()
        self.transcript.focus()
        first = self.desk.first_interview()
        if first is not None:
            self.open_interview(first)
        else:
            self.say("No interviews yet: put .txt or .md files into interviews/, then start again.")
            self._show_lists()
        for notice in self._notices:
            self.notify(notice, markup=False, severity="warning", timeout=12)
        self.set_interval(LOOK_EVERY, self._look_elsewhere)

    # --- shorthand ---

    # --- showing ---

    def open_interview(self, interview: str, start: int | None = None, end: int = 0) -> None:
        """Lay out an interview, at a place or where the coder last was in it."""
        self._keep_place()
        try:
            position = self.desk.open(interview)
        except FixableError as problem:
            self.fail(problem)
            return
        opened = self.desk.opened()
        self.transcript.border_title = plain(f"{opened.id} · {opened.title}")
        self._show_banner()
        self.transcript.show(opened, position)
        self._show_work()
        self._show_lists()
        self.query_one(CodebookTree).count(*self.desk.code_counts())
        if start is not None:
            self.transcript.put_cursor(start, end)
        self.transcript.focus()
        self.cursor_moved()

    def _show_banner(self) -> None:
        opened = self.desk.opened()
        banner = self.query_one("#banner", Line)
        parts = []
        if opened.fictional:
            parts.append("FICTIONAL: invented, for practice")
        if not opened.include:
            parts.append("left out of every table")
        banner.display = bool(parts)
        banner.say(Content(" · ".join(parts)))

    def _show_work(self) -> None:
        """Draw codings and passages as they are now."""
        desk = self.desk
        noted = frozenset(about for topic, about in desk.memos if topic is Topic.CODING)
        names = {case.id: case.name for case in desk.cases}
        self.transcript.show_codings(desk.codings, desk.passages, case_names=names, memos=noted)

    def _show_codebook(self) -> None:
        codebook = self.desk.codebook
        assignable = [code for code in codebook.codes if code.assignable and code.chord]
        self.transcript.chords = {code.chord: code.id for code in assignable}
        self.transcript.looks = {c.id: CodeLook(c.chord, c.colour) for c in codebook.codes}
        tree = self.query_one(CodebookTree)
        tree.border_title = plain(codebook.title or "Codebook")
        tree.fill(codebook, self.desk.missing_codes())
        tree.count(*self.desk.code_counts())

    def _show_lists(self) -> None:
        desk = self.desk
        current = desk.interview.id if desk.interview else None
        rows = [(outline, desk.progress(outline.id)) for outline in desk.outlines.values()]
        self.query_one(InterviewList).fill(rows, current)
        self._show_cases()

    def _show_cases(self) -> None:
        desk = self.desk
        cases = self.query_one(CaseList)
        cases.fill(desk.cases_nearest_first(), desk.case_counts(), desk.cases_here())

    def _show_counts(self) -> None:
        desk = self.desk
        current = desk.interview.id if desk.interview else None
        if current:
            interviews = self.query_one(InterviewList)
            interviews.update(desk.outlines[current], desk.progress(current), current)
        self._show_cases()
        self.query_one(CodebookTree).count(*desk.code_counts())

    def cursor_moved(self) -> None:
        """Say where the cursor is; runs within the key that moved it."""
        chosen, desk = self.transcript.selection, self.desk
        if chosen is None or desk.interview is None:
            return
        turn = desk.interview.turn_at(chosen.cursor)
        start, end = chosen.target or (chosen.cursor, chosen.cursor)
        case = desk.case_name(desk.case_at(start, end))
        at = desk.codings_at(chosen.cursor if not chosen.span else chosen.span[0])
        codes = " ".join(self._chord_of(coding) for coding in at)
        parts = [
            f"turn {turn.number} {display(turn.speaker)}".rstrip() if turn else "",
            display(case),
            codes,
            f"{chosen.unit.value} selected ({end - start})" if chosen.span else "",
            "EXTENDING (v ends)" if chosen.sticky else "",
        ]
        self.say(
            ("all saved", "bold"),
            f" · {desk.project.coder} · ",
            plain(" · ".join(part for part in parts if part)),
            f" · {counted(len(desk.codings), 'coding')} here",
        )
        self._explain_current()

    def _explain_current(self) -> None:
        current = self.transcript.current
        if current is None:
            code = self.query_one(CodebookTree).looked_at
            memos = {}
        else:
            code = current.code
            memos = {"Memo on this coding": self.desk.memos.get((Topic.CODING, current.id), "")}
        memos["Memo on the code"] = self.desk.memos.get((Topic.CODE, code or ""), "")
        kept = {title: memo for title, memo in memos.items() if memo}
        self.query_one(CodeDetails).explain(self.desk.codebook, code, kept)

    def _chord_of(self, coding: Coding) -> str:
        code = self.desk.codebook.by_id.get(coding.code)
        return display(code.chord or code.id if code else f"{coding.code}?")

    def _show_hints(self) -> None:
        groups = (CODE, SELECT, FIND, MOVE) if self.transcript.has_focus else (PANE_KEYS, FIND)
        self.query_one("#hints", Line).say(hints(groups, self.size.width - 2))

    def on_resize(self) -> None:
        """Show as many hints as fit now."""
        self._show_hints()

    def on_descendant_focus(self) -> None:
        """Unfold the pane that has the focus, and show its keys."""
        self._unfold()
        self._show_hints()

    def _unfold(self) -> None:
        above = {each.id for each in self.focused.ancestors_with_self} if self.focused else set()
        self.set_class("left" in above, "-show-left")
        self.set_class("right" in above, "-show-right")

    # --- panes ---

    def action_next_pane(self) -> None:
        """Go to the next pane, unfolding it where it is folded."""
        self._step_pane(1)

    def action_previous_pane(self) -> None:
        """Go to the pane before."""
        self._step_pane(-1)

    def _step_pane(self, step: int) -> None:
        above = [each.id for each in self.focused.ancestors_with_self] if self.focused else []
        here = next((n for n, pane in enumerate(self.PANES) if pane in above), 2)
        wanted = self.PANES[(here + step) % len(self.PANES)]
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
            self.say(
                plain(f"Nothing in this interview is about {self.desk.case_name(event.case)}.")
            )
            return
        later = [place for place in sorted(places) if place.start > after]
        place = (later or sorted(places))[0]
        self.transcript.put_cursor(place.start, place.end)

    @on(CaseList.NewWanted)
    def _new_case_wanted(self) -> None:
        def added(name: str | None) -> None:
            if name and name.strip():
                self._try_adding_case(name)

        ask(self.app, Asker("New case", prompt="Company – Country"), added)

    def _try_adding_case(self, name: str) -> str | None:
        try:
            case = self.desk.add_case(*parse_case_name(name))
        except FixableError as problem:
            self.fail(problem)
            return None
        self._show_cases()
        self.say(plain(f"Added the case {case.name}."))
        return case.id

    @on(CodebookTree.Opened)
    def _code_picked(self, event: CodebookTree.Opened) -> None:
        self.apply(event.code)

    @on(CodebookTree.Looked)
    def _code_looked_at(self, event: CodebookTree.Looked) -> None:
        if self.query_one(CodebookTree).has_focus:
            memo = self.desk.memos.get((Topic.CODE, event.code), "")
            memos = {"Memo on the code": memo} if memo else {}
            self.query_one(CodeDetails).explain(self.desk.codebook, event.code, memos)

    def action_pane_memo(self) -> None:
        """A memo on what the list's cursor is on."""
        focused = self.focused
        if isinstance(focused, CodebookTree) and focused.looked_at:
            self._write_memo(Topic.CODE, focused.looked_at, focused.looked_at)
        elif isinstance(focused, InterviewList | CaseList) and focused.highlighted is not None:
            about = str(focused.get_option_at_index(focused.highlighted).id)
            topic = Topic.INTERVIEW if isinstance(focused, InterviewList) else Topic.CASE
            if about != ":none":
                self._write_memo(topic, about, about)

    # --- commands of the text ---

    def action_do(self, action: str) -> None:
        """Run a command of the table of keys by its name."""
        getattr(self, f"do_{action}")()

    def show_chord(self, chord: str, problem: str = "") -> None:
        """Show what can follow a chord that is half typed."""
        if not chord:
            self.say(problem) if problem else self.cursor_moved()
            return
        typed = "" if chord == ";" else chord
        codebook = self.desk.codebook
        parts: list[Content] = [Content.assemble((f"{display(chord)}… ", "bold reverse"))]
        seen = set()
        for whole, code in self.transcript.chords.items():
            step = whole[: len(typed) + 1]
            if not whole.startswith(typed) or step in seen:
                continue
            seen.add(step)
            named = codebook.by_chord.get(step) or codebook.find(code)
            parts.append(
                Content.assemble((f" {display(step[len(typed) :])} ", "bold"), plain(named.name))
            )
        self.say(Content("").join(parts))

    def apply_recent(self, number: int) -> None:
        """Put a code used lately on the selection, by its number."""
        if number <= len(self.desk.recent):
            self.apply(self.desk.recent[number - 1])
        else:
            self.say(f"Only {len(self.desk.recent)} codes were used lately.")

    def apply(self, code: str) -> None:
        """Put a code on the selection, or else on the sentence at the cursor."""
        chosen = self.transcript.selection
        target = chosen.target if chosen else None
        if chosen is None or target is None:
            self.say("There are no words here to code.")
            return
        if chosen.span is None:
            # The sentence that was coded is selected, so that s goes on to the next one.
            chosen.select_at(Unit.SENTENCE, target[0])
        try:
            coding = self.desk.apply(code, *target)
        except FixableError as problem:
            self.fail(problem)
            return
        self._show_work()
        self._show_counts()
        self._explain_current()
        known = self.desk.codebook.find(code)
        case = self.desk.case_name(self.desk.case_of(coding))
        self.say(
            ("coded ", "bold"),
            plain(f"{known.chord} {known.name} · {case} · “{shortened(coding.quote, 40)}”"),
            " · all saved",
        )

    def do_pick_code(self) -> None:
        """Find a code by name and put it on the selection."""

        def picked(code: str | None) -> None:
            if code:
                self.apply(code)

        ask(self.app, CodePicker(self.desk.codebook, self.desk.recent), picked)

    def do_repeat(self) -> None:
        """Put the code used last on the selection."""
        if self.desk.recent:
            self.apply(self.desk.recent[0])
        else:
            self.say("No code was used yet in this sitting.")

    def do_remove(self) -> None:
        """Take off a code at the cursor; with several there, ask which."""
        self._with_coding_here("Take off which code?", self._remove)

    def _remove(self, coding: Coding) -> None:
        try:
            self.desk.remove(coding)
        except FixableError as problem:
            self.fail(problem)
            return
        self._show_work()
        self._show_counts()
        self._explain_current()
        code = self._chord_of(coding)
        self.say(
            ("removed ", "bold"),
            plain(f"{code} from “{shortened(coding.quote, 40)}”"),
            " · u undoes",
        )

    def _codings_here(self) -> list[Coding]:
        chosen = self.transcript.selection
        if chosen is None:
            return []
        position = chosen.span[0] if chosen.span else chosen.cursor
        return self.desk.codings_at(position)

    def _with_coding_here(self, question: str, act: Callable[[Coding], None]) -> None:
        here = self._codings_here()
        if len(here) == 1:
            act(here[0])
        elif here:
            lines = [
                Choice(
                    each.id, f"{self._chord_of(each)}  {each.coder}: “{shortened(each.quote, 40)}”"
                )
                for each in here
            ]

            def picked(wanted: str | None) -> None:
                coding = next((each for each in here if each.id == wanted), None)
                if coding:
                    act(coding)

            ask(self.app, Chooser(question, lines), picked)
        else:
            self.say("There is no coding at the cursor.")

    def do_memo(self) -> None:
        """A memo on the coding at the cursor, else on the interview."""
        if not self._codings_here():
            self.do_memo_interview()
            return

        def write(coding: Coding) -> None:
            about = f"{self._chord_of(coding)} “{shortened(coding.quote, 40)}”"
            self._write_memo(Topic.CODING, coding.id, about)

        self._with_coding_here("A memo on which coding?", write)

    def do_memo_interview(self) -> None:
        """A memo on the interview."""
        if self.desk.interview:
            self._write_memo(Topic.INTERVIEW, self.desk.interview.id, self.desk.interview.title)

    def _write_memo(self, topic: Topic, about: str, named: str) -> None:
        before = self.desk.memos.get((topic, about), "")

        def written(text: str | None) -> None:
            if text is None or text.strip() == before.strip():
                return
            try:
                memo = self.desk.write_memo(topic, about, text)
            except FixableError as problem:
                self.fail(problem)
                return
            self._show_work()
            self._explain_current()
            self.say("memo saved" if memo else "memo removed", " · u undoes")

        ask(self.app, MemoEditor(named, before), written)

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
        self._show_work()
        self._show_cases()
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
            self._show_cases()
            self.say(plain(f"default case: {self.desk.case_name(wanted or None)}"), " · u undoes")

        title = "Outside its passages this interview is about …"
        picker = CasePicker(title, self.desk.cases_nearest_first(), none="no case")
        ask(self.app, picker, picked)

    def _picked_case(self, case: str | None) -> str | None:
        """The id of a picked case, `""` for none, None where nothing was picked."""
        if case is None or case == CasePicker.NONE:
            return "" if case else None
        if case.startswith(CasePicker.NEW):
            return self._try_adding_case(case.removeprefix(CasePicker.NEW))
        return case

    def do_undo(self) -> None:
        """Take back the last change, of an earlier sitting too."""
        self._turn_back(self.desk.undo, "undid", "There is nothing to undo.")

    def do_redo(self) -> None:
        """Bring back what was undone."""
        self._turn_back(self.desk.redo, "redid", "There is nothing to redo.")

    def _turn_back(self, turn: Callable[[], Event | None], done: str, nothing: str) -> None:
        try:
            event = turn()
        except FixableError as problem:
            self.fail(problem)
            return
        if event is None:
            self.say(nothing)
            return
        self._show_all()
        self.say((f"{done}: ", "bold"), plain(event.summary), " · all saved")

    def _show_all(self) -> None:
        opened, shown = self.desk.interview, self.transcript.interview
        if opened is not None and (shown is None or shown.text_hash != opened.text_hash):
            # The text itself was replaced: positions of the old one mean nothing in it.
            self.transcript.show(opened, self._place() if shown else 0)
            self._show_banner()
        self._show_work()
        self._show_lists()
        self._show_codebook()
        self._explain_current()

    def do_next_coding(self) -> None:
        """Go to the next coding."""
        self._go_to_coding(self.desk.coding_after(self._place()), "There is no coding further on.")

    def do_previous_coding(self) -> None:
        """Go to the coding before."""
        self._go_to_coding(self.desk.coding_before(self._place()), "There is no coding before.")

    def _go_to_coding(self, coding: Coding | None, nothing: str) -> None:
        if coding is None:
            self.say(nothing)
        else:
            self.transcript.put_cursor(coding.segment.start, coding.segment.end)

    def _place(self) -> int:
        chosen = self.transcript.selection
        return (chosen.span[0] if chosen.span else chosen.cursor) if chosen else 0

    def do_next_uncoded(self) -> None:
        """Go to the next turn that has no coding and is not the interviewer's."""
        self._go_to_uncoded(1)

    def do_previous_uncoded(self) -> None:
        """Go to the turn before that has no coding and is not the interviewer's."""
        self._go_to_uncoded(-1)

    def _go_to_uncoded(self, step: int) -> None:
        turn = self.desk.uncoded_turn(self._place(), step) if self.desk.interview else None
        if turn is None:
            self.say(f"Every turn {'further on' if step > 0 else 'before'} has a coding.")
        else:
            self.transcript.put_cursor(turn.words_start)

    def do_clear(self) -> None:
        """Nothing is selected any more; the transcript has seen to it."""
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

    def do_find(self) -> None:
        """Ask for words to find; the text follows while they are typed."""
        line = self.query_one("#find", Input)
        self._found_before = self._place()
        line.value = ""
        line.display = True
        hold(self.app)
        self.set_focus(line)
        # Keys that are on their way to the text already come back before the line gets them.
        self.transcript.call_later(release, self.app)

    @on(Input.Changed, "#find")
    def _find_typed(self, event: Input.Changed) -> None:
        if event.input.display:
            self._find(event.value)

    def _find(self, wanted: str) -> None:
        interview = self.desk.interview
        if interview is None:
            return
        hits = find_all(interview.text, wanted)
        self.transcript.mark(hits)
        if hits:
            first = next((hit for hit in hits if hit[0] >= self._found_before), hits[0])
            self.transcript.put_cursor(*first)
            self.say(f"{len(hits)} found · Enter keeps them, n and N go on")
        elif wanted.strip():
            self.say("nothing found")

    @on(Input.Submitted, "#find")
    def _find_kept(self, event: Input.Submitted) -> None:
        self._find(event.value)
        event.input.display = False
        self.set_focus(self.transcript)
        release(self.app)

    def do_next_hit(self) -> None:
        """Go to the next place found."""
        self._go_to_hit([hit for hit in self.transcript.hits if hit[0] > self._place()], 0)

    def do_previous_hit(self) -> None:
        """Go to the place found before."""
        self._go_to_hit([hit for hit in self.transcript.hits if hit[0] < self._place()], -1)

    def _go_to_hit(self, ahead: list[tuple[int, int]], which: int) -> None:
        if not self.transcript.hits:
            self.say("Nothing was looked for yet: / finds.")
            return
        wanted = ahead[which] if ahead else self.transcript.hits[which]
        self.transcript.put_cursor(*wanted)
        number = list(self.transcript.hits).index(wanted) + 1
        self.say(f"{number} of {len(self.transcript.hits)}", "" if ahead else " · round the end")

    def do_help(self) -> None:
        """Show every key."""
        taken = taken_letters()
        led = [chord for chord in self.transcript.chords if chord[0] in taken]
        ask(self.app, HelpScreen(led), lambda _: None)

    def do_synthesis(self) -> None:
        """Go to the synthesis."""
        from whyshore.tui.synthesis_screen import SynthesisScreen

        self._keep_place()

        def returned(place: tuple[str, int, int] | None) -> None:
            self.desk.refresh()
            self._show_all()
            if place:
                self.open_interview(*place)

        ask(self.app, SynthesisScreen(self.desk.project), returned)

    # --- keeping up ---

    def _keep_place(self) -> None:
        """Remember the reading position; a project that cannot be written forgets it."""
        chosen = self.transcript.selection
        if chosen is None or self.desk.interview is None:
            return
        place = (self.desk.interview.id, chosen.cursor)
        if place == self._kept_place:
            return
        self._kept_place = place
        try:
            self.desk.leave(chosen.cursor)
        except FixableError as problem:
            self.log(str(problem))

    def _look_elsewhere(self) -> None:
        """Show what another program did to the project meanwhile."""
        if not self.is_current:
            return
        self._keep_place()
        try:
            if self.desk.changed_elsewhere():
                self.desk.refresh()
                self._show_all()
                self.say("taken over: changes made by another program")
            elif self.desk.read_codebook():
                self._show_codebook()
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
        self._keep_place()
