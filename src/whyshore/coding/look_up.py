"""Find codes by a few typed letters, and the names nearest to a mistyped one."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from whyshore.domain.codebook import Code, Codebook

_SHORTEST_FUZZY = 3
_SIMILAR = 72
_CLOSE = 65
_MOST_SIMILAR = 200


class Rank(IntEnum):
    """How good a match is; a higher one always comes first."""

    SIMILAR = 0
    SKELETON = 1
    DEFINITION = 2
    CUE = 3
    PATH = 4
    WORD = 5
    NAME = 6
    CHORD = 7
    EXACT = 8


@dataclass(frozen=True, slots=True)
class Match:
    """A code that answers to what was typed, and what it was that matched."""

    code: Code
    score: float
    why: str
    """Such as `name`, `chord` or `cue: labour costs`; `""` where nothing was typed."""


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """The text as it is compared: no case, no accents, single spaces."""
    if not text.isascii():
        letters = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(text.casefold().split())


@lru_cache(maxsize=65_536)
def _as_words(text: str) -> str:
    """Folded, with everything but letters and digits as single spaces."""
    return re.sub(r"[\W_]+", " ", fold(text)).strip()


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a code is found by, all folded. Words are set off by single spaces in front."""

    name: str
    id: str
    chord: str
    name_words: str
    path_words: str
    initials: str
    cues: tuple[str, ...]
    definition: str
    spellings: str


@lru_cache(maxsize=8192)
def _entry(path: str, code: str, name: str, chord: str, texts: tuple[str, ...]) -> _Entry:
    # Kept from key to key: folding two thousand definitions takes longer than a key may.
    definition, *cues = texts
    folded = [fold(cue) for cue in cues]
    return _Entry(
        name=fold(name),
        id=fold(code),
        chord=fold(chord),
        name_words=f" {_as_words(name)}",
        path_words=f" {_as_words(path)}",
        initials="".join(word[0] for word in _as_words(path).split()),
        cues=tuple(folded),
        definition=fold(definition),
        spellings="\n".join([_as_words(path), fold(code), *folded]),
    )


def rank_codes(
    codebook: Codebook,
    query: str,
    *,
    recent: Sequence[str] = (),
    limit: int = 50,
    assignable_only: bool = True,
) -> list[Match]:
    """The codes that answer to a query, best first.

    In order: the whole id, chord or name; start of a chord; start of a name or id; starts of
    words of the name; any part of name or id, words or initials of the path; part of a cue;
    part of the definition; letters of the name in their order; similar spelling. Among equals
    a code used more recently comes first (`recent` has the latest in front), and then what
    stands first in the codebook.

    An empty query gives the recent codes, then the codebook.
    """
    wanted = fold(query)
    codes = [code for code in codebook.codes if code.assignable or not assignable_only]
    order = {code: place for place, code in reversed(list(enumerate(recent)))}
    if wanted:
        found = _search(codes, _entries(codebook), wanted, limit)
    else:
        found = [Match(code, 0, "") for code in codes]
    # Sorting is stable, so what is equal keeps the codebook's order.
    found.sort(key=lambda match: (-match.score, order.get(match.code.id, len(order))))
    return found[:limit]


def codes_with(codebook: Codebook, query: str) -> list[str]:
    """The codes that hold every typed word in name, id, chord or cues, in the codebook's order.

    Case and accents do not matter, and a part of a word is enough.
    """
    words = fold(query).split()
    entries = _entries(codebook)
    return [
        code.id
        for code in codebook.codes
        if all(word in _filed_under(entries[code.id]) for word in words)
    ]


def _filed_under(entry: _Entry) -> str:
    return "\n".join((entry.name, entry.id, entry.chord, *entry.cues))


def closest(name: str, known: Iterable[str], limit: int = 3) -> list[str]:
    """The known names nearest to one that is not known, best first; may be empty.

    Case, accents and punctuation do not count.
    """
    from rapidfuzz import fuzz

    wanted = _as_words(name)
    if not wanted:
        return []
    scored = []
    for each in dict.fromkeys(known):
        candidate = _as_words(each)
        score = fuzz.ratio(wanted, candidate)
        if min(len(wanted), len(candidate)) > _SHORTEST_FUZZY:
            # A part of a name is a good sign, though less than the whole of one.
            score = max(score, 0.9 * fuzz.partial_ratio(wanted, candidate))
        if score >= _CLOSE:
            scored.append((score, each))
    return [each for _, each in sorted(scored, key=lambda pair: -pair[0])[:limit]]


def _entries(codebook: Codebook) -> dict[str, _Entry]:
    paths: dict[str | None, str] = {}
    entries = {}
    for code in codebook.codes:
        paths[code.id] = path = f"{paths.get(code.parent, '')} {code.name}"
        texts = (code.definition, *code.cues)
        entries[code.id] = _entry(path, code.id, code.name, code.chord, texts)
    return entries


def _search(
    codes: Sequence[Code], entries: Mapping[str, _Entry], wanted: str, limit: int
) -> list[Match]:
    query = _Query(wanted, [f" {word}" for word in _as_words(wanted).split()], _skeleton(wanted))
    found, others = [], []
    for code in codes:
        answer = query.answer(code, entries[code.id])
        if answer:
            found.append(Match(code, float(answer[0]), answer[1]))
        else:
            others.append(code)
    # Similar spelling ranks below everything else, so a full list needs none.
    return found if len(found) >= limit else found + _similar(others, entries, wanted)


@dataclass(frozen=True, slots=True)
class _Query:
    """What was typed, prepared once for all codes."""

    wanted: str
    words: Sequence[str]
    skeleton: re.Pattern[str]

    def answer(self, code: Code, entry: _Entry) -> tuple[Rank, str] | None:
        """How a code answers, None where only similar spelling could help."""
        return (
            self._by_label(entry)
            or self._by_path(entry)
            or self._by_content(code, entry)
            or self._by_skeleton(entry)
        )

    def _by_label(self, entry: _Entry) -> tuple[Rank, str] | None:
        wanted = self.wanted
        if wanted in (entry.id, entry.chord, entry.name):
            return Rank.EXACT, self._label(entry, str.__eq__)
        if entry.chord.startswith(wanted):
            return Rank.CHORD, "chord"
        if entry.name.startswith(wanted) or entry.id.startswith(wanted):
            return Rank.NAME, self._label(entry, str.startswith)
        if self._starts_words_of(entry.name_words):
            return Rank.WORD, "name"
        return None

    def _label(self, entry: _Entry, holds: Callable[[str, str], bool]) -> str:
        labels = {"chord": entry.chord, "name": entry.name, "id": entry.id}
        return next(why for why, label in labels.items() if holds(label, self.wanted))

    def _by_path(self, entry: _Entry) -> tuple[Rank, str] | None:
        if self.wanted in entry.name or self.wanted in entry.id:
            return Rank.PATH, "name" if self.wanted in entry.name else "id"
        if self._starts_words_of(entry.path_words):
            return Rank.PATH, "path"
        if len(self.wanted) > 1 and self.skeleton.match(entry.initials):
            return Rank.PATH, "initials"
        return None

    def _by_content(self, code: Code, entry: _Entry) -> tuple[Rank, str] | None:
        for written, cue in zip(code.cues, entry.cues, strict=True):
            if self.wanted in cue:
                return Rank.CUE, f"cue: {written}"
        if self.wanted in entry.definition:
            return Rank.DEFINITION, "definition"
        return None

    def _by_skeleton(self, entry: _Entry) -> tuple[Rank, str] | None:
        if len(self.wanted) >= _SHORTEST_FUZZY and self.skeleton.match(entry.name):
            return Rank.SKELETON, "letters of the name"
        return None

    def _starts_words_of(self, text: str) -> bool:
        for word in self.words:
            if word not in text:
                return False
        return bool(self.words)


def _skeleton(wanted: str) -> re.Pattern[str]:
    """Matches where the letters come in this order, as `lbr` in “labour”.

    Each step runs to the first place of its letter, so that no text can make it slow.
    """
    letters = [letter for letter in wanted if not letter.isspace()]
    return re.compile("".join(f"[^{re.escape(each)}]*{re.escape(each)}" for each in letters))


def _similar(codes: Sequence[Code], entries: Mapping[str, _Entry], wanted: str) -> list[Match]:
    from rapidfuzz import fuzz, process

    if len(wanted) < _SHORTEST_FUZZY:
        return []
    # All that a code may be spelled like at once, as one call for each would take too long.
    similar = process.extract(
        wanted,
        [entries[code.id].spellings for code in codes],
        scorer=fuzz.partial_ratio,
        score_cutoff=_SIMILAR,
        limit=_MOST_SIMILAR,
    )
    nearest = (_nearest(codes[place], entries, wanted) for _, _, place in similar)
    return [match for match in nearest if match]


def _nearest(code: Code, entries: Mapping[str, _Entry], wanted: str) -> Match | None:
    """Which spelling of a code the query resembles most, None where only several together."""
    from rapidfuzz import fuzz

    score, why = max(
        (fuzz.partial_ratio(wanted, text), why) for text, why in _spellings(code, entries[code.id])
    )
    # The divisor keeps the score below that of every other rank.
    return Match(code, Rank.SIMILAR + score / 101, why) if score >= _SIMILAR else None


def _spellings(code: Code, entry: _Entry) -> Iterator[tuple[str, str]]:
    """What a query may resemble, and how to say so."""
    yield entry.path_words, "similar name"
    yield entry.id, "similar id"
    for written, cue in zip(code.cues, entry.cues, strict=True):
        yield cue, f"similar cue: {written}"
