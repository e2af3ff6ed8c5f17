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
    others: tuple[str, ...] = ()
    """Who else wrote in it; known where memos are listed."""

    @property
    def writers(self) -> str:
        """Its author, and behind it who else wrote in it."""
        return ", ".join((self.author, *self.others))


@dataclass(frozen=True, slots=True)
class MemoDraft:
    """A memo while somebody writes it, from opening it to closing it.

    All that is saved in between is one change: one undo takes it back.
    """

    topic: Topic
    about: str
    memo: str = ""
    """The id of the memo; `""` before it is first saved."""
    saved: str = ""
    """Its text as last read or saved."""
    event: int = 0
    """The number of the change that holds what was saved since it was opened; 0 before that."""
    writers: tuple[str, ...] = ()
    """Who had written in it when it was opened, its author in front."""


@dataclass(frozen=True, slots=True)
class ListedMemo:
    """A memo with what it is about in words, and where in an interview that is."""

    memo: Memo
    named: str
    interview: str | None = None
    start: int | None = None
    end: int = 0

    @property
    def first_line(self) -> str:
        """Its first line, without the marks of a Markdown heading."""
        lines = self.memo.text.strip().splitlines() or [""]
        return lines[0].lstrip("#").strip()
