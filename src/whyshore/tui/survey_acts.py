"""From the interviews to the survey beside them, and back."""

from whyshore.tui.asking import ask
from whyshore.tui.desk_screen import DeskScreen


class SurveyActs(DeskScreen):
    """What one does with the survey."""

    def do_survey(self) -> None:
        """Go to the tables of the survey; they are counted in a process of their own."""
        from whyshore.tui.survey_screen import SurveyScreen

        office = self.desk.office.for_survey()

        def returned(_: None) -> None:
            office.end_at_once()
            self.set_focus(self.transcript)

        ask(self.app, SurveyScreen(office), returned)
