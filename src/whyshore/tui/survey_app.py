"""The tables of the survey as a program of its own."""

from textual.screen import Screen

from whyshore.domain.project import Settings
from whyshore.tui.app import WhyshoreApp, run_app
from whyshore.tui.asking import use_keys
from whyshore.tui.keymap import keymap, problems_with_keys, told_shortly
from whyshore.tui.keys import SURVEY_KEYS
from whyshore.tui.survey_screen import SurveyScreen
from whyshore.workflow.office import Office


class SurveyApp(WhyshoreApp):
    """Only the survey; no project is opened."""

    def first_screen(self) -> Screen[None]:
        """The tables; leaving them leaves the program."""
        return _Alone(self.office)

    def end_work(self) -> None:
        """Nothing is to be saved: a count that is under way is given up."""
        self.office.end_at_once()


class _Alone(SurveyScreen):
    """The tables with nothing behind them."""

    def use_settings(self, settings: Settings) -> None:
        """Take theme and keys of the settings, as no coding screen did."""
        use_keys(self.app, keymap(settings.keys))
        self.hint(SURVEY_KEYS)
        if isinstance(self.app, WhyshoreApp):
            self.app.use_theme(settings.theme)
        for notice in told_shortly(problems_with_keys(settings.keys, None)):
            self.notify(notice, markup=False, severity="warning", timeout=12)

    def leave(self) -> None:
        """Leave the program; a survey that could not be opened is told in the shell too."""
        self.app.exit()


def run_survey(office: Office) -> int:
    """Run the tables of a survey until the researcher leaves; gives the exit status."""
    return run_app(SurveyApp(office))
