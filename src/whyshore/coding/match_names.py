"""Find the respondents that may be the firm of a case, by name; a person decides.

Thresholds after trials with company names: the whole names at least 88 alike and 5 ahead of the
next. A score on parts of names is used to fill the list of candidates, never to propose one, as
“Fagor” is a part of every Fagor firm.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from rapidfuzz import fuzz, process, utils

from whyshore.domain.case import Case
from whyshore.domain.link import Candidate, Method, Names

ALIKE = 88
AHEAD = 5
SHOWN = 3
_WORTH_SHOWING = 60
_LOOKED_AT = 12
_LEGAL_FORMS = (
    "sociedad cooperativa limitada", "sociedad cooperativa", "soc coop", "s coop ltda", "s coop",
    "scoop", "koop elk txikia", "koop e", "koop elk", "sociedad anonima unipersonal",
    "sociedad anonima laboral", "sociedad anonima", "sociedad limitada unipersonal",
    "sociedad limitada laboral", "sociedad limitada", "slnu", "slne", "slu", "sll", "sl", "sau",
    "sal", "sa de cv", "sa", "gmbh and co kg", "gmbh and co", "gmbh", "co kg", "kgaa", "kg", "ag",
    "ohg", "ug", "ev", "ltda", "ltd", "limited", "llc", "llp", "incorporated", "inc",
    "corporation", "corp", "company", "plc", "pty", "bv", "nv", "sarl", "sas", "srl", "spa", "oyj",
    "oy", "ab", "asa", "as", "aps", "kft", "zrt", "nyrt", "sp z oo", "spzoo", "sro", "doo", "lda",
    "pvt", "coop", "s a", "s l",
)  # fmt: skip
_FORMS = frozenset(tuple(form.split()) for form in _LEGAL_FORMS)
_LONGEST_FORM = max(map(len, _FORMS))
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.[ ]?){2,}")
_SLASHED = re.compile(r"(?<=\w)/(?=\w\b)")
_WRITTEN_OUT = {"cia": "compania", "hnos": "hermanos", "hno": "hermanos", "ind": "industrias"}
_AND = {"y", "and", "und", "eta", "et"}


@lru_cache(maxsize=65_536)
def normalised(name: str) -> str:
    """A name without case, accents, punctuation and legal forms; “and” in one spelling.

    A name that is nothing but a legal form, or no letters, stays as it is.
    """
    words = _words(name)
    bare = _without_forms(words)
    return " ".join(bare or words) or _spelled(name)


class NameList:
    """The names of all respondents, made ready for looking up."""

    def __init__(self, names: Names) -> None:
        """Spell every name in the ways that it is compared by."""
        self.names = names
        self._spelled: dict[str, list[str]] = {}
        self._bare: dict[str, str] = {}
        self._by_bare: dict[str, list[str]] = {}
        for respondent, name in names.items():
            bare = normalised(name)
            self._spelled.setdefault(_spelled(name), []).append(respondent)
            self._bare[respondent] = bare
            self._by_bare.setdefault(bare, []).append(respondent)

    def candidates(
        self, case: Case, *, key: str = "", rejected: Iterable[str] = ()
    ) -> tuple[Candidate, ...]:
        """The respondents that a case may be, the likeliest first; three at most.

        `key` is the respondent's key that the case itself carries. Those a person rejected are
        left out. Of several signs the surest counts: key, same name, known alias, same but for
        accents, punctuation and legal form, similar.
        """
        out = set(rejected)
        found: dict[str, Candidate] = {}
        for each in (*self._by_key(key), *self._same(case), *self._similar(case)):
            if each.respondent not in out:
                found.setdefault(each.respondent, each)
        return tuple(_alone(list(found.values())))[:SHOWN]

    def _by_key(self, key: str) -> Iterator[Candidate]:
        if key and key in self.names:
            why = "the case carries this key"
            yield Candidate(key, self.names[key], Method.KEY, 100, why, sure=True)

    def _same(self, case: Case) -> Iterator[Candidate]:
        """Respondents that are called as the case or one of its aliases is."""
        for each in self._spelled.get(_spelled(case.company), ()):
            yield Candidate(each, self.names[each], Method.EXACT, 100, "the same name", sure=True)
        for alias in case.aliases:
            same = self._by_bare.get(normalised(alias), ())
            why = f"“{alias}” is another name of the case"
            for each in same:
                yield Candidate(each, self.names[each], Method.ALIAS, 100, why, sure=True)
        for each in self._by_bare.get(normalised(case.company), ()):
            yield _bare(each, self.names[each], normalised(case.company))

    def _similar(self, case: Case) -> Iterator[Candidate]:
        """Names that look alike: those most alike as a whole, then those alike in parts."""
        spellings = tuple(dict.fromkeys(map(normalised, (case.company, *case.aliases))))
        whole = self._scores(spellings, fuzz.ratio)
        parts = self._scores(spellings, fuzz.token_set_ratio)
        for each in parts:
            whole.setdefault(each, max(fuzz.ratio(one, self._bare[each]) for one in spellings))
        best = {each: max(score, parts.get(each, 0)) for each, score in whole.items()}
        for each in sorted(whole, key=lambda one: (-best[one], -whole[one], one)):
            yield _looks_like(each, self.names[each], whole, spellings)

    def _scores(self, spellings: Sequence[str], scorer: Callable[..., float]) -> dict[str, float]:
        scores: dict[str, float] = {}
        for spelling in spellings:
            best = process.extract(
                spelling,
                self._bare,
                scorer=scorer,
                limit=_LOOKED_AT,
                score_cutoff=_WORTH_SHOWING,
            )
            for _, score, respondent in best:
                scores[respondent] = max(score, scores.get(respondent, 0))
        return scores


def _bare(respondent: str, name: str, bare: str) -> Candidate:
    """The same name without its trimmings; one word alone may be the name of a group."""
    why = "the same name but for accents, punctuation or legal form"
    sure = " " in bare
    why += "" if sure else "; one word may name a whole group"
    return Candidate(respondent, name, Method.NORMALISED, 100, why, sure=sure)


def _looks_like(
    respondent: str, name: str, whole: Mapping[str, float], spellings: Sequence[str]
) -> Candidate:
    score = whole[respondent]
    ahead = score - max((each for one, each in whole.items() if one != respondent), default=0)
    several_words = any(" " in each for each in spellings)
    sure = score >= ALIKE and ahead >= AHEAD and several_words
    if score >= ALIKE:
        why = f"{score:.0f} of 100 alike"
        why += f", {ahead:.0f} ahead of the next" if ahead > 0 else ", and so is another"
        why += "" if several_words else "; one word may name a whole group"
    else:
        shared = _shared(name, spellings)
        why = f"shares “{shared}”" if shared else "some letters in common"
        why += f"; {score:.0f} of 100 alike"
    return Candidate(respondent, name, Method.SIMILAR, score, why, sure=sure)


def _alone(candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """Where two are equally sure by the same sign, none of them is proposed."""
    sure = [each for each in candidates if each.sure]
    first = sure[0] if sure else None
    rivals = [each for each in sure if first and each.method is first.method]
    for each in candidates:
        yield replace(each, sure=each is first and len(rivals) == 1)


def _spelled(name: str) -> str:
    return " ".join(name.casefold().split())


def _shared(name: str, spellings: Iterable[str]) -> str:
    words = normalised(name).split()
    known = {word for each in spellings for word in each.split()}
    return " ".join(word for word in words if word in known)


def _words(name: str) -> list[str]:
    """The words of a name; dotted abbreviations such as “S.L.U.” are one word each."""
    plain = name.casefold()
    if not plain.isascii():
        letters = unicodedata.normalize("NFKD", plain)
        plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    plain = plain.replace("&", " and ").replace("+", " and ")
    plain = _DOTTED.sub(_joined, plain)
    plain = _SLASHED.sub("", plain)
    words = utils.default_process(plain).split()
    words = [_WRITTEN_OUT.get(word, word) for word in words]
    return ["and" if word in _AND else word for word in words]


def _joined(found: re.Match[str]) -> str:
    return re.sub(r"[. ]", "", found.group()) + " "


def _without_forms(words: Sequence[str]) -> list[str]:
    """The words without the legal forms at their end; “A, S.A. and Co” loses several."""
    left = tuple(words)
    while left:
        ends = (left[-length:] for length in range(min(_LONGEST_FORM, len(left)), 0, -1))
        form = next((end for end in ends if end in _FORMS), None)
        if form is None:
            return list(left)
        left = left[: -len(form)]
    return list(left)
