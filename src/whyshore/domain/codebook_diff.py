"""How two versions of a codebook differ, and what that means for codings."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class CodeDifference:
    """One thing that is said of a code otherwise than before."""

    code: str
    """The id of the code, that of before where it was removed."""
    what: str
    """`added`, `removed`, `order`, or the key that differs, such as `definition` or `parent`."""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class ProbableRename:
    """A code that is gone, and one that is new and much like it: probably the same."""

    code: str
    new: str
    likeness: int
    """In percent."""
    why: tuple[str, ...] = ()
    """What they have in common, such as `same chord`."""


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the codebook that was worked with; `number` is 0 for a file not worked with."""

    number: int = 0
    mark: str = ""
    at: str = ""
    coder: str = ""
    codings: int = 0
    """How many codings were made under it."""


@dataclass(frozen=True, slots=True)
class CodebookDiff:
    """What changed in the codebook's file since a version."""

    since: Version
    differences: tuple[CodeDifference, ...] = ()
    renames: tuple[ProbableRename, ...] = ()
    """Codes whose codings could follow; nothing is done by itself."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """How many codings each code has."""
    missing: tuple[str, ...] = ()
    """Codes that are on text and not in the codebook."""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """What one version of the codebook changed in the one before."""

    version: Version
    differences: tuple[CodeDifference, ...] = ()
    renames: tuple[ProbableRename, ...] = ()
