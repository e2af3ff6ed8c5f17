"""What the screens one works in have in common: a status line, and how problems are shown."""

from typing import TypeVar

from textual.content import Content

from whyshore.errors import FixableError
from whyshore.tui.asking import Window
from whyshore.tui.compositor import NarrowCompositor
from whyshore.tui.display_text import display
from whyshore.tui.panes import plain
from whyshore.tui.status import Line

Answer = TypeVar("Answer")


class WorkScreen(Window[Answer]):
    """A whole screen with a status line; side panes fold where there is no room."""

    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [  # noqa: RUF012 - as in Screen
        (0, "-narrow"),
        (100, "-normal"),
        (150, "-wide"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._compositor = NarrowCompositor()

    def say(self, *parts: Content | str | tuple[str, str]) -> None:
        """Show something in the status line until the next key changes it."""
        self.query_one("#status", Line).say(*parts)

    def fail(self, problem: FixableError) -> None:
        """Show what could not be done as it stands; what is too long for the line in full."""
        if len(str(problem)) > self.size.width - 20:
            self.notify(display(str(problem)), markup=False, severity="error", timeout=10)
        self.say(("not done: ", "bold"), plain(str(problem)))
