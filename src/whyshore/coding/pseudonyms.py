"""Replace names by pseudonyms wherever they stand, in any case, accent or inflection.

This is no anonymisation: what nobody listed stays, and who knows the field may tell people by
what they say.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from whyshore.coding.edits import Edit, Edited
from whyshore.coding.fold import Folded, Folding

ANYWHERE, WITH_ENDINGS = 6, 5
"""Letters. So long a name is replaced inside other words too, and one so long with any ending.

A shorter one, such as Ana, would be found in analysis: it counts as a word, or with an 's.
"""
_PART = re.compile(r"[^\W_]+")
_BETWEEN = r"[\W_]{0,3}"
_LETTER = r"[^\W\d_]"
_BROKEN, _NOTHING = "\ue000", "\u200b"
"""What stands for a hyphen at a line end, and for the break behind it: nothing when folded."""
_LINE_END = re.compile(r"(?:[-\u2010\u2011][^\S\n]*\n|[\u00ad\u00ac]\s)\s*")
_HYPHEN = f"[-{_BROKEN}]?"


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
        folded = _folded(text)
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
    """What finds a name in a folded text: its words, with few signs or none between them.

    Each word may be broken by a hyphen, as at a line end.
    """
    words = _BETWEEN.join(map(_breakable, parts))
    letters = len("".join(parts))
    if letters >= ANYWHERE:
        return words
    starts = rf"(?<!{_LETTER})"
    ending = "" if letters >= WITH_ENDINGS else rf"(?=(?:'?s)?(?!{_LETTER}))"
    return f"{starts}{words}{ending}"


def names_left(key: Mapping[str, str], text: str) -> Iterator[str]:
    """The names of a key that a text still holds: looked for one by one, apart from `edits`."""
    folded = _folded(text).words
    for name in key:
        if re.search(pattern_of(parts_of(name)), folded):
            yield name


def times_left(names: Iterable[str], text: str) -> dict[str, int]:
    """How often a text holds each of some names; those that it does not hold are left out."""
    folded = _folded(text).words
    counts = {name: len(re.findall(pattern_of(parts_of(name)), folded)) for name in names}
    return {name: count for name, count in counts.items() if count}


def _folded(text: str) -> Folded:
    """A text as it is compared, with the hyphens at line ends marked; places stay the same."""
    return Folded(_LINE_END.sub(_marked, text), Folding.LOOSE)


def _marked(found: re.Match[str]) -> str:
    return _BROKEN + _NOTHING * (len(found[0]) - 1)


def _breakable(word: str) -> str:
    """A word as a pattern, with or without a hyphen between any two of its letters."""
    rest = [
        (_HYPHEN if before.isalpha() and char.isalpha() else "") + re.escape(char)
        for before, char in pairwise(word)
    ]
    return re.escape(word[:1]) + "".join(rest)
