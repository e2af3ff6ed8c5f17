"""Windows that ask how a code should change, and show the lines while one types."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Label

from whyshore.domain.codebook_change import CodebookChange
from whyshore.errors import FixableError
from whyshore.tui.asking import AskLine, release
from whyshore.tui.change_windows import PAUSE, ChangeWindow, Write

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A line to fill in."""

    name: str
    label: str
    prompt: str
    value: str = ""


class ChangeForm(ChangeWindow):
    """Asks for some words, shows what would change with them, and changes it with Enter."""

    KEYS = "Enter writes codebook.yaml · Tab goes on · Esc leaves it as it is · PgDn PgUp scroll"

    def __init__(
        self,
        title: str,
        asked: tuple[Asked, ...],
        preview: Callable[[Words], CodebookChange],
        write: Write,
    ) -> None:
        """Make a window; `preview` gives the change for the words filled in, or says why not."""
        super().__init__(title, None, write)
        self._asked, self._preview = asked, preview
        self._pause: Timer | None = None

    def fields(self) -> ComposeResult:
        """The lines to fill in."""
        for each in self._asked:
            with Horizontal(classes="field"):
                yield Label(each.label)
                yield AskLine(
                    each.value, id=f"form-{each.name}", placeholder=each.prompt, compact=True
                )

    def begin(self) -> Widget:
        """Show what would change, and begin with the first line."""
        self._look()
        return self._line(self._asked[0].name)

    def _line(self, name: str) -> Input:
        return self.query_one(f"#form-{name}", Input)

    @on(Input.Changed)
    def _typed(self) -> None:
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._look)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_take()
        release(self.app)

    def action_take(self) -> None:
        """Make the change that is shown, as the words are now."""
        seen = self._change.before if self._change else None
        if self._pause is not None:
            self._look()
        if self._change is not None and seen is not None and self._change.before != seen:
            self._complain("codebook.yaml was changed meanwhile. Look again; Enter writes it then.")
        else:
            super().action_take()

    def _look(self) -> None:
        """Show the change as it would be now."""
        if self._pause is not None:
            self._pause.stop()
            self._pause = None
        words = {each.name: " ".join(self._line(each.name).value.split()) for each in self._asked}
        try:
            self.show_change(self._preview(words))
        except FixableError as problem:
            self.show_change(None, str(problem))
