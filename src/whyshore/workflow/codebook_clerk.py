"""What a screen asks of the codebook's file; each method is one call into the workflow.

The workflow is imported when it is first asked for: the coding screen does not wait for it.
"""

from whyshore.domain.codebook import Code
from whyshore.domain.codebook_change import CodebookChange
from whyshore.domain.segment import Segment
from whyshore.workflow.clerk_base import ClerkBase


class CodebookClerk(ClerkBase):
    """The part of the clerk that changes the codebook's file."""

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

    def add_code_on(self, change: CodebookChange, place: Segment) -> None:
        """Add a previewed code and put it on a passage, both or neither."""
        from whyshore.workflow.change_codebook import add_code_on

        add_code_on(self.project, change, self.text_of(place.interview), place)
