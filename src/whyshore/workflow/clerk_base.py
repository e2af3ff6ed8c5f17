"""What the parts of the clerk share."""

from abc import ABC, abstractmethod

from whyshore.domain.interview import Interview
from whyshore.workflow.project import Project


class ClerkBase(ABC):
    """One open project, and the interview that the screen shows."""

    project: Project

    @abstractmethod
    def text_of(self, interview: str) -> Interview:
        """The interview as the screen knows it: as it was when it was laid out last."""

    @abstractmethod
    def moment(self) -> int:
        """The number of the newest change."""
