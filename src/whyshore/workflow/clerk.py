"""Does on the project what a screen asks for; every change a screen makes goes through here."""

from whyshore.domain.guide import GuideView
from whyshore.workflow.project import Project


class Clerk:
    """One open project, and what can be asked of it.

    Each method is one call into a workflow function, imported where it is used, so that a
    screen can hold a clerk without loading the database.
    """

    def __init__(self, project: Project) -> None:
        self.project = project

    def practice_interview(self) -> str | None:
        """The interview that the tour takes place in; None outside the bundled project."""
        from whyshore.workflow.first_run import PRACTICE, is_bundled

        return PRACTICE if is_bundled(self.project.folder) else None

    # --- the interview guide ---

    def interview_by_guide(self, interview: str) -> GuideView:
        """An interview by the sections of the guide."""
        from whyshore.workflow.read_by_guide import interview_by_guide

        return interview_by_guide(self.project, interview)

    def pin_turn(self, interview: str, start: int, section: str) -> None:
        """Say that the turn at a position belongs to a section of the guide."""
        from whyshore.workflow.read_by_guide import pin_turn

        pin_turn(self.project, interview, start, section)

    def unpin_turn(self, interview: str, start: int) -> bool:
        """Take the pin off the turn at a position; False where it has none."""
        from whyshore.workflow.read_by_guide import unpin_turn

        return unpin_turn(self.project, interview, start)
