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

    def preview_rename(self, code: str, new_id: str, name: str) -> CodebookChange:
        """What another id or name would change; `""` leaves each as it is."""
        from whyshore.workflow.reorganise_codebook import preview_rename

        return preview_rename(self.project, code, new_id=new_id, name=name)

    def preview_move(self, code: str, parent: str) -> CodebookChange:
        """What putting a code under another would change, named by id, chord or name."""
        from whyshore.workflow.coded_segments import code_named
        from whyshore.workflow.reorganise_codebook import preview_move

        above = code_named(self.project, parent).id if parent else None
        return preview_move(self.project, code, above)

    def preview_merge(self, code: str, into: str) -> CodebookChange:
        """What merging a code into another would change."""
        from whyshore.workflow.reorganise_codebook import preview_merge

        return preview_merge(self.project, code, into)

    def preview_split(
        self, code: str, names: tuple[str, ...], taken: frozenset[str]
    ) -> CodebookChange:
        """What splitting a code into others, named so, would change."""
        from whyshore.workflow.reorganise_codebook import parts_named, preview_split

        book = self.project.codebook()
        parts = parts_named(book, book.find(code), names, taken)
        return preview_split(self.project, code, parts)

    def preview_deprecation(self, code: str, why: str) -> CodebookChange:
        """What putting a code on no more text would change."""
        from whyshore.workflow.reorganise_codebook import preview_deprecation

        return preview_deprecation(self.project, code, why)

    def probably_now(self, code: str) -> str:
        """The id that a code which is missing from the codebook probably has now; else `""`."""
        from whyshore.workflow.codebook_history import codebook_diff

        renames = codebook_diff(self.project).renames
        return next((each.new for each in renames if each.code == code), "")

    def write_change(self, change: CodebookChange) -> None:
        """Make a change of the codebook that was previewed."""
        from whyshore.workflow.change_codebook import write_change

        write_change(self.project, change)

    def add_code_on(self, change: CodebookChange, place: Segment) -> None:
        """Add a previewed code and put it on a passage, both or neither."""
        from whyshore.workflow.change_codebook import add_code_on

        add_code_on(self.project, change, self.text_of(place.interview), place)
