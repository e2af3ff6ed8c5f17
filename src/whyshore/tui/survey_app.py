"""The tables of the survey as a program of its own."""

from textual.screen import Screen

from whyshore.tui.app import WhyshoreApp, run_app
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

    def leave(self) -> None:
        """Leave the program; a survey that could not be opened is told in the shell too."""
        self.app.exit()


def run_survey(office: Office) -> int:
    """Run the tables of a survey until the researcher leaves; gives the exit status."""
    return run_app(SurveyApp(office))
