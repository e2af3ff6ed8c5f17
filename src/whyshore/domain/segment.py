"""A stretch of an interview by character positions."""

from dataclasses import dataclass

from whyshore.domain.sent_quickly import sent_quickly

CONTEXT = 32
"""How many characters before and after a coded segment are kept with it."""

NOWHERE = 1_000_000_000
"""From here on lies what has no place in its text; no text is that long, so no words are there."""


@sent_quickly
@dataclass(frozen=True, slots=True, order=True)
class Segment:
    """The characters of one interview from `start` up to, not including, `end`.

    Positions count Unicode code points in the interview's text.
    """

    interview: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"Need 0 <= start < end, got {self.start} and {self.end}.")

    def __len__(self) -> int:
        return self.end - self.start

    def shared(self, other: "Segment") -> int:
        """How many characters this segment has in common with another."""
        if self.interview != other.interview:
            return 0
        return max(0, min(self.end, other.end) - max(self.start, other.start))


@dataclass(frozen=True, slots=True)
class Anchor:
    """The words of a segment and up to 32 characters on each side, kept to notice drift."""

    quote: str
    before: str
    after: str


def anchor(text: str, start: int, end: int) -> Anchor:
    """What `text` says at these positions, with its surroundings."""
    return Anchor(text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])
