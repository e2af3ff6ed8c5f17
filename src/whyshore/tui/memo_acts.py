"""Write memos."""

from whyshore.domain.coding import Coding
from whyshore.domain.memo import Topic
from whyshore.domain.words import shortened
from whyshore.errors import FixableError
from whyshore.tui.asking import ask
from whyshore.tui.codebook_tree import CodebookTree
from whyshore.tui.coding_acts import CodingActs
from whyshore.tui.dialogs import (
    MemoEditor,
)
from whyshore.tui.panes import CaseList, InterviewList


class MemoActs(CodingActs):
    """What one does with memos."""

    def action_pane_memo(self) -> None:
        """A memo on what the list's cursor is on."""
        focused = self.focused
        if isinstance(focused, CodebookTree) and focused.looked_at:
            self.write_memo(Topic.CODE, focused.looked_at, focused.looked_at)
        elif isinstance(focused, InterviewList | CaseList) and focused.highlighted is not None:
            about = str(focused.get_option_at_index(focused.highlighted).id)
            topic = Topic.INTERVIEW if isinstance(focused, InterviewList) else Topic.CASE
            if about != ":none":
                self.write_memo(topic, about, about)

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

    def write_memo(self, topic: Topic, about: str, named: str) -> None:
        """Open the memo on one thing, and keep what is written."""
        before = self.desk.memos.get((topic, about), "")

        def written(text: str | None) -> None:
            if text is None or text.strip() == before.strip():
                return
            try:
                memo = self.desk.write_memo(topic, about, text)
            except FixableError as problem:
                self.fail(problem)
                return
            self.show_work()
            self.explain_current()
            self.say("memo saved" if memo else "memo removed", " · u undoes")

        ask(self.app, MemoEditor(named, before), written)
