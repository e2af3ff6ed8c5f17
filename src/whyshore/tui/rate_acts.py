"""Rate codings on the scale that the codebook declares."""

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from whyshore.domain.codebook import RatingScale
from whyshore.domain.coding import Coding
from whyshore.domain.words import shortened
from whyshore.errors import FixableError
from whyshore.tui.asking import Dialog, ask, not_mine
from whyshore.tui.coding_acts import CodingActs
from whyshore.tui.panes import plain

NO_RATING = "none"
"""The answer that takes a rating away."""


class RatingAsker(Dialog[str | None]):
    """Pick a step of a scale: its digit takes it at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Cancel"),
        Binding("backspace,delete", "clear", "No rating"),
    ]

    def __init__(self, about: str, scale: RatingScale, rating: int | None) -> None:
        super().__init__()
        self._about, self._scale, self._rating = about, scale, rating

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        steps = [Option(plain(self._scale.name_of(step)), id=str(step)) for step in self.steps]
        none = Option(Content("⌫ no rating"), id=NO_RATING)
        with Vertical(classes="dialog small"):
            yield Label(plain(f"{self._scale.title}: {self._about}"), classes="dialog--title")
            yield OptionList(*steps, none, id="steps")
            yield Label(Content("a digit or ⏎ takes it · ⌫ takes the rating away · Esc closes"))

    @property
    def steps(self) -> list[int]:
        """The steps of the scale, lowest first."""
        return list(self._scale.labels)

    def on_mount(self) -> None:
        """Begin at the rating there is."""
        options = self.query_one(OptionList)
        options.highlighted = 0 if self._rating is None else self._place_of(self._rating)
        self.ready(options)

    def _place_of(self, rating: int) -> int:
        return self.steps.index(rating) if rating in self.steps else 0

    def on_key(self, event: events.Key) -> None:
        """Take the step that a digit names."""
        if not_mine(self.query_one(OptionList), event):
            return
        if event.character and event.character in map(str, self.steps):
            event.stop()
            self.dismiss(event.character)

    @on(OptionList.OptionSelected)
    def _taken(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)

    def action_clear(self) -> None:
        """Take the rating away."""
        self.dismiss(NO_RATING)

    def action_cancel(self) -> None:
        """Leave the rating as it is."""
        self.dismiss(None)


class RateActs(CodingActs):
    """How codings are rated."""

    def do_rate(self) -> None:
        """Rate the coding at the cursor; with several there, ask which."""
        if self.desk.codebook.ratings is None:
            self.tell("The codebook declares no `ratings:`; docs/codebook.md shows how.")
        else:
            self.with_coding_here("Rate which coding?", self._ask_for_rating)

    def _ask_for_rating(self, coding: Coding) -> None:
        scale = self.desk.codebook.ratings
        if scale is None:
            return

        def answered(step: str | None) -> None:
            if step is not None:
                self._rate(coding, None if step == NO_RATING else int(step))

        about = f"{self.chord_of(coding)} “{shortened(coding.quote, 40)}”"
        ask(self.app, RatingAsker(about, scale, coding.rating), answered)

    def _rate(self, coding: Coding, rating: int | None) -> None:
        try:
            rated = self.desk.clerk.rate_coding(coding, rating)
        except FixableError as problem:
            self.fail(problem)
            return
        self.desk.refresh()
        self.show_all()
        shown = self.rating_of(rated) or "no rating"
        self.say(("rated ", "bold"), plain(f"{self.chord_of(rated)}: {shown}"), " · u undoes")
