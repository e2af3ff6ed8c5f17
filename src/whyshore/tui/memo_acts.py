"""Write memos and find them again."""

from textual import on
from textual.widget import Widget

from whyshore.domain.coding import Coding
from whyshore.domain.memo import ListedMemo, MemoDraft, Topic
from whyshore.domain.words import shortened
from whyshore.errors import FixableError, MemoChangedError
from whyshore.tui.asking import ask, hold, keys_of, release
from whyshore.tui.codebook_tree import CodebookTree
from whyshore.tui.coding_acts import CodingActs
from whyshore.tui.display_text import display
from whyshore.tui.keys import MEMO_KEYS
from whyshore.tui.memo_list import MemoList, Wanted
from whyshore.tui.memo_pane import MemoArea, MemoPane
from whyshore.tui.panes import CaseList, InterviewList, plain
from whyshore.workflow.coding_desk import CodingDesk

THE_PROJECT = "the project"
UNSAVED = "unsaved memo"


class MemoActs(CodingActs):
    """What one does with memos."""

    def __init__(self, desk: CodingDesk) -> None:
        super().__init__(desk)
        self._ending = False
        self._warned_of = ""
        """The words that are lost by leaving, as was said."""
        self._came_from: Widget | None = None
        """The list, or the text, that one was in before the memo."""
        self.memo_pane = MemoPane(id="memo-pane")

    # --- which memo ---

    def action_pane_memo(self) -> None:
        """A memo on what the list's cursor is on."""
        focused = self.focused
        if isinstance(focused, InterviewList | CaseList) and focused.highlighted is not None:
            about = str(focused.get_option_at_index(focused.highlighted).id)
            topic = Topic.INTERVIEW if isinstance(focused, InterviewList) else Topic.CASE
            if about != ":none":
                self.write_memo(topic, about, about)

    def action_code_memo(self) -> None:
        """A memo on the code that the codebook's cursor is on."""
        code = self.query_one(CodebookTree).looked_at
        if code:
            self.write_memo(Topic.CODE, code, code)

    def do_memo(self) -> None:
        """A memo on the coding at the cursor, else on the interview."""
        if not self.codings_here():
            self.do_memo_interview()
            return

        def write(coding: Coding) -> None:
            about = f"{self.chord_of(coding)} “{shortened(coding.quote, 40)}”"
            self.write_memo(Topic.CODING, coding.id, about)

        self.with_coding_here("A memo on which coding?", write)

    def do_memo_interview(self) -> None:
        """A memo on the interview."""
        if self.desk.interview:
            self.write_memo(Topic.INTERVIEW, self.desk.interview.id, self.desk.interview.title)

    def do_memos(self) -> None:
        """Show all memos; open one, or go to what it is about."""

        def picked(wanted: Wanted | None) -> None:
            if wanted is None:
                return
            if wanted.memo is None:
                self._open(MemoDraft(Topic.PROJECT, ""), THE_PROJECT)
            elif wanted.go_there:
                self.go_to_memo(wanted.memo)
            else:
                memo = wanted.memo.memo
                self.write_memo(memo.topic, memo.about, wanted.memo.named, memo.id)

        if not self._save():
            return
        try:
            memos = self.desk.clerk.list_memos()
        except FixableError as problem:
            self.fail(problem)
        else:
            ask(self.app, MemoList(memos), picked)

    def go_to_memo(self, listed: ListedMemo) -> None:
        """Go to what a memo is about: its place in the text, its code, its case."""
        memo = listed.memo
        if listed.interview is not None:
            self.open_interview(listed.interview, listed.start, listed.end)
        elif memo.topic is Topic.CODE:
            tree = self.query_one(CodebookTree)
            tree.go_to(memo.about)
            self.set_focus(tree)
        elif memo.topic is Topic.CASE:
            cases = self.query_one(CaseList)
            here = [each.id for each in cases.options]
            cases.highlighted = here.index(memo.about) if memo.about in here else None
            self.set_focus(cases)
        else:
            self.tell(plain(f"This memo is about {listed.named}: there is no place to go to."))

    # --- writing ---

    def write_memo(self, topic: Topic, about: str, named: str, memo: str = "") -> None:
        """Open the memo on one thing in the pane below the text."""
        try:
            draft = self.desk.clerk.open_memo(topic, about, memo)
        except FixableError as problem:
            self.fail(problem)
            return
        self._open(draft, named)

    def _open(self, draft: MemoDraft, named: str) -> None:
        if not self._close_memo():
            return
        hold(self.app)
        self._came_from = self.focused
        others = [each for each in draft.writers if each != self.desk.coder]
        self.memo_pane.open(draft, named, ", ".join(draft.writers) if others else "")
        self.set_focus(self.memo_pane.area)
        if others:
            self.say(plain(f"{' and '.join(others)} wrote this memo: your words go into it too."))
        self.call_after_refresh(release, self.app)
        self.call_after_refresh(self.transcript.keep_in_sight)

    def do_memo_close(self) -> None:
        """Close the memo and keep what is written."""
        if self.memo_pane.draft is not None:
            self.memo_pane.area.leave(keep=True)

    def do_memo_leave(self) -> None:
        """Leave the memo as it was when it was opened."""
        if self.memo_pane.draft is not None:
            self.memo_pane.area.leave(keep=False)

    @on(MemoPane.Paused)
    def _memo_paused(self) -> None:
        """Save what is written while one writes on."""
        pane = self.memo_pane
        text = pane.area.text
        if pane.draft is None or pane.saving or not pane.unsaved or not text.strip():
            return

        def kept(draft: MemoDraft) -> None:
            if self._ending:
                pane.take_over(draft, text)
            else:
                pane.saved(draft, text)
                self.show_saving()

        pane.saving, pane.sent = True, text
        self.desk.keep_memo_soon(pane.draft, text, kept, self._not_kept)
        self.show_saving()

    @on(MemoArea.Left)
    def _memo_left(self, event: MemoArea.Left) -> None:
        if self._close_memo(keep=event.keep):
            self.set_focus(self._came_from or self.transcript)
        self.call_after_refresh(release, self.app)

    def _close_memo(self, *, keep: bool = True) -> bool:
        """Put the memo away, saved or as it was; False where it could not be saved."""
        pane = self.memo_pane
        if pane.draft is None or pane.begun is None:
            return True
        if not self._settled():
            return False
        if keep and not self._save(closing=True):
            return False
        if not keep:
            self._take_back(pane.draft)
        elif pane.draft.saved != pane.begun.saved:
            self.say("memo saved" if pane.draft.saved else "memo removed", " · u undoes")
        pane.close()
        self.show_saving()
        self.show_work()
        self.explain_current()
        return True

    def _take_back(self, draft: MemoDraft) -> None:
        """Take back what was saved since the memo was opened."""
        if not draft.event:
            return
        try:
            self.desk.clerk.leave_memo(draft)
        except FixableError as problem:
            self.fail(problem)
        self.desk.refresh()

    def _save(self, *, closing: bool = False) -> bool:
        """Save what is written; False where that failed, which the pane says."""
        if not self._settled():
            return False
        pane = self.memo_pane
        text = pane.area.text
        if pane.draft is None or not pane.unsaved or not (text.strip() or closing):
            return True
        try:
            pane.saved(self._keep(pane.draft, text, keep_both=closing), text)
            self.show_saving()
        except FixableError as problem:
            self._not_kept(problem)
        return not pane.unsaved

    def _settled(self) -> bool:
        """Wait for a save that is on its way; False where it is held up."""
        if self.memo_pane.saving:
            try:
                self.desk.clerk.moment()  # what was asked for before is answered before
            except FixableError as problem:
                self.memo_pane.waits(str(problem))
                return False
        return True

    def _not_kept(self, problem: FixableError) -> None:
        """Say in the pane why the words are not saved, and what can be done."""
        if self._ending:
            return
        if isinstance(problem, MemoChangedError):
            close, leave = map(keys_of(self.app).shown, ("memo_close", "memo_leave"))
            why = f"{problem} {close} keeps both texts, {leave} the other one"
            self.memo_pane.failed(why, again=False)
        else:
            self.memo_pane.failed(str(problem))
        self.show_saving()

    def _keep(self, draft: MemoDraft, text: str, *, keep_both: bool) -> MemoDraft:
        """Save a memo; what somebody else made of it meanwhile stays above one's own words."""
        try:
            return self.desk.keep_memo(draft, text)
        except MemoChangedError:
            if not keep_both:
                raise
        theirs = self.desk.clerk.open_memo(draft.topic, draft.about, draft.memo)
        return self.desk.keep_memo(theirs, f"{theirs.saved}\n\n{text.strip()}")

    def may_leave(self) -> bool:
        """Whether the program can be left without losing words; says once where it cannot."""
        pane, text = self.memo_pane, self.memo_pane.area.text
        held_up = pane.saving and bool(self.desk.office.held_up)
        if held_up or not text.strip() or self._save() or text == self._warned_of:
            return True
        self._warned_of = text
        quits = keys_of(self.app).shown("quit")
        self.notify(
            display(f"Your memo is not saved: {pane.why} {quits} again leaves without saving it."),
            markup=False,
            severity="error",
            timeout=12,
        )
        return False

    def on_unmount(self) -> None:
        """Have saved what was just being written when the program ends, without waiting for it."""
        self._ending, self.desk.witness = True, None  # there are no lines left to say it in
        pane, text = self.memo_pane, self.memo_pane.area.text
        if pane.draft is None or not pane.unsaved or not text.strip():
            return
        self.desk.office.leave_with("keep_last_words", pane.draft, text, pane.sent)

    # --- what is shown ---

    @on(MemoArea.Changed)
    def _memo_changed(self) -> None:
        self.show_saving()

    def show_saving(self) -> None:
        """Say whether everything is saved, the words of an open memo too."""
        if self.memo_pane.unsaved:
            self.show_saved(UNSAVED)
        else:
            super().show_saving()

    def show_all(self) -> None:
        """Show everything anew; an open memo too, where nothing in it is unsaved."""
        super().show_all()
        pane, draft = self.memo_pane, self.memo_pane.draft
        if draft is None or pane.unsaved or (draft.topic is Topic.PROJECT and not draft.memo):
            return

        def follow(fresh: MemoDraft) -> None:
            if pane.draft is draft and not pane.unsaved and fresh.saved != draft.saved:
                pane.load(fresh)

        about = (draft.topic, draft.about, draft.memo)
        self.desk.office.later(follow, self.fail, "open_memo", *about)

    def show_hints(self) -> None:
        """Show the keys that matter where the focus is."""
        if self.memo_pane.area.has_focus:
            self.hint(MEMO_KEYS)
        else:
            super().show_hints()
