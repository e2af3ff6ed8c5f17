"""Names that may need a pseudonym."""

from dataclasses import dataclass
from enum import StrEnum


class FoundBy(StrEnum):
    """What took some words for a name."""

    CASE = "a case"
    SPEAKER = "a speaker's label"
    CUE = "a cue in the codebook"
    RULE = "a rule"
    CAPITALS = "capitals"
    MODEL = "the model"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may be a name, with where they stand."""

    name: str
    found_by: FoundBy
    kind: str
    """What it may be, such as company or place; `""` where nobody can tell."""
    count: int
    interviews: int
    contexts: tuple[str, ...] = ()
    """A few places with the words around them."""
    pseudonym: str = ""
    """What stands for it in the key, `""` where nothing does yet."""
