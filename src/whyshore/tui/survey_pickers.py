"""Windows in which the parts of a table are chosen."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from whyshore.domain.survey_overview import Choosable
from whyshore.tui.asking import AskLine
from whyshore.tui.codes_picker import TickList
from whyshore.tui.dialogs import Choice, Chooser
from whyshore.tui.panes import plain

NONE = ":none"
_HINT = "⏎ takes this one, or what was ticked · Tab ticks several · Esc closes"
_NAME, _KIND = 24, 16


def line_of(each: Choosable) -> str:
    """How a variable stands in a list: its name, what it is, its label."""
    label = "" if each.label == each.name else each.label
    return f"{each.name:<{_NAME}} {each.kind:<{_KIND}} {label}"


class ColumnsPicker(Chooser):
    """Find columns by name or label; Tab ticks several, which stand side by side in that order.

    It answers with what Enter was pressed on; `taken` says which columns that means.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,insert,ctrl+@,ctrl+space", "tick", "Tick", priority=True),
    ]

    def __init__(self, choices: Sequence[Choosable], ticked: Sequence[str]) -> None:
        everybody = Choice(NONE, "no columns: everybody together")
        super().__init__("Columns", [everybody, *(Choice(c.name, line_of(c)) for c in choices)])
        self.ticked = list(ticked)
        self._before = tuple(ticked)

    def taken(self, entered: str) -> tuple[str, ...]:
        """The columns after Enter: the ticked ones; where no tick was changed, its line alone."""
        if entered == NONE:
            return ()
        return (entered,) if tuple(self.ticked) == self._before else tuple(self.ticked)

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical(classes="dialog"):
            yield Label(self._title_line(), id="ticked", classes="dialog--title")
            yield AskLine(placeholder="type to narrow", compact=True)
            yield TickList()

    def options_for(self, query: str) -> list[Option]:
        """The lines that hold all the typed words, each with its tick."""
        return [
            Option(Content.assemble(self._tick_of(each.id), plain(each.line)), id=each.id)
            for each in self.fitting(query)
        ]

    def _tick_of(self, name: str) -> str:
        if name == NONE:
            return "     "
        return f"[{self.ticked.index(name) + 1:>2}] " if name in self.ticked else "[  ] "

    def action_tick(self) -> None:
        """Tick or untick the line under the cursor."""
        self.behind_typing(self._tick_here)

    def _tick_here(self) -> None:
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self._tick(at)

    @on(TickList.Ticked)
    def _clicked_a_tick(self, event: TickList.Ticked) -> None:
        event.stop()
        self._tick(event.line)

    def _tick(self, line: int) -> None:
        options = self.query_one(OptionList)
        name = str(options.get_option_at_index(line).id)
        if name == NONE:
            self.ticked.clear()
        elif name in self.ticked:
            self.ticked.remove(name)
        else:
            self.ticked.append(name)
        self.narrow(self.narrowed_to)
        options.highlighted = line
        self.query_one("#ticked", Label).update(self._title_line())

    def _title_line(self) -> Content:
        if not self.ticked:
            return Content(f"Columns · {_HINT}")
        return Content.assemble("Columns: ", plain(", ".join(self.ticked)), f" · {_HINT}")
