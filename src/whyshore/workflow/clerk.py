"""Does on the project what a screen asks for; every change a screen makes goes through here."""

from collections.abc import Sequence

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

    def apply_codes(
        self, interview: Interview, segment: Segment, codes: Sequence[str]
    ) -> list[Coding]:
        """Put several codes on one segment, as one change."""
        from whyshore.workflow.apply_codes import apply_codes

        return apply_codes(self.project, interview, segment, codes=codes)

    def place_coding(self, coding: Coding, interview: Interview, start: int, end: int) -> Coding:
        """Put a coding on other words of its interview."""
        from whyshore.workflow.adjust_codings import place_coding

        return place_coding(self.project, coding, interview, start=start, end=end)

    def split_coding(
        self, coding: Coding, interview: Interview, position: int
    ) -> tuple[Coding, Coding]:
        """Make two codings of one, the second from a position on."""
        from whyshore.workflow.adjust_codings import split_coding

        return split_coding(self.project, coding, interview, position)

    def join_codings(self, one: Coding, other: Coding, interview: Interview) -> Coding:
        """Make one coding of two with the same code and coder."""
        from whyshore.workflow.adjust_codings import join_codings

        return join_codings(self.project, one, other, interview)

    def rate_coding(self, coding: Coding, interview: Interview, rating: int | None) -> Coding:
        """Rate a coding, or take its rating away with None."""
        from whyshore.workflow.rate_codings import rate_coding

        return rate_coding(self.project, coding, interview, rating)
