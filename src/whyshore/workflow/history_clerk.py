"""What the screen of the history asks of a project.

The workflow is imported when it is first asked for: the coding screen does not wait for it.
"""

from whyshore.domain.history import Event, ListedChange
from whyshore.workflow.clerk_base import ClerkBase


class HistoryClerk(ClerkBase):
    """The part of the clerk that reads the history and takes single changes back."""

    def list_changes(self, limit: int) -> list[ListedChange]:
        """The newest changes, each with what it did in words, the newest first."""
        from whyshore.workflow.read_history import list_changes

        return list_changes(self.project, limit)

    def undo_change(self, number: int) -> tuple[Event | None, int]:
        """Take back one change by its number; gives what it was, and the newest change.

        Raises:
            FixableError: later changes rest on it; the message names them.
        """
        from whyshore.workflow.undo_changes import undo

        return undo(self.project, event=number), self.moment()
