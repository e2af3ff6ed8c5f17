"""What the coding screen asks of codings that are there; each method is one call.

The workflow is imported when it is first asked for: the coding screen does not wait for it.
"""

from collections.abc import Sequence

from whyshore.domain.coding import Coding
from whyshore.domain.segment import Segment
from whyshore.workflow.clerk_base import ClerkBase


class AdjustClerk(ClerkBase):
    """The part of the clerk that changes codings."""

    def apply_codes(
        self, interview: str, start: int, end: int, codes: Sequence[str]
    ) -> list[Coding]:
        """Put several codes on one segment, as one change."""
        from whyshore.workflow.apply_codes import apply_codes

        place = Segment(interview, start, end)
        return apply_codes(self.project, self.text_of(interview), place, codes=codes)

    def place_coding(self, coding: Coding, start: int, end: int) -> Coding:
        """Put a coding on other words of its interview."""
        from whyshore.workflow.adjust_codings import place_coding

        text = self.text_of(coding.segment.interview)
        return place_coding(self.project, coding, text, start=start, end=end)

    def split_coding(self, coding: Coding, position: int) -> tuple[Coding, Coding]:
        """Make two codings of one, the second from a position on."""
        from whyshore.workflow.adjust_codings import split_coding

        text = self.text_of(coding.segment.interview)
        return split_coding(self.project, coding, text, position)

    def join_codings(self, one: Coding, other: Coding) -> Coding:
        """Make one coding of two with the same code and coder."""
        from whyshore.workflow.adjust_codings import join_codings

        return join_codings(self.project, one, other, self.text_of(one.segment.interview))

    def rate_coding(self, coding: Coding, rating: int | None) -> Coding:
        """Rate a coding, or take its rating away with None."""
        from whyshore.workflow.rate_codings import rate_coding

        text = self.text_of(coding.segment.interview)
        return rate_coding(self.project, coding, text, rating)
