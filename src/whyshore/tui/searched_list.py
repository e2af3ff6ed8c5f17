"""A window with a line to type in over a list that narrows while typing."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from whyshore.tui.abstract_screen import AbstractScreen
from whyshore.tui.asking import Answer, Dialog
from whyshore.tui.display_text import display


def list_found(options: OptionList, found: Sequence[Option], query: str) -> None:
    """List what fits, the cursor on the first; where nothing does, say so in a line of no use."""
    options.clear_options()
    typed = display(query.strip())
    nothing = f"Nothing here has “{typed}”: type less of it, or Esc closes."
    nothing = nothing if typed else "There is nothing here yet."
    options.add_options(found or [Option(Content(nothing), disabled=True)])
    options.highlighted = 0 if found else None


class SearchedList(Dialog[Answer], metaclass=AbstractScreen):
    """The letters show at once, the list follows them; keys that act wait for the letters."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", show=False, priority=True),
        Binding("up", "step(-1)", show=False, priority=True),
        Binding("pagedown", "step(8)", show=False, priority=True),
        Binding("pageup", "step(-8)", show=False, priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.narrowed_to = ""
        """What was typed when the list was narrowed last."""

    @abstractmethod
    def narrow(self, query: str) -> None:
        """List what fits what was typed."""

    @on(Input.Changed)
    def _line_changed(self) -> None:
        self.call_after_refresh(self._follow_typing)  # the letter shows at once

    def _follow_typing(self) -> None:
        if self.is_current:  # Enter may have closed it meanwhile
            self.follow()

    def follow(self) -> None:
        """List what fits what is typed now, where the list does not yet."""
        typed = self.query_one(Input).value
        if typed != self.narrowed_to:
            self.narrowed_to = typed
            self.narrow(typed)

    def behind_typing(self, act: Callable[[], None]) -> None:
        """Do what a key says once the letters typed before it are in the line."""

        def caught_up() -> None:
            if self.is_current:
                self.follow()
                act()

        self.query_one(Input).call_later(caught_up)

    def action_step(self, step: int) -> None:
        """Go up or down the list while the cursor stays in the line."""
        self.behind_typing(lambda: self.step(step))

    def step(self, step: int) -> None:
        """Go up or down the list as it is."""
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            at = options.highlighted + step
            options.highlighted = max(0, min(at, options.option_count - 1))
