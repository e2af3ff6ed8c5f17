"""What the screens that list places in interviews have in common."""

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget

from whyshore.domain.finding import Query
from whyshore.errors import FixableError
from whyshore.tui.abstract_screen import AbstractScreen
from whyshore.tui.asking import ask, hold, keys_of, release
from whyshore.tui.dialogs import HelpScreen
from whyshore.tui.keymap import BUILT_IN
from whyshore.tui.keys import KeyGroup
from whyshore.tui.palette import command_of
from whyshore.tui.panes import plain
from whyshore.tui.passage import Passage
from whyshore.tui.result_list import ResultList
from whyshore.tui.status import Line
from whyshore.tui.turning import Turn, turn_back
from whyshore.tui.work_screen import SAVED, WORKING, WorkScreen
from whyshore.workflow.coding_desk import CodingDesk, Turned

NOT_CHOSEN = "Nothing is ticked: ↓ goes to a place, Space ticks these, a ticks all."
"""What is said where the cursor is on the heading of an interview's places."""

ON_A_HEADING = "⏎ goes to the first of its places, Space ticks them all"


@dataclass(frozen=True, slots=True)
class Jump:
    """A place to go to in the text; with a query, what was found there is marked."""

    interview: str
    start: int
    end: int
    text_hash: str = ""
    """That of the text the place was found in, `""` where it is sure to be the one in use."""
    query: Query | None = None


class ResultsScreen(WorkScreen[Jump | None], metaclass=AbstractScreen):
    """A list of places to look through, with a line above it and keys that act on what is chosen.

    Dismissed with the place to go to, None to stay where one was.
    """

    GROUPS: ClassVar[tuple[KeyGroup, ...]] = ()
    COLUMNS: ClassVar[tuple[int, ...]] = ()
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Back"),
        Binding("f1,question_mark", "help", "Keys", id="help"),
    ]

    def __init__(self, desk: CodingDesk) -> None:
        super().__init__()
        self.desk = desk
        self._working = False
        """Whether the clerk is at something that keys wait for."""
        self.results = ResultList(self.COLUMNS, self._act, id="results")

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        yield from self.above()
        yield Line(id="summary")
        yield self.results
        yield Passage(id="passage")
        yield from self.compose_lines()

    def above(self) -> list[Widget]:
        """What stands above the list."""
        return []

    def show_passage(self) -> None:
        """Show below the list all the words of the place under the cursor."""
        current = self.results.current
        self.query_one(Passage).show(current)
        if current is None and self.results.results:
            self.tell(ON_A_HEADING)

    @abstractmethod
    def summarise(self) -> None:
        """Say above the list what it holds."""

    @abstractmethod
    def open_current(self) -> None:
        """Go to the place under the cursor."""

    @abstractmethod
    def look_again(self, then: Callable[[], object] | None = None) -> None:
        """List the places anew after a change, and then do something more."""

    def ask_clerk(self, done: Callable[[Any], object], name: str, *given: object) -> None:
        """Have the clerk do what may take a while: keys wait for it, the screen does not."""
        app = self.app
        hold(app)
        self._working = True
        self.show_saving()

        def answered(found: object) -> None:
            tell(lambda: done(found))

        def failed(problem: FixableError) -> None:
            tell(lambda: self.fail(problem))

        def tell(what: Callable[[], object]) -> None:
            self._working = False
            try:
                if self.is_attached:
                    self.show_saving()
                    what()
            except FixableError as problem:
                self.fail(problem)
            finally:
                release(app)

        self.desk.office.later(answered, failed, name, *given)

    # --- keys and mouse ---

    def _act(self, event: events.Key) -> bool:
        """Run the command of a key of the table of keys; False where it is none."""
        letter = event.character or ""
        name = letter if len(letter) == 1 and letter.isalpha() else event.key
        action = keys_of(self.app).actions(*self.GROUPS).get(name)
        run = self.command(action) if action else None
        if run is not None:
            run()
        return run is not None

    def key_groups(self) -> tuple[KeyGroup, ...]:
        """The keys that act here."""
        return self.GROUPS

    def command(self, action: str) -> Callable[[], object] | None:
        """What runs an action of the table of keys."""
        run = command_of(self, action) if action not in BUILT_IN or action == "open" else None
        return (lambda: self._run(run)) if run else None

    def _run(self, command: Callable[[], object]) -> None:
        try:
            command()
        except FixableError as problem:
            self.fail(problem)

    @on(ResultList.Moved)
    def _moved(self) -> None:
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
        self.hint(*self.GROUPS)

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

    def _turn_back(self, turn: Turn, done: str, nothing: str) -> None:
        def turned(was: Turned | None) -> None:
            if was is None:
                self.say(nothing)
            else:
                self.look_again(lambda: self.tell((f"{done}: ", "bold"), plain(was.summary)))

        turn_back(self, self.desk, turn, turned, self.fail)

    def show_saving(self) -> None:
        """Say whether everything is saved, or something is being done that takes a while."""
        self.show_saved(WORKING if self._working or self.desk.working else SAVED)

    def do_help(self) -> None:
        """Show every key."""
        ask(self.app, HelpScreen(), lambda _: None)

    def action_help(self) -> None:
        """Show every key."""
        self.do_help()

    def action_give_up(self) -> None:
        """Back out of the line that one types into."""
        self.action_close()

    def action_close(self) -> None:
        """Back to the text."""
        self.dismiss(None)


def heading(interview: str, title: str) -> str:
    """How the places of an interview are headed: its id, and its title where it has another."""
    return interview if title == interview else f"{interview} · {title}"
