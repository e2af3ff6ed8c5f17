"""Filter and read the codebook, and add codes to it."""

from collections.abc import Callable
from dataclasses import replace

from textual import on
from textual.widgets import Input

from whyshore.coding.new_codes import proposed_name
from whyshore.domain.codebook_change import CodebookChange
from whyshore.domain.memo import Topic
from whyshore.domain.segment import Segment
from whyshore.domain.words import shortened
from whyshore.errors import FixableError
from whyshore.tui.asking import ask, keys_of, release
from whyshore.tui.change_windows import ChangeWindow, CodePlan, NewCodeWindow, Write
from whyshore.tui.codebook_tree import CodebookTree, FilterLine
from whyshore.tui.desk_screen import DeskScreen
from whyshore.tui.keys import CODEBOOK_KEYS, FIND, READ
from whyshore.tui.panes import CodeDetails, plain
from whyshore.tui.selection import Unit


class CodebookActs(DeskScreen):
    """What one does with the codebook."""

    @property
    def codebook_tree(self) -> CodebookTree:
        """The codebook beside the text."""
        return self.query_one(CodebookTree)

    @property
    def filter_line(self) -> FilterLine:
        """The line above it."""
        return self.query_one(FilterLine)

    # --- filter ---

    @on(CodebookTree.FilterWanted)
    def _filter_wanted(self, event: CodebookTree.FilterWanted) -> None:
        self.filter_line.display = True
        self.set_focus(self.filter_line)
        # Once the line has its room: before, the first letter would be scrolled out of it.
        self.call_after_refresh(self._begin_filter, event.letters)

    def _begin_filter(self, letters: str) -> None:
        line = self.filter_line
        line.value += letters
        line.cursor_position = len(line.value)
        release(self.app)

    @on(Input.Changed, "#codebook-filter")
    def _filter_typed(self, event: Input.Changed) -> None:
        event.stop()
        self.codebook_tree.filter(event.value)

    @on(Input.Submitted, "#codebook-filter")
    def _filter_taken(self, event: Input.Submitted) -> None:
        event.stop()
        self.codebook_tree.filter(event.value)
        self._leave_filter(keep=bool(event.value.strip()))

    @on(FilterLine.Left)
    def _filter_left(self, event: FilterLine.Left) -> None:
        self._leave_filter(keep=event.keep and bool(self.filter_line.value.strip()))

    @on(CodebookTree.FilterGivenUp)
    def _show_every_code(self) -> None:
        self._give_up_filter()

    def _leave_filter(self, *, keep: bool) -> None:
        """From the line to the codes."""
        if not keep:
            self._give_up_filter()
        self.set_focus(self.codebook_tree)
        self.call_after_refresh(release, self.app)

    def _give_up_filter(self) -> None:
        with self.prevent(Input.Changed):
            self.filter_line.value = ""
        self.filter_line.display = False
        self.codebook_tree.filter("")

    # --- read ---

    @on(CodebookTree.Looked)
    def _code_looked_at(self) -> None:
        if self._in_codebook:
            self.explain_current()

    @property
    def _in_codebook(self) -> bool:
        return self.codebook_tree.has_focus or self.filter_line.has_focus

    def explain_current(self) -> None:
        """In the codebook, explain the code under its cursor, whatever is at that of the text."""
        if not self._in_codebook:
            super().explain_current()
            return
        code = self.codebook_tree.looked_at
        memo = self.desk.memos.get((Topic.CODE, code or ""), "")
        memos = {"Memo on the code": memo} if memo else {}
        self.query_one("#details", CodeDetails).explain(self.desk.codebook, code, memos)

    @on(CodebookTree.ReadOn)
    def _read_on(self, event: CodebookTree.ReadOn) -> None:
        self.query_one("#details", CodeDetails).scroll_by(event.rows)

    @on(CodeDetails.Scrolled)
    def _say_what_is_left(self, event: CodeDetails.Scrolled) -> None:
        parts = (
            f"▲ {event.above}" if event.above else "",
            f"▼ {event.below}" if event.below else "",
        )
        self.query_one("#details-scroll").border_subtitle = " ".join(part for part in parts if part)

    @on(CodebookTree.ChordTyped)
    def _chord_typed(self, event: CodebookTree.ChordTyped) -> None:
        if event.problem:
            self.say(plain(event.problem))
        elif event.chord:
            self.say((f"{event.chord}…", "bold reverse"), " goes to the code of a chord; Esc ends")
        else:
            self.cursor_moved()

    def show_hints(self) -> None:
        """Show the keys that matter where the focus is."""
        if self.codebook_tree.has_focus:
            self.hint(CODEBOOK_KEYS, FIND, READ, without={"find"})
        else:
            super().show_hints()

    # --- new codes ---

    def do_in_vivo(self) -> None:
        """Make a code named by the selected words (else the sentence), and put it on them."""
        chosen, interview = self.transcript.selection, self.desk.interview
        target = chosen.target if chosen else None
        if chosen is None or interview is None or target is None:
            self.say("There are no words here to code.")
            return
        if chosen.span is None:
            chosen.select_at(Unit.SENTENCE, target[0])
        segment = Segment(interview.id, *target)

        def write(change: CodebookChange) -> None:
            self.desk.clerk.add_code_on(change, segment)

        def written(change: CodebookChange | None) -> None:
            if change:
                self._codebook_changed(change, f" on “{shortened(name, 30)}”")

        name = proposed_name(interview.text[slice(*target)])
        self._ask_for_code(
            f"New code on “{name}”", CodePlan(self.desk.codebook, name), write, written
        )

    @on(CodebookTree.NewCodeWanted)
    def _new_code_wanted(self, event: CodebookTree.NewCodeWanted) -> None:
        near = self.desk.codebook.by_id.get(event.code)
        parent = (near.id if not near.assignable else near.parent) if near else None

        def written(change: CodebookChange | None) -> None:
            if change:
                self._codebook_changed(change)
                self.codebook_tree.go_to(change.code.id)

        plan = CodePlan(self.desk.codebook, parent=parent)
        self._ask_for_code("New code", plan, self.desk.clerk.write_change, written)

    def _ask_for_code(
        self,
        title: str,
        plan: CodePlan,
        write: Write,
        written: Callable[[CodebookChange | None], None],
    ) -> None:
        plan = replace(plan, commands=keys_of(self.app).taken_letters())
        window = NewCodeWindow(title, plan, self.desk.clerk.preview_code, write)
        ask(self.app, window, written)

    @on(CodebookTree.RemovalWanted)
    def _removal_wanted(self, event: CodebookTree.RemovalWanted) -> None:
        try:
            change = self.desk.clerk.preview_removal(event.code)
        except FixableError as problem:
            self.fail(problem)
            return

        def written(change: CodebookChange | None) -> None:
            if change:
                self._codebook_changed(change)

        title = f"Take “{change.code.name}” out of the codebook"
        ask(self.app, ChangeWindow(title, change, self.desk.clerk.write_change), written)

    def _codebook_changed(self, change: CodebookChange, more: str = "") -> None:
        """Show the codebook as it is now."""
        self.desk.refresh()
        self.show_all()
        chord = f" ({change.code.chord})" if change.code.chord else ""
        self.say((f"{change.summary}{chord}", "bold"), plain(more))
