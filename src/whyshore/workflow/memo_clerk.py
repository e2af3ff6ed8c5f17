"""What a screen asks of the memos; each method is one call into the workflow.

The workflow is imported when it is first asked for: the coding screen does not wait for it.
"""

from whyshore.domain.memo import ListedMemo, MemoDraft, Topic
from whyshore.workflow.clerk_base import ClerkBase


class MemoClerk(ClerkBase):
    """The part of the clerk that works on memos."""

    def list_memos(self) -> list[ListedMemo]:
        """Every memo, the one changed last in front."""
        from whyshore.workflow.list_memos import list_memos

        return list_memos(self.project)

    def open_memo(self, topic: Topic, about: str, memo: str = "") -> MemoDraft:
        """Begin to write the memo on one thing, or a given one."""
        from whyshore.workflow.write_memos import open_memo

        return open_memo(self.project, topic, about, memo)

    def keep_memo(self, draft: MemoDraft, text: str) -> tuple[MemoDraft, int]:
        """Save the words of a memo that is being written.

        Raises:
            MemoChangedError: somebody else changed it since it was read.
        """
        from whyshore.workflow.write_memos import keep_memo

        return keep_memo(self.project, draft, text), self.moment()

    def keep_last_words(self, draft: MemoDraft, text: str, on_its_way: str) -> None:
        """Save a memo whose writer leaves, beside what anybody else made of it."""
        from whyshore.workflow.write_memos import keep_last_words

        keep_last_words(self.project, draft, text, on_its_way)

    def leave_memo(self, draft: MemoDraft) -> None:
        """Take back what was saved of a memo since it was opened."""
        from whyshore.workflow.write_memos import leave_memo

        leave_memo(self.project, draft)
