"""A screen of two panes whose keys come from one group of the table of keys."""

from abc import abstractmethod
from collections import deque
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, ClassVar, TypeVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import DataTable, OptionList
from textual.widgets.option_list import Option

from whyshore.errors import FixableError
from whyshore.tui.abstract_screen import AbstractScreen
from whyshore.tui.asking import HoldingApp, ask, keys_of, not_mine, trouble_of
from whyshore.tui.dialogs import HelpScreen
from whyshore.tui.keys import KeyGroup
from whyshore.tui.palette import command_of
from whyshore.tui.turning import undo_by_clerk
from whyshore.tui.work_screen import SAVED, WorkScreen
from whyshore.workflow.office import Office

Answer = TypeVar("Answer")
READING, SAVING, COUNTING = "reading …", "saving …", "counting …"
Act = Callable[[events.Key, Callable[[], object] | None], bool]
"""Runs the command of a key, else the move that is handed over; False where it is neither."""


_MOVES = {
    "up": "cursor_up",
    "down": "cursor_down",
    "left": "cursor_left",
    "right": "cursor_right",
    "pageup": "page_up",
    "pagedown": "page_down",
}
_TABLE_ENDS = {"home": "scroll_home", "end": "scroll_end"}
_LIST_ENDS = {"home": "first", "end": "last"}


class KeyedTable(DataTable[Text]):
    """A table that acts on each key before the next one comes."""

    def __init__(self, act: Act, **options: str) -> None:
        super().__init__(id=options.get("id"), cursor_type="cell", zebra_stripes=True)
        self._act = act

    def on_key(self, event: events.Key) -> None:
        """Run the screen's command of this key, else move."""
        _run_key(self, event, self._act, _MOVES | _TABLE_ENDS)


class KeyedList(OptionList):
    """A list that acts on each key before the next one comes."""

    def __init__(self, act: Act, **options: str) -> None:
        super().__init__(id=options.get("id"), markup=False)
        self._act = act

    def on_key(self, event: events.Key) -> None:
        """Run the screen's command of this key, else move."""
        _run_key(self, event, self._act, _MOVES | _LIST_ENDS)


def _run_key(widget: Widget, event: events.Key, act: Act, moves: Mapping[str, str]) -> None:
    if not_mine(widget, event) or _went_on(widget, event):
        return
    move = getattr(widget, f"action_{moves.get(event.key)}", None)
    if act(event, move):
        event.stop()
        event.prevent_default()


def _went_on(widget: Widget, event: events.Key) -> bool:
    """Hand a key back where the key before it took the focus elsewhere just now."""
    app = widget.app
    if widget.screen.focused is widget or not isinstance(app, HoldingApp):
        return False
    event.stop()
    event.prevent_default()
    app.hand_back(event)
    return True


class TwoPaneScreen(WorkScreen[Answer], metaclass=AbstractScreen):
    """What one moves in, and beside it a list about what the cursor is on."""

    GROUP: ClassVar[KeyGroup]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "next_pane", "Beside", priority=True, id="next_pane"),
        Binding("shift+tab", "next_pane", "Beside", priority=True, id="previous_pane"),
        Binding("escape", "back", "Back"),
        Binding("f1,question_mark", "help", "Keys", id="help"),
    ]

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office = office
        self._doing = ""
        """What the clerk is at for this screen; empty where nothing is under way."""
        self._typed_meanwhile: deque[events.Key] = deque()

    @property
    @abstractmethod
    def main(self) -> Widget:
        """The pane one moves in."""

    @property
    def beside(self) -> OptionList:
        """The list about what the cursor is on."""
        return self.query_one("#beside", OptionList)

    @property
    def in_beside(self) -> bool:
        """Whether keys go to the list beside."""
        return self.focused is self.beside

    def on_resize(self) -> None:
        """Show as many hints as fit now."""
        self.hint(self.GROUP)

    def show_beside(self, title: str, options: list[Option]) -> None:
        """Fill the list beside; its cursor begins at the first line that can be picked."""
        self.beside.border_title = Content(title)
        self.beside.clear_options()
        self.beside.add_options(options)
        first = (n for n, option in enumerate(options) if not option.disabled)
        self.beside.highlighted = next(first, None)
        self.beside.scroll_home(animate=False)

    def act(self, event: events.Key, move: Callable[[], object] | None) -> bool:
        """Run the command of a key of the table of keys, else move; False where it is neither.

        While the clerk is at something, keys wait for it in the order they were typed; only those
        that leave act at once.
        """
        single = event.character if event.character and len(event.character) == 1 else ""
        name = single if single.isalnum() else event.key
        action = keys_of(self.app).actions(self.GROUP).get(name)
        mine = bool(action) and hasattr(self, f"do_{action}")
        if not mine and not move:
            return False
        if self._doing:
            self._typed_meanwhile.append(events.Key(event.key, event.character))
        elif action and mine:
            self.run_action_named(action)
        elif move:
            move()
            self.moved()
        return True

    # --- the clerk, who is never waited for ---

    def ask_for(
        self,
        done: Callable[[Any], None],
        name: str,
        *given: object,
        doing: str,
        failed: Callable[[FixableError], None] | None = None,
    ) -> None:
        """Have the clerk do something; the screen says so, and goes on when it is done."""
        self._doing = doing
        self.show_saving()
        tell = partial(self._answered, done), partial(self._answered, failed or self.fail)
        self.office.later(*tell, name, *given)

    def _answered(self, then: Callable[[Any], None], found: object) -> None:
        if self not in self.app.screen_stack:
            return  # it was left meanwhile; what was asked for is done all the same
        self._doing = ""
        then(found)
        self.show_saving()
        if self._typed_meanwhile and not self._doing:
            self._doing = READING  # keys on their way to a pane come behind those before them
            focused = self.focused
            if focused is None or not focused.call_later(self._go_on):
                self._go_on()

    def _go_on(self) -> None:
        """Do what was typed meanwhile."""
        self._doing = ""
        while self._typed_meanwhile and isinstance(self.app, HoldingApp):
            self.app.hand_back(self._typed_meanwhile.popleft())

    def show_saving(self) -> None:
        """Say what the clerk is at, unless something keeps it from saving."""
        self.show_saved(SAVED if trouble_of(self.app) else self._doing or SAVED)

    @abstractmethod
    def moved(self) -> None:
        """The cursor may be elsewhere: show beside what it is on."""

    def key_groups(self) -> tuple[KeyGroup, ...]:
        """The keys that act here."""
        return (self.GROUP,)

    def command(self, action: str) -> Callable[[], object] | None:
        """What runs an action of the table of keys."""
        return (lambda: self.run_action_named(action)) if command_of(self, action) else None

    def run_action_named(self, action: str) -> None:
        """Run an action, or show why it cannot be done."""
        run = command_of(self, action)
        try:
            if run:
                run()
        except FixableError as problem:
            self.fail(problem)

    def action_next_pane(self) -> None:
        """From one pane to the other."""
        self.set_focus(self.main if self.in_beside else self.beside)

    def action_back(self) -> None:
        """From the list beside to where one moves, from there back."""
        if self.in_beside:
            self.set_focus(self.main)
        else:
            self.dismiss(None)

    def action_close(self) -> None:
        """Back to where one came from."""
        self.dismiss(None)

    def action_help(self) -> None:
        """Show every key."""
        ask(self.app, HelpScreen(), lambda _: None)

    def do_undo(self) -> None:
        """Take back the last change."""
        undo_by_clerk(self, self.office, self.refill)

    def do_redo(self) -> None:
        """Bring back what was undone."""
        undo_by_clerk(self, self.office, self.refill, again=True)

    @abstractmethod
    def refill(self, said: str = "") -> None:
        """Read everything anew and show it."""
