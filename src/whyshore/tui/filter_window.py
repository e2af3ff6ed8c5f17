"""Choose which codings show: a list of what they have in common, to tick and combine."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Label, OptionList, Static
from textual.widgets.option_list import Option

from whyshore.analysis.coding_filter import CodingFilter, Trait
from whyshore.tui.asking import AskLine, release
from whyshore.tui.dialogs import CANCEL
from whyshore.tui.panes import plain
from whyshore.tui.searched_list import SearchedList, list_found
from whyshore.tui.status import Line


class FilterWindow(SearchedList[CodingFilter | None]):
    """Tab ticks, Enter shows what is ticked; with nothing ticked, what the cursor is on.

    What was chosen last comes ticked, to be shown again with Enter at once. Typing, or Enter on
    another line, is a new choice; Tab adds to the last one.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *CANCEL,
        Binding("tab", "tick", "Tick", priority=True),
    ]

    def __init__(
        self,
        rows: Mapping[Trait, tuple[str, int]],
        ticked: Sequence[Trait],
        passing: Callable[[CodingFilter], str],
    ) -> None:
        """Offer traits, each with its words and how many codings have it.

        `passing` says how many codings a filter lets through.
        """
        super().__init__()
        self._rows = rows
        self._ticked = [trait for trait in ticked if trait in rows]
        self._ticked_before = bool(self._ticked)
        """Whether what is ticked is the last choice still, with nothing ticked since."""
        self._passing = passing
        self._offered: list[Trait] = []

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical(classes="dialog"):
            yield Label(Content("Show only codings with"), classes="dialog--title")
            yield AskLine(placeholder="type to narrow", compact=True)
            yield OptionList()
            yield Line(id="filter-outcome")
            yield Static(
                Content(
                    "Tab or a click ticks · Enter, or a click here, shows them · Esc leaves it"
                ),
                id="filter-take",
            )

    def on_mount(self) -> None:
        """Show everything there is before anything is typed, with the cursor on a tick."""
        self.narrow("")
        if self._ticked:
            places = [place for place, each in enumerate(self._offered) if each in self._ticked]
            self.query_one(OptionList).highlighted = places[0]
        self.ready(self.query_one(Input))

    def narrow(self, query: str) -> None:
        """Offer the lines that hold all the typed words, and behind them those that are ticked."""
        words = query.casefold().split()
        if words and self._ticked_before:
            self._ticked, self._ticked_before = [], False
        fitting = [
            trait
            for trait, (line, _) in self._rows.items()
            if all(word in line.casefold() for word in words)
        ]
        self._offered = fitting + [trait for trait in self._ticked if trait not in fitting]
        lines = [Option(self._line(trait)) for trait in self._offered]
        list_found(self.query_one(OptionList), lines, query)
        self._say_outcome()

    def _line(self, trait: Trait) -> Content:
        line, count = self._rows[trait]
        tick = "[x] " if trait in self._ticked else "[ ] "
        return Content.assemble(Content(tick), plain(line), (f"  {count}", "dim"))

    def _say_outcome(self) -> None:
        """Say what Enter would show."""
        self.query_one("#filter-outcome", Line).say(self._passing(CodingFilter(self._chosen())))

    def _chosen(self) -> tuple[Trait, ...]:
        """What is ticked; with nothing ticked now, what the cursor is on."""
        at = self.query_one(OptionList).highlighted
        here = self._offered[at : at + 1] if at is not None else []
        if self._ticked_before and not set(here) <= set(self._ticked):
            return tuple(here)
        return tuple(self._ticked or here)

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.follow()  # Enter may come before the list could follow the typing
        self._take()
        release(self.app)

    def _take(self) -> None:
        chosen = self._chosen()
        if chosen:
            self.dismiss(CodingFilter(chosen))

    @on(OptionList.OptionHighlighted)
    def _highlighted(self) -> None:
        self._say_outcome()

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._tick_here()
        self.set_focus(self.query_one(Input))

    def on_click(self, event: object) -> None:
        """A click on the last line takes what is ticked."""
        widget = getattr(event, "widget", None)
        if widget is not None and widget.id == "filter-take":
            self._take()

    def action_tick(self) -> None:
        """Tick or untick the line under the cursor."""
        self.behind_typing(self._tick_here)

    def _tick_here(self) -> None:
        options = self.query_one(OptionList)
        if options.highlighted is None:
            return
        trait = self._offered[options.highlighted]
        self._ticked_before = False
        if trait in self._ticked:
            self._ticked.remove(trait)
        else:
            self._ticked.append(trait)
        options.replace_option_prompt_at_index(options.highlighted, self._line(trait))
        self._say_outcome()

    def action_cancel(self) -> None:
        """Leave things as they are."""
        self.dismiss(None)
