"""Does on the project what a screen asks for; every change a screen makes goes through here."""

from whyshore.domain.codebook import Code
from whyshore.domain.codebook_change import CodebookChange
from whyshore.domain.coding import Coding
from whyshore.domain.interview import Interview
from whyshore.domain.segment import Segment
from whyshore.workflow.project import Project


class Clerk:
    """One open project, and what can be asked of it.

    Each method is one call into a workflow function, imported where it is used, so that a
    screen can hold a clerk without loading the database.
    """

    def __init__(self, project: Project) -> None:
        self.project = project

    def preview_code(self, new: Code) -> CodebookChange:
        """What adding a code would change in the codebook's file."""
        from whyshore.workflow.change_codebook import preview_code

        return preview_code(self.project, new)

    def preview_removal(self, code: str) -> CodebookChange:
        """What taking an unused code out would change in the codebook's file."""
        from whyshore.workflow.change_codebook import preview_removal

        return preview_removal(self.project, code)

    def write_change(self, change: CodebookChange) -> None:
        """Make a change of the codebook that was previewed."""
        from whyshore.workflow.change_codebook import write_change

        write_change(self.project, change)

    def add_code_on(self, change: CodebookChange, interview: Interview, segment: Segment) -> Coding:
        """Add a previewed code and put it on a passage, both or neither."""
        from whyshore.workflow.change_codebook import add_code_on

        return add_code_on(self.project, change, interview, segment)
