"""Which of two places with the same words is that of a segment: the rest of its paragraph tells.

Paragraphs that share most of their words share whole sentences. A segment in one of those has the
same words in both places, and in like paragraphs the words around it are often the same too.
"""

from collections.abc import Sequence

from rapidfuzz.distance import Indel

from whyshore.coding.claims import stayed, stretches
from whyshore.coding.moved import Whereabouts

_SHORT = 20
"""Characters; shorter paragraphs, such as “R: Of course.”, stand in many places."""
_REACH = 150
"""So many tokens of its paragraph, on each side, tell one of two places with the same words."""
_MANY = 30
"""Words that stand in more places are looked for with their whole paragraph only."""


def like_paragraphs(where: Whereabouts, old: tuple[int, int], new: tuple[int, int]) -> list[int]:
    """Where the words of a segment stand in a paragraph that is more like its old one."""
    window = Window(where, old)
    here = window.likeness(new)
    if here > 1 or not window.tells:
        return []
    length, places = new[1] - new[0], set(window.exact())
    alike = where.everywhere(where.map.new.ids[slice(*new)]) if here < 1 else []
    if len(alike) <= _MANY and length == old[1] - old[0]:
        places.update(at for at in alike if window.likeness((at, at + length)) > here)
    return sorted(at for at in places if at != new[0] and window.came(at))


def line_left(where: Whereabouts, first: int, behind: int) -> bool:
    """Whether a line of a segment of several, or its part of one, went with a like paragraph."""
    texts = where.map
    for low, high in stretches(texts.old, first, behind, _line_ends):
        at, end = texts.to_new[low], texts.to_new[high - 1] + 1
        start = at if at >= 0 else end - (high - low)
        if start >= 0 and like_paragraphs(where, (low, high), (start, start + high - low)):
            return True
    return False


def _line_ends(text: str, end: int, start: int) -> bool:
    return "\n" in text[end:start]


class Window:
    """The paragraph of the old text around a segment, to be laid on places of the new one."""

    def __init__(self, where: Whereabouts, old: tuple[int, int]) -> None:
        """Of a segment from its first token to the one behind its last."""
        texts = where.map
        self._where = where
        first, behind = _lines(where, *old)
        self._was = texts.old.ids[first:behind]
        self._edited = texts.as_edited(first, behind)
        self._before = old[0] - first
        self._after = behind - old[1]
        self._said = texts.said(self._edited)

    def exact(self) -> list[int]:
        """Where the segment is in the new text, wherever the very paragraph stands."""
        return [at + self._before for at in self._where.everywhere(self._was)]

    @property
    def tells(self) -> bool:
        """Whether there are enough words to tell one paragraph from another."""
        return self.is_long(_SHORT)

    def is_long(self, characters: int) -> bool:
        """Whether the paragraph has so many characters."""
        return len(self._said) >= characters

    def likeness(self, new: tuple[int, int]) -> float:
        """How alike the paragraph around a place is, up to one; two if it is the very same."""
        there = self._there(new)
        if there == self._was:
            return 2.0
        return Indel.normalized_similarity(self._said, self._where.map.said(there))

    def came(self, at: int) -> bool:
        """Whether the paragraph around a place is not one that was there before."""
        start = max(0, at - self._before)
        return not stayed(self._where, start, min(len(self._was), self._left(start)))

    def _left(self, start: int) -> int:
        return len(self._where.map.new.ids) - start

    def _there(self, new: tuple[int, int]) -> Sequence[int]:
        return self._where.map.new.ids[max(0, new[0] - self._before) : new[1] + self._after]


def _lines(where: Whereabouts, first: int, behind: int) -> tuple[int, int]:
    """The tokens of the lines that a segment touches, not too many on each side."""
    old, low, high = where.map.old, max(0, first - _REACH), behind + _REACH
    while first > low and not _line_ends(old.text, old.ends[first - 1], old.starts[first]):
        first -= 1
    high = min(high, len(old.ids))
    while behind < high and not _line_ends(old.text, old.ends[behind - 1], old.starts[behind]):
        behind += 1
    return first, behind
