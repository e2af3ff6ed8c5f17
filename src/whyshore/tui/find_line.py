"""The line one types words to find in, with switches for how they are looked for."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static
from textual.widgets.input import Selection

from whyshore.domain.finding import Mode, Query
from whyshore.tui.asking import AskLine

KEPT_SEARCHES = 30
ROOMY = 44
"""Columns from which on words and all switches have room beside each other."""


class Searches:
    """What was looked for before, the last one first; one goes through it like a shell's."""

    def __init__(self) -> None:
        self._past: list[str] = []
        self._at = -1
        self._typed = ""

    def add(self, words: str) -> None:
        """Remember a search."""
        if words.strip():
            self._past = [words, *(each for each in self._past if each != words)][:KEPT_SEARCHES]
        self._at = -1

    def step(self, step: int, typed: str) -> str:
        """The search before (1) or after (-1); after the last one, what was typed."""
        if self._at < 0:
            self._typed = typed
        self._at = max(-1, min(self._at + step, len(self._past) - 1))
        return self._past[self._at] if self._at >= 0 else self._typed


class _Switch(Static):
    """One way to look that is on or off; a click or a key turns it."""

    class Turned(Message):
        """A switch was clicked."""

        def __init__(self, name: str) -> None:
            self.name = name
            super().__init__()

    def __init__(self, name: str) -> None:
        super().__init__(markup=False, classes="find--switch")
        self.turns = name
        self.show(on=False)

    def show(self, *, on: bool) -> None:
        """Show whether it is on."""
        self.update(Content(f"{'●' if on else '○'} {self.turns}"), layout=False)
        self.set_class(on, "-on")

    def on_click(self) -> None:
        """Turn it."""
        self.post_message(self.Turned(self.turns))


class FindBar(Horizontal):
    """Words to find, and whether as whole words, as a regular expression, exactly as written."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("alt+w,ctrl+o", "turn('word')", "Whole words", priority=True, id="word"),
        Binding("alt+r,ctrl+r", "turn('regex')", "Expression", priority=True, id="regex"),
        Binding("alt+c,ctrl+l", "turn('exact')", "As written", priority=True, id="exact"),
        Binding("up", "past(1)", "Search before", priority=True, id="search_before"),
        Binding("down", "past(-1)", "Search after", priority=True, id="search_after"),
        Binding("pagedown", "step(1)", "Next place", priority=True, id="next_place"),
        Binding("pageup", "step(-1)", "Place before", priority=True, id="previous_place"),
        Binding("escape", "screen.give_up", "Close", id="give_up"),
    ]

    class Typed(Message):
        """The words, or how they are looked for, changed."""

        def __init__(self, query: Query) -> None:
            self.query = query
            super().__init__()

    class Kept(Message):
        """Enter was pressed; who handles this has to `release` the keys that are held."""

        def __init__(self, query: Query) -> None:
            self.query = query
            super().__init__()

    class Stepped(Message):
        """The next (1) or previous (-1) place is wanted."""

        def __init__(self, step: int) -> None:
            self.step = step
            super().__init__()

    def __init__(self, searches: Searches, prompt: str) -> None:
        super().__init__(id="find-bar")
        self._searches, self._prompt = searches, prompt
        self._mode, self._exact = Mode.PLAIN, False

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        yield AskLine(id="find", placeholder=self._prompt, compact=True)
        for name in (Mode.WORD.value, Mode.PATTERN.value, "exact"):
            yield _Switch(name)

    def on_resize(self, event: events.Resize) -> None:
        """Leave the line to the words where there is little room: only what is on shows."""
        self.set_class(event.size.width < ROOMY, "-crowded")

    def command(self, action: str) -> Callable[[], object] | None:
        """What runs an action of the table of keys, while one types in the line."""
        bindings = (each for each in self.BINDINGS if isinstance(each, Binding))
        does = next((each.action for each in bindings if each.id == action), None)
        return partial(self.run_action, does) if does and self.line.has_focus else None

    @property
    def line(self) -> AskLine:
        """The line to type in."""
        return self.query_one(AskLine)

    @property
    def asked(self) -> Query:
        """What is looked for, and how."""
        return Query(self.line.value, self._mode, self._exact)

    def ask_for(self, query: Query) -> None:
        """Put a query into the line, selected, without saying that it changed."""
        with self.prevent(Input.Changed):
            self.line.value = query.words
            self.line.selection = Selection(0, len(query.words))
        self._mode, self._exact = query.mode, query.exact
        self._show_switches()

    def remember(self) -> None:
        """Keep what was looked for, for later."""
        self._searches.add(self.line.value)

    def action_turn(self, name: str) -> None:
        """Turn a switch; whole words and regular expressions exclude each other."""
        if name == "exact":
            self._exact = not self._exact
        else:
            self._mode = Mode.PLAIN if self._mode.value == name else Mode(name)
        self._show_switches()
        self.post_message(self.Typed(self.asked))

    def action_past(self, step: int) -> None:
        """Go to what was looked for before or after."""
        self.line.value = self._searches.step(step, self.line.value)
        self.line.cursor_position = len(self.line.value)

    def action_step(self, step: int) -> None:
        """Go on to the next place while the cursor stays in the line."""
        self.post_message(self.Stepped(step))

    @on(_Switch.Turned)
    def _turned(self, event: _Switch.Turned) -> None:
        event.stop()
        self.action_turn(event.name)
        self.line.focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(self.asked))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.remember()
        self.post_message(self.Kept(self.asked))

    def _show_switches(self) -> None:
        for switch in self.query(_Switch):
            switch.show(on=self._exact if switch.turns == "exact" else self._mode == switch.turns)
