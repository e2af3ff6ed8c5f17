"""Look through the history, and take single changes back."""

from whyshore.errors import FixableError
from whyshore.tui.asking import ask
from whyshore.tui.desk_screen import DeskScreen
from whyshore.tui.history_window import HistoryWindow, WhenUndone
from whyshore.workflow.coding_desk import Turned, WhenRefused

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
            if self.not_turned:
                self.app.clear_notifications()  # it stands in the window now
            self.not_turned = ""
            ask(self.app, window, lambda _: None)

    def _undo_change(self, number: int, done: WhenUndone, failed: WhenRefused) -> None:
        """Take back one change; `done` is told what it was, and the history as it is then."""

        def turned(was: Turned | None) -> None:
            try:
                self.show_all()
            except FixableError as problem:
                failed(problem)
                return
            summary = was.summary if was else ""
            self.desk.office.soon(
                lambda found: done(summary, found), failed, "list_changes", LISTED
            )

        self.desk.undo_change(number, turned, failed)
