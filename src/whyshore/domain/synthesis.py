"""The researcher's own words in a cell of the synthesis, and what they rest on."""

from collections.abc import Mapping
from dataclasses import dataclass, field

BASES = ("paper", "reading")
"""Where an orientation can come from: said in the paper (or by the speaker), or our reading."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One bullet of a cell: case group by column, resting on coded segments."""

    id: str
    group: str
    column: str
    """A value of the facet that gives the columns, such as `offshore`."""
    position: int
    text: str
    hedge: str = ""
    """What the writer wants kept in doubt, such as “perhaps not genuine offshoring”."""
    orientation: str = ""
    by: str = ""
    """Where the orientation comes from: `paper` (said there) or `reading` (ours)."""
    evidence: tuple[str, ...] = ()
    """Ids of the codings it rests on, in order."""
    seen: Mapping[str, str] = field(default_factory=dict)
    """Fingerprint of each evidence coding when the writer last looked at it."""
    author: str = ""
    created: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """What a researcher writes of a statement; the rest follows from where it stands."""

    text: str
    hedge: str = ""
    orientation: str = ""
    by: str = ""
