"""What was changed, when and by whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from whyshore.domain.words import shortened
from whyshore.errors import FixableError

Facts = Mapping[str, str | int | bool | None]
"""What is kept of one thing, by name."""


EDIT = "edit text"
"""What a change of the words of a transcript is called; undo takes it back in the file too."""


@dataclass(frozen=True, slots=True)
class Event:
    """One change to the project, or one that took a change back or brought it back."""

    number: int
    at: str
    """ISO date and time in UTC."""
    coder: str
    kind: str
    """`do`, `undo` or `redo`."""
    action: str
    """What kind of change, such as `apply code`."""
    summary: str
    """The change in words, such as `omg on “We expected …” (orbea, turn 3)`."""
    touched: tuple[tuple[str, str], ...] = ()
    """Table and id of each row it touched."""
    target: int | None = None
    """The event that an undo or redo is about."""
    undone: bool = False

    @property
    def in_words(self) -> str:
        """What it was, told apart from undoing or redoing it."""
        return (
            self.summary if self.kind == "do" else f"{self.kind} of {self.target}: {self.summary}"
        )


def refused(why: str, summary: str) -> str:
    """Why a change is not undone or redone: the reason first, as a line may be cut; then what."""
    return f"{why} Not undone or redone: “{shortened(summary)}”."


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change did to one thing: None where it was not there."""

    kind: str
    """What kind of thing, by the table it is kept in: `coding`, `memo`, `research_case` …"""
    id: str
    before: Facts | None
    after: Facts | None

    @property
    def changed(self) -> tuple[str, ...]:
        """The names of the facts that differ."""
        before, after = self.before or {}, self.after or {}
        return tuple(name for name in {**before, **after} if before.get(name) != after.get(name))

    def reversed(self) -> "Effect":
        """What taking it back does."""
        return Effect(self.kind, self.id, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Entry:
    """One change with all it did."""

    event: Event
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class ListedChange:
    """One change for a list: what it was, and what it did in words."""

    event: Event
    """Which rows it touched is left out."""
    told: tuple[str, ...]

    def has(self, query: str) -> bool:
        """Whether it has all words of a query, in any order and however they are capitalised."""
        event = self.event
        head = (str(event.number), event.at[:10], event.coder, event.action, event.in_words)
        words = "\n".join((*head, *self.told)).casefold()
        return all(word in words for word in query.casefold().split())


@dataclass(frozen=True, slots=True)
class HistoryWanted:
    """Which changes to give; what is empty does not narrow."""

    coder: str = ""
    code: str = ""
    """A code; those below it count too."""
    interview: str = ""
    case: str = ""
    since: str = ""
    """A date, or date and time, as a person writes it."""
    until: str = ""
    number: int | None = None


def moment_of(text: str, *, end_of_day: bool = False) -> str:
    """A date, or date and time, as a person writes it in their own time zone, as UTC text.

    A date alone is the beginning of that day, or with `end_of_day` its last moment.

    Raises:
        FixableError: it is no date.
    """
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise FixableError(
            f"“{text}” is no date. Write one as 2026-11-24, or with a time as 2026-11-24T14:30."
        ) from error
    if end_of_day and len(text.strip()) <= len("2026-11-24"):
        found += timedelta(days=1, milliseconds=-1)
    return found.astimezone(UTC).isoformat(timespec="milliseconds")


def local_time(moment: str) -> str:
    """A moment kept in UTC, as the clock here showed it, to the minute."""
    return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")


def now() -> str:
    """This moment as ISO text in UTC."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
