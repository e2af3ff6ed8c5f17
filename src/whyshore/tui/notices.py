"""Notices in the corner: told once while they can be read, and out of the way of a window."""

from textual.app import App
from textual.notifications import Notification, Notify


class NoticingApp(App[None]):
    """An app whose notices are not repeated, and wait while a window is open."""

    def __init__(self) -> None:
        super().__init__()
        self._aside: list[tuple[Notification, float]] = []
        """Those that wait, each with the seconds it is still to be read."""

    def on_notify(self, event: Notify) -> None:
        """Show a notice, unless it is there to be read: what goes on being wrong is told once."""
        waiting = [each for each, left in self._aside if left > 0]
        told = (each.message for each in (*self._notifications, *waiting))
        if event.notification.message in told:
            event.prevent_default()

    def set_notices_aside(self) -> None:
        """Let the notices wait: a window opens, and they would lie over it."""
        self._aside += [(each, each.time_left) for each in self._notifications]
        self.clear_notifications()

    def bring_notices_back(self) -> None:
        """Show the notices again that waited, for the time that was left to them."""
        waited, self._aside = self._aside, []
        for each, left in waited:
            if left > 0:
                self.notify(
                    each.message,
                    title=each.title,
                    severity=each.severity,
                    timeout=left,
                    markup=each.markup,
                )
