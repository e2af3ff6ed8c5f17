"""Find words in a text: plain, as whole words, or as a regular expression.

Positions are always those of the text itself, never of a folded copy.
"""

import re
from functools import lru_cache

from whyshore.coding.fold import Folded, Folding, Span
from whyshore.coding.patterns import find_pattern
from whyshore.coding.units import LETTER, MARKS
from whyshore.domain.finding import Mode, Query

_IN_WORD = re.compile(rf"{LETTER}|[{MARKS}]")
_NO_WORD_GOES_ON = rf"(?!{LETTER}|[{MARKS}])"


def find_all(text: str, query: Query) -> list[Span]:
    r"""Every place where a text has what is looked for, in order and without overlap.

    Any white space matches any other, so that words are found across a line end (in a regular
    expression, `\s` does). Composed and decomposed letters are the same. Case, accents and the
    kind of quotes and dashes do not count, unless the query is exact.

    Raises:
        PatternError: a regular expression makes no sense, or takes too long.
    """
    if query.empty:
        return []
    return find_in(_folded(text, folding_for(query)), query)


def folding_for(query: Query) -> Folding:
    """How a text has to be folded for a query."""
    if query.mode is Mode.PATTERN:
        return Folding.PATTERN_EXACT if query.exact else Folding.PATTERN
    return Folding.EXACT if query.exact else Folding.LOOSE


def find_in(text: Folded, query: Query) -> list[Span]:
    """The same in a text that was folded before with `folding_for` the query."""
    if query.mode is Mode.PATTERN:
        wanted = Folded(query.words, text.folding).words
        found = find_pattern(text, wanted, any_case=not query.exact)
        return text.spans(found, widen=True)
    wanted = Folded(query.words.strip(), text.folding).words.strip()
    if not wanted:
        return []
    return _find(text, _as_pattern(wanted, whole=query.mode is Mode.WORD))


@lru_cache(maxsize=4)
def _folded(text: str, folding: Folding) -> Folded:
    return Folded(text, folding)


@lru_cache(maxsize=16)
def _as_pattern(wanted: str, *, whole: bool) -> re.Pattern[str]:
    words = re.escape(wanted)
    # The words come first in the pattern and what may not stand before them after them: a
    # pattern that begins with words is searched far faster.
    before = rf"(?<!{LETTER}{words})(?<![{MARKS}]{words})"
    begins, ends = (whole and _IN_WORD.match(edge) for edge in (wanted[0], wanted[-1]))
    return re.compile(words + (before if begins else "") + (_NO_WORD_GOES_ON if ends else ""))


def _find(text: Folded, pattern: re.Pattern[str]) -> list[Span]:
    found = [match.span() for match in pattern.finditer(text.words)]
    places = text.spans(found)
    return places if len(places) == len(found) else _find_one_by_one(text, pattern)


def _find_one_by_one(text: Folded, pattern: re.Pattern[str]) -> list[Span]:
    """The same where a match is none as it cuts a unit, and another may begin inside of it."""
    places: list[Span] = []
    match = pattern.search(text.words)
    while match:
        place = text.span(*match.span())
        if place:
            places.append(place)
        match = pattern.search(text.words, match.end() if place else match.start() + 1)
    return places
