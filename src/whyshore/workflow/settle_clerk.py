"""What the screen asks about what corrected transcripts left unsure; each method is one call.

The workflow is imported when it is first asked for: the coding screen does not wait for it.
"""

from whyshore.domain.anchoring import Doubt
from whyshore.workflow.project import Project


class SettleClerk:
    """The part of the clerk that settles what is not sure in corrected texts."""

    project: Project

    def doubts(self) -> list[Doubt]:
        """What corrected texts no longer surely have."""
        from whyshore.workflow.settle import doubts

        return doubts(self.project)

    def accept_doubt(self, doubt: Doubt) -> None:
        """Something does lie where it is proposed."""
        from whyshore.workflow.settle import accept

        accept(self.project, doubt)

    def adjust_doubt(self, doubt: Doubt, words: str) -> None:
        """Something lies on these words of its interview."""
        from whyshore.workflow.settle_by_command import put_on_words

        put_on_words(self.project, doubt, words)

    def drop_doubt(self, doubt: Doubt) -> None:
        """Remove something that a corrected text no longer has."""
        from whyshore.workflow.settle import drop

        drop(self.project, doubt)
