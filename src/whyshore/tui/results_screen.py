"""What the screens that list places in interviews have in common."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget

from whyshore.domain.finding import Query
from whyshore.domain.history import Event
from whyshore.errors import FixableError
from whyshore.tui.asking import ask
from whyshore.tui.dialogs import HelpScreen
from whyshore.tui.keys import KeyGroup, actions_by_key
from whyshore.tui.panes import plain
from whyshore.tui.result_list import ResultList
from whyshore.tui.status import Line, hints
from whyshore.tui.work_screen import WorkScreen
from whyshore.workflow.coding_desk import CodingDesk


@dataclass(frozen=True, slots=True)
class Jump:
    """A place to go to in the text; with a query, what was found there is marked."""

    interview: str
    start: int
    end: int
    text_hash: str = ""
    """That of the text the place was found in, `""` where it is sure to be the one in use."""
    query: Query | None = None


class ResultsScreen(WorkScreen[Jump | None]):
    """A list of places to look through, with a line above it and keys that act on what is chosen.

    Dismissed with the place to go to, None to stay where one was.
    """

    GROUPS: ClassVar[tuple[KeyGroup, ...]] = ()
    COLUMNS: ClassVar[tuple[int, ...]] = ()
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Back"),
        Binding("f1", "help", "Keys"),
    ]

    def __init__(self, desk: CodingDesk) -> None:
        super().__init__()
        self.desk = desk
        self.results = ResultList(self, self.COLUMNS, id="results")
        self._actions = actions_by_key(self.GROUPS)

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        yield from self.above()
        yield Line(id="summary")
        yield self.results
        yield Line(id="status")
        yield Line(id="hints")

    def above(self) -> list[Widget]:
        """What stands above the list."""
        return []

    def summarise(self) -> None:
        """Say above the list what it holds."""
        raise NotImplementedError

    def open_current(self) -> None:
        """Go to the place under the cursor."""
        raise NotImplementedError

    def look_again(self) -> None:
        """List the places anew after a change."""
        raise NotImplementedError

    # --- keys and mouse ---

    def act(self, event: events.Key) -> None:
        """Run the command of a key of the table of keys."""
        letter = event.character or ""
        name = letter if len(letter) == 1 and letter.isalpha() else event.key
        action = self._actions.get(name)
        if action is None or not hasattr(self, f"do_{action}"):
            return
        event.stop()
        event.prevent_default()
        try:
            getattr(self, f"do_{action}")()
        except FixableError as problem:
            self.fail(problem)

    def moved(self) -> None:
        """Say what is under the cursor, and how much is ticked."""
        self.summarise()

    @on(ResultList.Opened)
    def _opened(self) -> None:
        self.open_current()

    def on_resize(self) -> None:
        """Show as many hints as fit now."""
        self.show_hints()

    def on_descendant_focus(self) -> None:
        """Show the keys that matter where the focus is."""
        self.show_hints()

    def show_hints(self) -> None:
        """Show the keys that matter now."""
        self.query_one("#hints", Line).say(hints(self.GROUPS, self.size.width - 2))

    def do_open(self) -> None:
        """Go to the place under the cursor."""
        self.open_current()

    def do_tick(self) -> None:
        """Tick or untick a place."""
        self.results.tick()

    def do_tick_all(self) -> None:
        """Tick all places, or none."""
        self.results.tick_all()

    def do_undo(self) -> None:
        """Take back the last change."""
        self._turn_back(self.desk.undo, "undid", "There is nothing to undo.")

    def do_redo(self) -> None:
        """Bring back what was undone."""
        self._turn_back(self.desk.redo, "redid", "There is nothing to redo.")

    def _turn_back(self, turn: Callable[[], Event | None], done: str, nothing: str) -> None:
        event = turn()
        if event is None:
            self.say(nothing)
            return
        self.look_again()
        self.say((f"{done}: ", "bold"), plain(event.summary), " · all saved")

    def do_help(self) -> None:
        """Show every key."""
        ask(self.app, HelpScreen(), lambda _: None)

    def action_help(self) -> None:
        """Show every key."""
        self.do_help()

    def action_close(self) -> None:
        """Back to the text."""
        self.dismiss(None)


def heading(interview: str, title: str) -> str:
    """How the places of an interview are headed: its id, and its title where it has another."""
    return interview if title == interview else f"{interview} · {title}"
