"""Replace names by pseudonyms wherever they stand, in any case, accent or inflection.

This is no anonymisation: what nobody listed stays, and who knows the field may tell people by
what they say.
"""

import re
from collections.abc import Iterator, Mapping

from whyshore.coding.edits import Edit, Edited
from whyshore.coding.fold import Folded, Folding

ANYWHERE, WITH_ENDINGS = 6, 5
"""Letters. So long a name is replaced inside other words too, and one so long with any ending.

A shorter one, such as Ana, would be found in analysis: it counts as a word, or with an 's.
"""
_PART = re.compile(r"[^\W_]+")
_BETWEEN = r"[\W_]{0,3}"
_LETTER = r"[^\W\d_]"


class Pseudonyms:
    """Names with what stands for each of them."""

    def __init__(self, key: Mapping[str, str]) -> None:
        """Take over a key of names and pseudonyms."""
        self.key = dict(key)
        by_parts = {parts_of(name): pseudonym for name, pseudonym in key.items()}
        # The longest first: Fagor Industrial before Fagor.
        ordered = sorted(by_parts, key=lambda parts: -len("".join(parts)))
        self._stands_for = [by_parts[parts] for parts in ordered]
        ways = [f"({pattern_of(parts)})" for parts in ordered]
        self._pattern = re.compile("|".join(ways)) if ways else None

    def edits(self, text: str) -> list[Edit]:
        """Every name in a text with what is to stand there."""
        if self._pattern is None:
            return []
        folded = Folded(text, Folding.LOOSE)
        found: list[Edit] = []
        for match in self._pattern.finditer(folded.words):
            place = folded.span(*match.span(), widen=True)
            if place and (not found or place[0] >= found[-1].end):
                found.append(Edit(*place, self._stands_for[(match.lastindex or 1) - 1]))
        return found

    def replaced(self, text: str) -> str:
        """A text with every name replaced."""
        edits = self.edits(text)
        return Edited(text, edits).text if edits else text


def parts_of(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared."""
    return tuple(_PART.findall(Folded(name, Folding.LOOSE).words))


def pattern_of(parts: tuple[str, ...]) -> str:
    """What finds a name in a folded text: its words, with few signs or none between them."""
    words = _BETWEEN.join(map(re.escape, parts))
    letters = len("".join(parts))
    if letters >= ANYWHERE:
        return words
    starts = rf"(?<!{_LETTER})"
    ending = "" if letters >= WITH_ENDINGS else rf"(?=(?:'?s)?(?!{_LETTER}))"
    return f"{starts}{words}{ending}"


def names_left(key: Mapping[str, str], text: str) -> Iterator[str]:
    """The names of a key that a text still holds: looked for one by one, apart from `edits`."""
    folded = Folded(text, Folding.LOOSE).words
    for name in key:
        if re.search(pattern_of(parts_of(name)), folded):
            yield name
