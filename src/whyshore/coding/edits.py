"""Exact edits of a text, and where every position goes: nothing is guessed."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """The characters from start to end become other ones."""

    start: int
    end: int
    new: str


class Edited:
    """A text before and after some edits that do not overlap."""

    def __init__(self, text: str, edits: Sequence[Edit]) -> None:
        """Make the edits; they may come in any order."""
        self._edits = sorted(edits)
        if any(one.end > other.start for one, other in pairwise(self._edits)):
            raise ValueError("edits overlap")
        self._starts = [edit.start for edit in self._edits]
        self._shifts = [0]
        parts, done = [], 0
        for edit in self._edits:
            parts += [text[done : edit.start], edit.new]
            done = edit.end
            self._shifts.append(self._shifts[-1] + len(edit.new) - (edit.end - edit.start))
        self.text = "".join([*parts, text[done:]])

    def start_of(self, position: int) -> int:
        """Where something that starts at a position starts now: what replaced it counts whole."""
        index = bisect_right(self._starts, position)
        last = self._edits[index - 1] if index else None
        if last and position < last.end:
            return last.start + self._shifts[index - 1]
        return position + self._shifts[index]

    def end_of(self, position: int) -> int:
        """Where something that ends at a position ends now: what replaced its end counts whole."""
        index = bisect_right(self._starts, position - 1) if position else 0
        last = self._edits[index - 1] if index else None
        if last and position <= last.end:
            return last.start + self._shifts[index - 1] + len(last.new)
        return position + self._shifts[index]
