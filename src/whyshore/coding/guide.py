"""Find which section of the guide a question of the interviewer belongs to; proposes, never saves.

A question is told by the words it shares with the guide, small differences in spelling allowed.
A word counts the more, the fewer sections it stands in, so that no list of common words in some
language is needed.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from whyshore.domain.guide import Asked, Guide, GuideSection
from whyshore.domain.interview import Interview, Role, Turn, has_interviewer

ENOUGH = 50
"""The likeness, of 100, from which a turn is taken to ask what the guide asks."""
FAR = 15
"""How much more it takes to leave the order of the guide: to go back, or to skip a section."""
FOLLOW_UP = "goes on from the question before"

_SPELLED_ALIKE = 86
_SHORTEST = 3
_FULL = 1.15
"""How many words of one section alone are a full likeness; fewer are less."""
_LONGEST = 4000
"""Characters of a turn that are looked at; a question is asked in fewer."""
_SHORT_TURN = 400
_MORE_OFTEN = 2
_OFTEN, _OFTEN_SHARE = 3, 0.25
"""In how many turns, and in which share of them, a word stands that is common."""
_SHOWN_WORDS = 4


@dataclass(frozen=True, slots=True)
class _Likeness:
    score: float
    section: int
    why: str


@dataclass(frozen=True, slots=True)
class _Line:
    """A title, question or prompt of a section, as the words that count in it."""

    section: int
    text: str
    words: frozenset[str]


def asked_in(guide: Guide, interview: Interview) -> tuple[Asked, ...]:
    """The turns that ask something, each with the section it belongs to and the reason.

    They are the interviewer's turns. Where nobody is known to ask, they are the questions of the
    speaker who asks by far the most often, or of everybody where there is none. A turn that is
    like nothing in the guide goes on with the section before it. Where hardly anything is like
    the guide, the interview follows another one: then nothing is given.
    """
    turns, known = questions_of(interview), has_interviewer(interview)
    said = tuple(_sentences(interview.text[t.words_start : t.end], asking=not known) for t in turns)
    found = _sections_of(guide, said)
    needed = min(2, len(guide.sections)) if known else len(guide.sections) // 2
    if len({section for section, why in found if section and why != FOLLOW_UP}) < needed:
        return ()
    return tuple(
        Asked(turn, section, why, follows=why == FOLLOW_UP)
        for turn, (section, why) in zip(turns, found, strict=True)
        if section
    )


def questions_of(interview: Interview) -> list[Turn]:
    """The turns in which something may be asked."""
    by_interviewer = [turn for turn in interview.turns if turn.role is Role.INTERVIEWER]
    if by_interviewer:
        return by_interviewer
    text = interview.text
    asking = [turn for turn in interview.turns if "?" in text[turn.words_start : turn.end]]
    asker = _asker(interview.turns, asking)
    return [turn for turn in asking if not asker or turn.speaker == asker]


def _asker(turns: Sequence[Turn], asking: Sequence[Turn]) -> str:
    """The speaker of whose turns at least twice the share of anybody else's ask; `""` for none."""
    spoken = Counter(turn.speaker for turn in turns if turn.speaker)
    asked = Counter(turn.speaker for turn in asking)
    shares = sorted(((asked[each] / spoken[each], each) for each in spoken), reverse=True)
    if len(shares) < 2:  # noqa: PLR2004 - one speaker is not told from others
        return ""
    (most, asker), (next_most, _), *_ = shares
    return asker if most > 0 and most >= _MORE_OFTEN * next_most else ""


def _sentences(text: str, *, asking: bool) -> tuple[str, ...]:
    """The sentences of a turn, and a short turn as a whole; with `asking` sentences that ask."""
    found = re.findall(r"[^.?!…？。！]+[.?!…？。！]*", text[:_LONGEST])
    if asking:
        return tuple(each for each in found if each.rstrip().endswith(("?", "？")))
    return (*found, text) if len(text) <= _SHORT_TURN else tuple(found)


@lru_cache(maxsize=8)
def _sections_of(guide: Guide, turns: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, str], ...]:
    """The id of the section of each turn and the reason; `""` before the first question."""
    index = _Index(guide)
    index.leave_out_common(turns)
    found: list[tuple[str, str]] = []
    here = -1
    for sentences in turns:
        best = index.best(sentences, here)
        if best is not None:
            here = best.section
            found.append((guide.sections[here].id, best.why))
        else:
            found.append((guide.sections[here].id, FOLLOW_UP) if here >= 0 else ("", ""))
    return tuple(found)


class _Index:
    """A guide, prepared for many turns."""

    def __init__(self, guide: Guide) -> None:
        self._cues = [
            (place, cue, f" {' '.join(_words(cue))} ")
            for place, section in enumerate(guide.sections)
            for cue in section.cues
        ]
        self._lines = [
            _Line(place, text, frozenset(_words(text)))
            for place, section in enumerate(guide.sections)
            for text in _texts(section)
        ]
        in_sections = Counter(
            word
            for place in range(len(guide.sections))
            for word in {w for line in self._lines if line.section == place for w in line.words}
        )
        many = len(guide.sections)
        self._weights = {word: log(1 + many / count) for word, count in in_sections.items()}
        self._full = _FULL * log(1 + many)
        self._alike: dict[str, tuple[str, ...]] = {}
        self._common: frozenset[str] = frozenset()

    def leave_out_common(self, turns: Sequence[Sequence[str]]) -> None:
        """Words that are asked with all the time, such as “what about”, are no likeness alone."""
        used: Counter[str] = Counter()
        for sentences in turns:
            words = (word for sentence in sentences for word in _words(sentence))
            used.update({known for word in words for known in self._guide_words(word)})
        often = max(_OFTEN, len(turns) * _OFTEN_SHARE)
        self._common = frozenset(word for word, count in used.items() if count >= often)

    def best(self, sentences: Sequence[str], here: int) -> _Likeness | None:
        """The section that some sentence of a turn is most like, None where all are like none."""
        found = [each for sentence in sentences for each in self._likenesses(sentence)]
        likely = [
            (each.score - (0 if each.section in {here, here + 1} else FAR), -place)
            for place, each in enumerate(found)
        ]
        score, place = max(likely, default=(0, 0))
        return found[-place] if score >= ENOUGH else None

    def _likenesses(self, sentence: str) -> Iterator[_Likeness]:
        words = list(_words(sentence))
        said = f" {' '.join(words)} "
        for place, cue, cue_words in self._cues:
            if cue_words in said:
                yield _Likeness(100, place, f"says “{cue}”")
        spoken = frozenset(each for word in words for each in self._guide_words(word))
        for line in self._lines:
            if line.words & (spoken - self._common):
                yield self._likeness(line, spoken)

    def _likeness(self, line: _Line, spoken: frozenset[str]) -> _Likeness:
        """How much of a line of the guide was said; few common words are no likeness."""
        shared = line.words & spoken
        weight = sum(self._weights[word] for word in shared)
        whole = sum(self._weights[word] for word in line.words)
        score = 100 * weight / whole * min(1, weight / self._full)
        told = sorted(shared, key=lambda word: (-self._weights[word], word))[:_SHOWN_WORDS]
        return _Likeness(score, line.section, f"like “{line.text}” ({', '.join(told)})")

    def _guide_words(self, word: str) -> tuple[str, ...]:
        """The words of the guide that are spelled like a word, as produce and produced."""
        if word not in self._alike:
            from rapidfuzz import fuzz, process

            near = process.extract(
                word, list(self._weights), scorer=fuzz.ratio, score_cutoff=_SPELLED_ALIKE
            )
            self._alike[word] = tuple(each for each, _, _ in near if each[:2] == word[:2])
        return self._alike[word]


def _texts(section: GuideSection) -> Sequence[str]:
    return (section.title, *section.questions, *section.prompts)


def _words(text: str) -> Iterator[str]:
    folded = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return _long_enough(re.findall(r"\w+", plain))


def _long_enough(words: Iterable[str]) -> Iterator[str]:
    # Where words are not set off by spaces, as in Chinese, short ones are all there is.
    return (word for word in words if len(word) >= _SHORTEST or not word.isascii())
