"""A written thought and what it is about."""

from dataclasses import dataclass
from enum import StrEnum


class Topic(StrEnum):
    """What a memo can be about."""

    CODING = "coding"
    CODE = "code"
    CASE = "case"
    INTERVIEW = "interview"
    PROJECT = "project"


@dataclass(frozen=True, slots=True)
class Memo:
    """A written thought on a coding, code, case, interview or the whole project."""

    id: str
    topic: Topic
    about: str
    """The id of the thing it is about; `""` for the project."""
    text: str
    author: str
    created: str = ""
    changed: str = ""
