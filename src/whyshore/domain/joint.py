"""Joint displays: numbers and quotes side by side, with what a person makes of them."""

from dataclasses import dataclass
from enum import StrEnum


class Fit(StrEnum):
    """How the two sides go together, as a person judges it."""

    CONFIRMS = "confirms"
    EXPANDS = "expands"
    CONTRADICTS = "contradicts"
    SILENT = "silent"
    """One side says nothing on the matter."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A person's word on one line of a joint display: the fit, and the meta-inference."""

    id: str
    display: str
    """Which display, such as `jd1`."""
    line: str
    """The key of the line, such as a case or an item."""
    fit: Fit | None = None
    text: str = ""
    author: str = ""
    created: str = ""
