"""What the screen asks about corrected transcripts; each method is one call.

The workflow is imported when it is first asked for: the coding screen does not wait for it.
"""

from whyshore.domain.anchoring import ChangedText, Doubt
from whyshore.workflow.project import Project


class SettleClerk:
    """The part of the clerk that takes corrected texts over and settles what is not sure."""

    project: Project

    def waiting_texts(self) -> list[ChangedText]:
        """The texts that wait to be taken over, looked ahead: corrected ones, then new ones."""
        from whyshore.workflow.import_interviews import sync

        found = sync(self.project, corrected=True, only_look=True)
        return [*found.corrected, *(ChangedText(each, f"{each} (new)") for each in found.added)]

    def take_texts_over(self) -> list[ChangedText]:
        """Take over every text that waits, as one step."""
        from whyshore.workflow.import_interviews import sync

        return list(sync(self.project, corrected=True).corrected)

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
