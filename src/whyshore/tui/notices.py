"""Notices in the corner: told once while they can be read, and out of the way of a window."""

import time

from textual.app import App
from textual.notifications import Notification, SeverityLevel


class NoticingApp(App[None]):
    """An app whose notices are not repeated, and wait while a window is open."""

    def __init__(self) -> None:
        super().__init__()
        self._noticed: dict[str, float] = {}
        """Until when each notice can be read."""
        self._aside: list[tuple[Notification, float]] = []
        """Those that wait, each with the seconds it is still to be read."""

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Show a notice, unless it can still be read: what goes on being wrong is told once."""
        now, lasts = time.monotonic(), self.NOTIFICATION_TIMEOUT if timeout is None else timeout
        self._noticed = {each: until for each, until in self._noticed.items() if until > now}
        if message not in self._noticed:
            self._noticed[message] = now + lasts
            super().notify(message, title=title, severity=severity, timeout=lasts, markup=markup)

    def set_notices_aside(self) -> None:
        """Let the notices wait: a window opens, and they would lie over it."""
        self._aside += [(each, each.time_left) for each in self._notifications]
        self.clear_notifications()

    def bring_notices_back(self) -> None:
        """Show the notices again that waited, for the time that was left to them."""
        waited, self._aside = self._aside, []
        for each, left in waited:
            if left > 0:
                super().notify(
                    each.message,
                    title=each.title,
                    severity=each.severity,
                    timeout=left,
                    markup=each.markup,
                )
