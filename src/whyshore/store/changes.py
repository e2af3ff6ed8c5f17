"""What a change did, row by row, as an event keeps it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from whyshore.domain.history import Event
from whyshore.store.tables import EventRow

Values = Mapping[str, str | int | bool | None]


@dataclass(frozen=True, slots=True)
class Change:
    """One row before and after; None where it was not there."""

    table: str
    id: str
    before: Values | None
    after: Values | None

    @property
    def kind(self) -> str:
        """Whether it adds, removes or alters its row."""
        return "add" if self.before is None else "remove" if self.after is None else "alter"

    @property
    def altered(self) -> Values:
        """The columns that differ afterwards, with their new values."""
        before = self.before or {}
        return {
            name: value
            for name, value in (self.after or {}).items()
            if name not in before or before[name] != value
        }

    def reversed(self) -> "Change":
        """The change that takes this one back."""
        return Change(self.table, self.id, self.after, self.before)


def touched_columns(change: Change) -> set[str]:
    """The columns that a change alters; all of them where it adds or removes its row."""
    before, after = change.before or {}, change.after or {}
    return {
        name
        for name in {*before, *after}
        if not (before and after) or before.get(name) != after.get(name)
    }


def changes_of(row: EventRow) -> list[Change]:
    """The changes that an event keeps, in the order they were made."""
    return [Change(*each) for each in json.loads(row.changes)]


def as_event(row: EventRow) -> Event:
    """An event as a person is told of it."""
    touched = tuple((change.table, change.id) for change in changes_of(row))
    number = row.id or 0
    return Event(
        number,
        row.at,
        row.coder,
        row.kind,
        row.action,
        row.summary,
        touched,
        row.target,
        row.undone,
    )
