"""What was changed, when and by whom."""

from dataclasses import dataclass
from datetime import UTC, datetime


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


def now() -> str:
    """This moment as ISO text in UTC."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
