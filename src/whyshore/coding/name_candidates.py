"""Words that may be names: proposed by rules, for a person to go through.

Rules find what looks like a name. They miss names in small letters and nicknames, and take
other words for names: the list is where one begins to look, not where one ends.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from whyshore.coding.fold import Folded, Folding
from whyshore.coding.pseudonyms import parts_of, pattern_of
from whyshore.domain.interview import Interview
from whyshore.domain.names import Candidate, FoundBy
from whyshore.errors import FixableError

if TYPE_CHECKING:
    from spacy.language import Language

SHOWN, AROUND = 3, 40
_CAPITALS = re.compile(
    r"[^\W\d_a-zß-öø-ÿ][\w'’\-]*(?:[ \t]+(?:(?:de|del|la|el|von|van|der|y|e|of|&)[ \t]+)?"
    r"[^\W\d_a-zß-öø-ÿ][\w'’\-]*)*"
)
_POSSESSIVE = re.compile(r"['’]s?$")
_STARTS_A_SENTENCE = re.compile(r"(?:^|[.?!…:»”\"\]\n(]\s*|[-–—]\s*)$")
_LEGAL = "(?i)^(gmbh|ag|sa|slu?|inc|ltd|llc|plc|srl|spa|bv|nv|oy|ab|kg|se|co|corp|coop)$"
_RULES: Sequence[tuple[str, list[dict[str, Any]]]] = (
    ("company", [{"IS_TITLE": True, "OP": "{1,4}"}, {"TEXT": {"REGEX": _LEGAL}}]),
    ("company", [{"IS_TITLE": True, "OP": "{1,3}"}, {"TEXT": "S."}, {"TEXT": "Coop"}]),
    ("company", [{"IS_TITLE": True, "OP": "{1,3}"}, {"LOWER": {"IN": ["group", "holding"]}}]),
    (
        "person",
        [
            {"LOWER": {"IN": ["mr", "mrs", "ms", "dr", "prof", "don", "doña", "señor", "señora"]}},
            {"IS_PUNCT": True, "OP": "?"},
            {"IS_TITLE": True, "OP": "{1,3}"},
        ],
    ),
    ("address", [{"LIKE_EMAIL": True}]),
    ("address", [{"LIKE_URL": True}]),
    ("phone", [{"TEXT": {"REGEX": r"^\+?\d[\d\-/]{7,}$"}}]),
)
_KINDS = {
    "PERSON": "person", "PER": "person", "ORG": "company", "GPE": "place", "LOC": "place",
    "FAC": "place", "NORP": "group", "PRODUCT": "product",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Seen:
    name: str
    found_by: FoundBy
    kind: str


def candidates(
    interviews: Sequence[Interview],
    known: Mapping[str, tuple[FoundBy, str]],
    key: Mapping[str, str],
    model: str = "",
) -> list[Candidate]:
    """Names that are known, and words of the interviews that may be some, the surest first.

    `known` gives names from cases and cues with what they are. Nothing is recognised by a
    model unless one is named that is installed.

    Raises:
        FixableError: the model is not installed.
    """
    seen: dict[tuple[str, ...], _Seen] = {}
    for name, (found_by, kind) in known.items():
        seen.setdefault(parts_of(name), _Seen(name, found_by, kind))
    for interview in interviews:
        for each in _in_interview(interview, model):
            seen.setdefault(parts_of(each.name), each)
    seen.pop((), None)
    return _told(list(seen.values()), interviews, key)


def _in_interview(interview: Interview, model: str) -> Iterator[_Seen]:
    for turn in interview.turns:
        if turn.speaker and len(turn.speaker) > 2:  # noqa: PLR2004 - I, R, IE are roles
            yield _Seen(turn.speaker, FoundBy.SPEAKER, "person")
    yield from _by_rule(interview)
    if model:
        yield from _by_model(interview, model)
    yield from _by_capitals(interview)


def _by_rule(interview: Interview) -> Iterator[_Seen]:
    for found in _ruled(interview.language)(interview.text).ents:
        yield _Seen(_bare(found.text), FoundBy.RULE, found.label_)


def _by_model(interview: Interview, model: str) -> Iterator[_Seen]:
    for found in _loaded(model)(interview.text).ents:
        if found.label_ in _KINDS:
            yield _Seen(_bare(found.text), FoundBy.MODEL, _KINDS[found.label_])


def _by_capitals(interview: Interview) -> Iterator[_Seen]:
    """Words in capitals that do not just begin a sentence, or never stand in small letters."""
    text = interview.text
    small = Counter(re.findall(r"\b[^\W\d_A-Z][\w'’\-]*", text))
    labels = [(turn.start, turn.words_start) for turn in interview.turns if turn.label]
    in_label = {position for start, end in labels for position in range(start, end)}
    for found in _CAPITALS.finditer(text):
        name = _bare(found[0])
        if found.start() in in_label or len(name) < 2:  # noqa: PLR2004 - I, A
            continue
        first, _, rest = name.partition(" ")
        # “We went …” begins a sentence; “Orbea went …” does too. What is a word elsewhere in small
        # letters is none.
        begins = _STARTS_A_SENTENCE.search(text[max(0, found.start() - 4) : found.start()])
        if begins and (
            first.casefold() in small or first.casefold() in _ordinary(interview.language)
        ):
            name = rest
        if name and name.casefold() not in _ordinary(interview.language):
            yield _Seen(name, FoundBy.CAPITALS, "")


@cache
def _ordinary(language: str) -> frozenset[str]:
    """The commonest words of a language, which are no names."""
    stop: set[str] = set()
    for code in {language[:2].lower(), "en"}:
        stop |= {word.casefold() for word in _blank(code).Defaults.stop_words}
    return frozenset(stop | {"yes", "well", "okay", "ok", "i'm", "i’m", "i'd", "i've", "it's"})


@cache
def _blank(language: str) -> "Language":
    import spacy

    try:
        return spacy.blank(language[:2].lower())
    except ImportError:
        return spacy.blank("xx")  # a language without rules of its own


@cache
def _ruled(language: str) -> "Language":
    import spacy

    try:
        pipeline = spacy.blank(language[:2].lower())
    except ImportError:
        pipeline = spacy.blank("xx")
    pipeline.max_length = 100_000_000
    rules: Any = pipeline.add_pipe("entity_ruler")
    rules.add_patterns([{"label": kind, "pattern": pattern} for kind, pattern in _RULES])
    return pipeline


@cache
def _loaded(model: str) -> "Language":
    import spacy

    if not spacy.util.is_package(model):
        raise FixableError(
            f"The spaCy model “{model}” is not installed. Install one into the same environment, "
            "or leave --model out: then rules alone propose names."
        )
    try:
        return spacy.load(model)
    except (OSError, ValueError, ImportError) as error:
        raise FixableError(f"The spaCy model “{model}” cannot be used: {error}.") from error


def _bare(name: str) -> str:
    return _POSSESSIVE.sub("", " ".join(name.split()).strip(".,;:!?()[]"))


def _told(
    seen: Sequence[_Seen], interviews: Sequence[Interview], key: Mapping[str, str]
) -> list[Candidate]:
    """Each candidate with its places; those with a pseudonym say it."""
    stands = {parts_of(name): pseudonym for name, pseudonym in key.items()}
    texts = [(each.text, Folded(each.text, Folding.LOOSE)) for each in interviews]
    told = []
    for each in seen:
        parts = parts_of(each.name)
        places = [(text, _places(parts, folded)) for text, folded in texts]
        contexts = [_context(text, *place) for text, found in places for place in found[:SHOWN]]
        told.append(
            Candidate(
                each.name,
                each.found_by,
                each.kind,
                sum(len(found) for _, found in places),
                sum(bool(found) for _, found in places),
                tuple(contexts[:SHOWN]),
                stands.get(parts, ""),
            )
        )
    order = list(FoundBy)
    return sorted(told, key=lambda e: (order.index(e.found_by), -e.count, e.name.casefold()))


def _places(parts: tuple[str, ...], folded: Folded) -> list[tuple[int, int]]:
    """Where a name stands in a text."""
    if any(part not in folded.words for part in parts):
        return []  # most names stand in few texts, and this is quick
    found = [match.span() for match in re.finditer(pattern_of(parts), folded.words)]
    return folded.spans(found, widen=True)


def _context(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return " ".join(f"…{before}[[{text[start:end]}]]{after}…".split())
