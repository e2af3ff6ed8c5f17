"""What was changed, when and by whom."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from whyshore.errors import FixableError


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


def now() -> str:
    """This moment as ISO text in UTC."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
