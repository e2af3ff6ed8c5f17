"""The line in which a filter of the survey is typed; the table follows, problems are told there."""

from textual import on
from textual.widgets import Input

from whyshore.tui.asking import release
from whyshore.tui.keys import SURVEY_FILTER_KEYS, SURVEY_KEYS
from whyshore.tui.survey_desk_screen import SurveyDeskScreen
from whyshore.tui.survey_wish import Shown
from whyshore.workflow.office import Office

TYPING_PAUSE = 0.15
"""Seconds without a key after which a filter is tried that is being typed."""


class SurveyFilter(SurveyDeskScreen):
    """The survey screen with its line for a filter."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._before_filter: Shown | None = None
        self._typed = 0

    def do_only(self) -> None:
        """Type a filter; the table follows while one types."""
        if self.shown is None:
            return
        line = self.query_one("#survey-filter", Input)
        line.value = self.shown.request.filter
        line.cursor_position = len(line.value)
        self.query_one("#survey-filter-row").display = True
        self.hint(SURVEY_FILTER_KEYS)
        self._before_filter = self.shown
        self.set_focus(line)

    @on(Input.Changed, "#survey-filter")
    def _typing(self, event: Input.Changed) -> None:
        self._typed += 1
        now = self._typed
        self.set_timer(TYPING_PAUSE, lambda: self._try_filter(event.value, now))

    def _try_filter(self, text: str, typed: int) -> None:
        if typed == self._typed and self.filtering:
            self._use_filter(text)

    def _use_filter(self, text: str) -> None:
        """Show the table for a filter; steps of typing are one step to go back."""
        before = self._before_filter
        if before is None or self.history[-1].request.filter == text.strip():
            return
        if self.history[-1] is not before:
            self.history.pop()
        self.show(before.but(filter=text.strip()))

    @on(Input.Submitted, "#survey-filter")
    def _keep_filter(self, event: Input.Submitted) -> None:
        self._use_filter(event.value)
        self._leave_filter()
        release(self.app)

    def action_back(self) -> None:
        """Out of the filter, with that of before; else back to where one came from."""
        if not self.filtering:
            self.leave()
            return
        if self.history[-1] is not self._before_filter:
            self.take_back()
        self._leave_filter()

    def _leave_filter(self) -> None:
        self.query_one("#survey-filter-row").display = False
        self.hint(SURVEY_KEYS)
        self.set_focus(self.rows)
