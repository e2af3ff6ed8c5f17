"""Look through the history, and take single changes back."""

from collections.abc import Sequence

from whyshore.domain.history import ListedChange
from whyshore.errors import FixableError
from whyshore.tui.asking import ask
from whyshore.tui.desk_screen import DeskScreen
from whyshore.tui.history_window import HistoryWindow

LISTED = 2000
"""How many changes the window lists at most; “whyshore history” lists them all."""


class HistoryActs(DeskScreen):
    """What one does with the history."""

    def do_history(self) -> None:
        """Show every change; take one back that is not the last."""
        self.keep_place()
        try:
            changes = self.desk.clerk.list_changes(LISTED)
        except FixableError as problem:
            self.fail(problem)
        else:
            window = HistoryWindow(changes, self._undo_change, self.not_turned)
            self.not_turned = ""
            ask(self.app, window, lambda _: None)

    def _undo_change(self, number: int) -> tuple[str, Sequence[ListedChange]]:
        """Take back one change; gives what it was, and the history as it is then.

        Raises:
            FixableError: later changes rest on it.
        """
        undone = self.desk.clerk.undo_change(number)
        self.desk.refresh()
        self.show_all()
        return undone, self.desk.clerk.list_changes(LISTED)
