"""Does on the project what a screen asks for; every change a screen makes goes through here."""

from whyshore.domain.codebook import Code
from whyshore.domain.codebook_change import CodebookChange
from whyshore.domain.coding import Coding
from whyshore.domain.interview import Interview
from whyshore.domain.memo import ListedMemo, MemoDraft, Topic
from whyshore.domain.segment import Segment
from whyshore.workflow.project import Project


class Clerk:
    """One open project, and what can be asked of it.

    Each method is one call into a workflow function, imported where it is used, so that a
    screen can hold a clerk without loading the database.
    """

    def __init__(self, project: Project) -> None:
        self.project = project

    def preview_code(self, new: Code) -> CodebookChange:
        """What adding a code would change in the codebook's file."""
        from whyshore.workflow.change_codebook import preview_code

        return preview_code(self.project, new)

    def preview_removal(self, code: str) -> CodebookChange:
        """What taking an unused code out would change in the codebook's file."""
        from whyshore.workflow.change_codebook import preview_removal

        return preview_removal(self.project, code)

    def write_change(self, change: CodebookChange) -> None:
        """Make a change of the codebook that was previewed."""
        from whyshore.workflow.change_codebook import write_change

        write_change(self.project, change)

    def add_code_on(self, change: CodebookChange, interview: Interview, segment: Segment) -> Coding:
        """Add a previewed code and put it on a passage, both or neither."""
        from whyshore.workflow.change_codebook import add_code_on

        return add_code_on(self.project, change, interview, segment)

    def list_memos(self) -> list[ListedMemo]:
        """Every memo, the one changed last in front."""
        from whyshore.workflow.list_memos import list_memos

        return list_memos(self.project)

    def open_memo(self, topic: Topic, about: str, memo: str = "") -> MemoDraft:
        """Begin to write the memo on one thing, or a given one."""
        from whyshore.workflow.write_memos import open_memo

        return open_memo(self.project, topic, about, memo)

    def keep_memo(self, draft: MemoDraft, text: str) -> MemoDraft:
        """Save the words of a memo that is being written."""
        from whyshore.workflow.write_memos import keep_memo

        return keep_memo(self.project, draft, text)

    def leave_memo(self, draft: MemoDraft) -> None:
        """Take back what was saved of a memo since it was opened."""
        from whyshore.workflow.write_memos import leave_memo

        leave_memo(self.project, draft)
