"""Texts made comparable, with the way back to every character of the stored text.

A text is cut into units: a character with the accents and other marks that follow it. Each unit
is folded by itself, so a composed and a decomposed letter come out the same. Folding changes
lengths; where it does, the unit is noted, and between such units positions run in parallel.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from functools import lru_cache

Span = tuple[int, int]

FEW = 64
"""Up to so many different characters are replaced one after the other, which is faster."""


class Folding(Enum):
    """What does not count when texts are compared."""

    LOOSE = "loose"
    """Case, accents, kinds of quotes and dashes; any white space is like any other."""
    EXACT = "exact"
    """Only how letters are composed; any white space is like any other."""
    PATTERN = "pattern"
    """Accents, for regular expressions, which see to case and white space themselves."""
    PATTERN_EXACT = "exact pattern"
    """Only how letters are composed, for regular expressions."""


# Accents of Latin, Greek and Cyrillic, points of Hebrew, vowel signs of Arabic. Signs that make
# another letter (Indic vowels, the voicing of Japanese) are none, nor is the breve of й.
_ACCENTS = re.compile(
    r"(?<![иИ])\u0306|[\u0300-\u0305\u0307-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2"
    r"\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8"
    r"\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f]"
)
_PLAIN_LETTERS = str.maketrans("łŁøØđĐħĦı", "lLoOdDhHi")
_ALIKE = _PLAIN_LETTERS | str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼ′´`", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
        "æ": "ae",
        "œ": "oe",
    }
)
_COMPOSING = frozenset(
    "\u09be\u09d7\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dcf\u0ddf\u102e"
    "\u1b35\U00011127\U0001133e\U00011357\U000113b8\U000113bb\U000113c2\U000113c9\U000114b0"
    "\U000114ba\U000114bd\U000115af\U00011930\U00016d67"
) | frozenset(map(chr, (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3), *range(0xFE00, 0xFE10))))
"""Signs that are no combining marks to Unicode and yet join the character before them."""


_LOWERED_BY_PLACE = "Σİ"
"""Letters that become small in a way that depends on their place, or takes two characters."""


def is_joined(char: str) -> bool:
    """Whether a character belongs to the one before it."""
    return unicodedata.combining(char) > 0 or char in _COMPOSING


def _loose(unit: str) -> str:
    spread = unicodedata.normalize("NFKD", unit)
    if any(char.isspace() for char in spread):  # ´ would become a space with an accent
        spread = unicodedata.normalize("NFD", unit)
    bare = unicodedata.normalize("NFKD", _ACCENTS.sub("", spread).casefold())
    return unicodedata.normalize("NFC", _ACCENTS.sub("", bare).translate(_ALIKE))


def _exact(unit: str) -> str:
    return unicodedata.normalize("NFC", unit)


def _letters_only(unit: str) -> str:
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", unit))
    return unicodedata.normalize("NFC", bare).translate(_PLAIN_LETTERS)


_FOLDS: Mapping[Folding, Callable[[str], str]] = {
    Folding.LOOSE: _loose,
    Folding.EXACT: _exact,
    Folding.PATTERN: _letters_only,
    Folding.PATTERN_EXACT: _exact,
}


@lru_cache(maxsize=16_384)
def _fold_unit(unit: str, folding: Folding) -> str:
    return _FOLDS[folding](unit)


class Folded:
    """A text as it is compared, and where each part of it stands in the text itself."""

    def __init__(self, text: str, folding: Folding) -> None:
        """Fold a text; costs about as much as reading it once."""
        self.folding = folding
        self._keeps_space = folding in {Folding.PATTERN, Folding.PATTERN_EXACT}
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._from: list[int] = []
        self._until: list[int] = []
        self.words = self._fold(text)

    def span(self, start: int, end: int, *, widen: bool = False) -> Span | None:
        """Where a part of the folded text stands in the text.

        None where it begins or ends inside of a unit, such as the first s of a ß; with
        `widen`, the whole unit is taken then.
        """
        first, last = _last_below(self._starts, start + 1), _last_below(self._starts, end)
        begins = ends = 0
        if first < 0 or start >= self._ends[first]:
            begins = start - self._ends[first] + self._until[first] if first >= 0 else start
        elif start == self._starts[first] or widen:
            begins = self._from[first]
        else:
            return None
        if last < 0 or end >= self._ends[last]:
            ends = end - self._ends[last] + self._until[last] if last >= 0 else end
        elif widen:
            ends = self._until[last]
        else:
            return None
        return begins, ends

    def spans(self, found: Sequence[Span], *, widen: bool = False) -> list[Span]:
        """Where these parts of the folded text stand in the text; they are in order.

        Those that begin or end inside of a unit are left out, or widened.
        """
        if not self._starts:
            return list(found)
        places: list[Span] = []
        last = len(self._starts)
        unit, free_from, free_to, shift = 0, 0, self._starts[0], 0
        for start, end in found:
            while unit < last and self._ends[unit] <= start:
                free_from, shift = self._ends[unit], self._until[unit] - self._ends[unit]
                unit += 1
                free_to = self._starts[unit] if unit < last else len(self.words)
            if free_from <= start and end <= free_to:
                places.append((start + shift, end + shift))
            elif place := self.span(start, end, widen=widen):
                places.append(place)
        return places

    def _fold(self, text: str) -> str:
        chars = set(text)
        joined = [char for char in chars if is_joined(char)]
        table = {char: self._folded(char) for char in chars}
        odd = [char for char, folded in table.items() if len(folded) != 1]
        straight = _one_for_one(text, table, lower=self.folding is Folding.LOOSE)
        pattern = _irregular(odd, joined, with_space=not self._keeps_space)
        if pattern is None:
            return straight
        parts: list[str] = []
        length = done = 0
        for match in pattern.finditer(text):
            start, end = match.span()
            if start > done and text[start] in joined and not text[start - 1].isspace():
                start -= 1  # the character that the marks belong to
            folded = self._folded(text[start:end])
            length += start - done
            self._starts.append(length)
            length += len(folded)
            self._ends.append(length)
            self._from.append(start)
            self._until.append(end)
            parts += (straight[done:start], folded)
            done = end
        return "".join([*parts, straight[done:]])

    def _folded(self, unit: str) -> str:
        if unit.isspace():
            return unit if self._keeps_space else " "
        return _fold_unit(unit, self.folding)


def _last_below(starts: Sequence[int], position: int) -> int:
    """The number of the last unit that starts before a position, -1 where none does."""
    return bisect_left(starts, position) - 1


def _one_for_one(text: str, table: Mapping[str, str], *, lower: bool) -> str:
    """A text with every character folded that folds to one character; the others stay."""
    changed = {
        char: folded
        for char, folded in table.items()
        if len(folded) == 1
        and (folded != (char.lower() if lower else char) or char in _LOWERED_BY_PLACE)
    }
    if len(changed) > FEW:
        codes = {ord(char): folded if len(folded) == 1 else char for char, folded in table.items()}
        return text.translate(codes)
    for char, folded in changed.items():
        text = text.replace(char, folded)
    return text.lower() if lower else text


def _irregular(
    odd: Sequence[str], joined: Sequence[str], *, with_space: bool
) -> re.Pattern[str] | None:
    """What finds the units that are not folded character by character; None for none.

    Of a unit with marks it finds the marks: nearly all characters could be what they belong to.
    """
    ways = [r"\s\s+"] if with_space else []
    marks = "".join(map(re.escape, joined))
    single = "".join(map(re.escape, (char for char in odd if char not in joined)))
    if single:
        ways.append(f"[{single}][{marks}]*" if marks else f"[{single}]")
    if marks:
        ways.append(f"[{marks}]+")
    return re.compile("|".join(ways)) if ways else None
