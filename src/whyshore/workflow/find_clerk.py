"""What the screens that look through all interviews ask of a project.

The workflow is imported when it is first asked for: the coding screen does not wait for it.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from whyshore.domain.coding import CodedSegment, Coding
from whyshore.domain.finding import CodedMany, FoundIn, FoundPlace, Query, Recoded, Unit
from whyshore.workflow.project import Project

if TYPE_CHECKING:
    from whyshore.workflow.find_everywhere import Corpus


class FindClerk:
    """The part of the clerk that finds, codes what was found, and changes many codings."""

    project: Project
    _corpus: "Corpus | None" = None

    # --- find everywhere ---

    def find_in(
        self, interview: str, query: Query, who: str = "", limit: int | None = None
    ) -> FoundIn:
        """Every place of one interview where a query fits; with a limit, not more than so many.

        One interview at a time, so that what is to be saved never waits for all of them. What
        was read for it is kept until `forget_texts`.
        """
        from whyshore.workflow.find_everywhere import Corpus

        if self._corpus is None:
            self._corpus = Corpus(self.project)
        return self._corpus.find_in(interview, query, who=who, limit=limit)

    def forget_texts(self) -> None:
        """Let go of the texts that were read to find something in them."""
        self._corpus = None

    def code_places(
        self, places: Sequence[FoundPlace], code: str, unit: Unit, found_by: str
    ) -> CodedMany:
        """Put a code on a list of places, as one step."""
        from whyshore.workflow.code_places import code_places

        return code_places(self.project, places, code=code, unit=unit, found_by=found_by)

    # --- coded segments ---

    def coded_segments(self, code: str) -> list[CodedSegment]:
        """The coded segments of a code and of those below it, in all interviews."""
        from whyshore.workflow.coded_segments import Wanted, coded_segments

        return coded_segments(self.project, Wanted(code=code))

    def recode(self, codings: Sequence[Coding], code: str) -> Recoded:
        """Give codings another code, as one step."""
        from whyshore.workflow.recode import recode

        return recode(self.project, codings, code=code)

    def remove_codings(self, codings: Sequence[Coding]) -> Recoded:
        """Take the codes off passages, as one step."""
        from whyshore.workflow.recode import remove_codings

        return remove_codings(self.project, codings)
