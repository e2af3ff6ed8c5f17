"""Copies of the database that were put aside."""

from dataclasses import dataclass
from pathlib import Path

BY_HAND = "by-hand"
"""Why a backup was made that somebody asked for; only these are never thrown away by themselves."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy of the database, whole and checked when it was made."""

    path: Path
    at: str
    """When it was made, as ISO date and time in UTC."""
    why: str
    """What came after it, such as `migration` or `recode`; `by-hand` where it was asked for."""
    size: int

    @property
    def name(self) -> str:
        """Its file name."""
        return self.path.name


@dataclass(frozen=True, slots=True)
class BackupState:
    """What a look into a backup found."""

    backup: Backup
    problem: str = ""
    """Why it cannot be used; empty where it is sound."""
    codings: int = 0
    last_change: str = ""
    """When the last change in it was made, as ISO date and time in UTC."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What restoring an earlier state did, or would do."""

    added: dict[str, int]
    """How many things came back, by kind."""
    removed: dict[str, int]
    altered: dict[str, int]
    safety: Path | None = None
    """The backup of the state before, where one was made."""
    replaced: Path | None = None
    """Where the damaged file went, where the whole database was replaced."""

    @property
    def nothing(self) -> bool:
        """Whether there was no difference."""
        return not (self.added or self.removed or self.altered or self.replaced)
