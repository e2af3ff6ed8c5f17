"""Cut the words of every turn into sentences.

spaCy's blank pipelines know each language's abbreviations and little words; where a sentence
ends is decided here, character by character, because spaCy's own sentencizer breaks at
“S. Coop.” and at “approx.”, and not at a blank line.
"""

import re
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache

from whyshore.domain.interview import Turn

_CLOSING = r"""["'”’»)\]}›*_」』）】》〉]"""
_TERMINATORS = re.compile(rf"(?:[.!?…؟۔।॥።։]+|([。！？｡]+))({_CLOSING}*)")
_NEXT = re.compile(r"""\s*["'“”‘’„«»‹›¿¡*_–—-]*(\S?)""")
_NEXT_WORD = re.compile(r"([^\W\d_]+)(\.?)")
_LAST_WORD = re.compile(r"[^\s\"'“”‘’„«»()\[\]{}*_/–—¿¡,;:]+\Z")
_LONGEST_WORD = 24
"""Nothing longer is looked at as an abbreviation, so runs without spaces cost nothing."""
_DEEPEST_INDENT = 12

# A blank line, a Unicode line or paragraph end, a list item, a table row, a dash that opens
# a line and a heading start anew; any other line end does not, since many transcripts are
# wrapped at a fixed width.
_HARD_BREAK = re.compile(
    r"\n[^\S\n]*\n|[\u2028\u2029]"
    r"|\n(?=[^\S\n]*(?:[-*+•] |[–—]|\d{1,3}[.)] |\#{1,6} |\|))"
)
_HEADING = re.compile(r"^[ \t]{0,3}#{1,6} [^\n]*", re.MULTILINE)


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Lower case, without the last full stop. The tokeniser of the language adds what it knows.
_NEVER_LAST = _listed("""
    approx aprox ca cca cf cfr vs e.g eg i.e ie viz resp incl excl
    mr mrs ms dr dra prof mme messrs rev gen capt hon st sr sra srta dña ud uds
    z.b d.h u.a z.t bzw ggf inkl exkl vgl evtl sog mrd p.ej p.e p.es ad.es sig.ra
    """)
# The rest would be ordinary words elsewhere: “mio” is German for million, Italian for mine.
_NEVER_LAST_IN = {
    "de": _listed("mio hr fr dipl ing"),
    "it": _listed("sig sigg dott dott.ssa avv on ing"),
    "es": _listed("d lic exc ing"),
    "eu": _listed("jn and adib"),
}
_BEFORE_NUMBERS = _listed("""
    no nos nr nº núm num n p pp pg pág págs pag pagg s ss f ff fig figs fn art arts vol vols cap
    caps ch chap sec sect tab abs ed q jan feb mar apr jun jul aug sep sept oct nov dec or orr zk
    tel ext
    """)
_LAST_BEFORE_CAPITALS = _listed("etc usw u.s.w ecc etab al")
_COMPANY_FORMS = _listed(
    "coop inc ltd co corp bros cia cía hnos s.a s.l s.coop s.p.a s.r.l s.a.u s.l.u jr"
)
_ORDINALS_WITH_STOP = _listed("de eu da nb nn fi et lv cs sk sl hr hu is")


def sentences(text: str, turns: Sequence[Turn], language: str) -> tuple[tuple[int, int], ...]:
    """Where the sentences of each turn's words start and end, in order, never across turns.

    Every character that is not white space lies in exactly one sentence, and no sentence
    starts or ends with white space. Outside the turns there are no sentences. A language
    that spaCy does not know is read by the rules that most share.
    """
    known = _language(language)
    found: list[tuple[int, int]] = []
    for turn in turns:
        # Some people transcribe without capitals; there a small letter says nothing.
        small_continues = not text[turn.words_start : turn.end].islower()
        words = _Words(text, turn.words_start, turn.end, known, small_continues)
        found.extend(words.sentences())
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Language:
    """What spaCy knows about a language, as far as the end of a sentence needs it."""

    code: str
    little_words: Set[str]
    keeps_stop: Callable[[str], bool]
    """Whether the tokeniser takes a word with its full stop as one piece."""

    def never_ends_with(self, word: str) -> bool:
        """Whether something always follows an abbreviation, as after “e.g.”."""
        return word in _NEVER_LAST or word in _NEVER_LAST_IN.get(self.code, ())

    def shortens(self, word: str) -> bool:
        """Whether a word with a full stop is an initial, a company form or an abbreviation."""
        if len(word) == 1 and word.isupper():
            return True
        return bool(word) and (word.lower() in _COMPANY_FORMS or self.keeps_stop(word))


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one turn, while they are cut."""

    text: str
    start: int
    end: int
    language: _Language
    small_continues: bool
    """Whether a small letter shows that the sentence goes on."""

    def sentences(self) -> Iterator[tuple[int, int]]:
        start = self.start
        for cut in sorted({*self._hard_breaks(), *self._soft_breaks(), self.end}):
            piece = self.text[start:cut]
            bare = piece.strip()
            if bare:
                first = start + len(piece) - len(piece.lstrip())
                yield first, first + len(bare)
            start = cut

    def _hard_breaks(self) -> Iterator[int]:
        for pattern in (_HARD_BREAK, _HEADING):
            for match in pattern.finditer(self.text, self.start, self.end):
                yield match.end()

    def _soft_breaks(self) -> Iterator[int]:
        for match in _TERMINATORS.finditer(self.text, self.start, self.end):
            if match.end() < self.end and self._is_end(match):
                yield match.end()

    def _is_end(self, match: re.Match[str]) -> bool:
        full_width, closing = match.group(1, 2)
        if not self.text[match.end()].isspace():
            # Chinese and Japanese put no space; but 「行く。」と goes on after the quote.
            return bool(full_width) and not closing
        following = _NEXT.match(self.text, match.end(), self.end)
        if following is None or not following[1]:
            return True
        if self.small_continues and following[1].islower():
            return False
        return match[0] != "." or not self._is_abbreviation(match.start(), following.start(1))

    def _is_abbreviation(self, stop: int, following: int) -> bool:
        """Whether the full stop belongs to the word before it and ends no sentence."""
        found = _LAST_WORD.search(self.text[max(self.start, stop - _LONGEST_WORD) : stop])
        written = found[0] if found else ""
        word = written.lower()
        if self.language.never_ends_with(word):
            return True
        if word in _BEFORE_NUMBERS and self.text[following].isdigit():
            return True
        if word in _LAST_BEFORE_CAPITALS:
            return not self.text[following].isupper()
        if word.isdigit() or (len(word) == 1 and written.islower()):
            return self._is_numbering(stop, word)
        return self.language.shortens(written) and not self._little_word_at(following)

    def _is_numbering(self, stop: int, word: str) -> bool:
        """Whether “3.” or “a.” opens a line or the turn, or is an ordinal as in “1. März”."""
        first = stop - len(word)
        indent = self.text[max(self.start, first - _DEEPEST_INDENT) : first].rstrip(" \t")
        opens_turn = not indent and first - self.start <= _DEEPEST_INDENT
        if len(word) < len("1000") and (opens_turn or indent.endswith("\n")):
            return True
        is_ordinal = word.isdigit() and self.language.code in _ORDINALS_WITH_STOP
        return is_ordinal and len(word) < len("100")

    def _little_word_at(self, position: int) -> bool:
        """Whether a new sentence is likely: “Ltd. The …” but not “Ltd. Spain” or “J. García”."""
        word = _NEXT_WORD.match(self.text, position, self.end)
        if word is None:
            return False
        is_initial = len(word[1]) == 1 and bool(word[2])
        is_little = word[1].lower() in self.language.little_words
        return word[1].istitle() and is_little and not is_initial


@cache
def _language(name: str) -> _Language:
    # Imported here because it takes most of a second, which no other command should pay.
    import spacy

    code = name.replace("_", "-").partition("-")[0].lower()
    try:
        pipeline = spacy.blank(code if code.isalpha() and code.isascii() else "xx")
    except (ImportError, OSError, ValueError):
        # Unknown to spaCy, or, as Japanese and Thai, in need of packages that are not here.
        pipeline = spacy.blank("xx")

    @lru_cache(maxsize=8192)
    def keeps_stop(word: str) -> bool:
        return pipeline.tokenizer(word + ".")[-1].text == word + "."

    return _Language(code, frozenset(pipeline.Defaults.stop_words), keeps_stop)
