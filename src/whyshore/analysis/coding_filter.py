"""Which codings show: those of a code, a branch, a coder, a case, a value of a facet."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from whyshore.domain.case import NO_CASE
from whyshore.domain.codebook import Codebook
from whyshore.domain.coding import Coding

CODE, BRANCH, CODER, CASE = "code", "branch", "coder", "case"
CaseOf = Callable[[Coding], str | None]


@dataclass(frozen=True, slots=True)
class Trait:
    """One thing that codings can have in common."""

    kind: str
    """`code`, `branch`, `coder`, `case`, or the id of a facet behind `facet:`."""
    value: str
    """The id of it; `""` for a coding without a case."""

    @property
    def question(self) -> str:
        """Traits that answer one question are alternatives; a code and a branch do."""
        return CODE if self.kind == BRANCH else self.kind


@dataclass(frozen=True, slots=True)
class CodingFilter:
    """The traits that are wanted: of each question asked, a coding needs one of the answers."""

    wanted: tuple[Trait, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.wanted)

    def passing(
        self, codings: Iterable[Coding], codebook: Codebook, case_of: CaseOf
    ) -> list[Coding]:
        """The codings that have what is wanted, in the order they come in."""
        asked: dict[str, set[Trait]] = {}
        for trait in self.wanted:
            asked.setdefault(trait.question, set()).add(trait)
        coders = {trait.value for trait in asked.pop(CODER, ())}
        cases = {trait.value for trait in asked.pop(CASE, ())}
        fitting = _FittingCodes(codebook, list(asked.values()))
        return [
            coding
            for coding in codings
            if fitting[coding.code]
            and (not coders or coding.coder in coders)
            and (not cases or (case_of(coding) or "") in cases)
        ]


class _FittingCodes(dict[str, bool]):
    """Whether a code has one of the traits of each set, worked out once for each code."""

    def __init__(self, codebook: Codebook, asked: list[set[Trait]]) -> None:
        super().__init__()
        self._of_code, self._asked = _TraitsOfCodes(codebook), asked

    def __missing__(self, code: str) -> bool:
        traits = self._of_code[code]
        self[code] = found = all(not wanted.isdisjoint(traits) for wanted in self._asked)
        return found


class _TraitsOfCodes(dict[str, frozenset[Trait]]):
    """What a coding has by its code alone, worked out once for each code."""

    def __init__(self, codebook: Codebook) -> None:
        super().__init__()
        self._codebook = codebook

    def __missing__(self, code: str) -> frozenset[Trait]:
        book = self._codebook
        known = book.by_id.get(code)
        branches = [step.id for step in book.path(code) if book.children.get(step.id)]
        facets = known.facets if known else {}
        self[code] = found = frozenset(
            {
                Trait(CODE, code),
                *(Trait(BRANCH, branch) for branch in branches),
                *(Trait(f"facet:{facet}", value) for facet, value in facets.items()),
            }
        )
        return found


def traits_found(codings: Iterable[Coding], codebook: Codebook, case_of: CaseOf) -> Counter[Trait]:
    """How many codings have each trait; what no coding has is not in it."""
    of_code = _TraitsOfCodes(codebook)
    found: Counter[Trait] = Counter()
    for coding in codings:
        found.update(of_code[coding.code])
        found[Trait(CODER, coding.coder)] += 1
        found[Trait(CASE, case_of(coding) or "")] += 1
    return found


def in_order(traits: Collection[Trait], codebook: Codebook) -> list[Trait]:
    """Traits as one looks for them: facets, coders, cases, branches, codes; as in the codebook."""
    kinds = [*(f"facet:{facet.id}" for facet in codebook.facets), CODER, CASE, BRANCH, CODE]
    places = {code.id: place for place, code in enumerate(codebook.codes)}
    values = {
        (f"facet:{facet.id}", value): place
        for facet in codebook.facets
        for place, value in enumerate(facet.values)
    }

    def key(trait: Trait) -> tuple[int, int, str]:
        kind = kinds.index(trait.kind) if trait.kind in kinds else len(kinds)
        by_code = places.get(trait.value, len(places)) if kind >= kinds.index(BRANCH) else 0
        return kind, values.get((trait.kind, trait.value), by_code), trait.value

    return sorted(traits, key=key)


def in_words(trait: Trait, codebook: Codebook, case_names: Mapping[str, str]) -> str:
    """A trait as people read it, such as `direction: backshore`."""
    kind, value = trait.kind.removeprefix("facet:"), trait.value
    if kind == CASE:
        value = case_names.get(value, value) if value else NO_CASE
    elif kind in {CODE, BRANCH} and (code := codebook.by_id.get(value)):
        value = f"{code.chord} {code.name}".strip()
    return f"{kind}: {value}"


def filter_in_words(wanted: CodingFilter, codebook: Codebook, case_names: Mapping[str, str]) -> str:
    """What a filter asks for, alternatives joined by “or”."""
    asked: dict[str, list[str]] = {}
    for trait in in_order(wanted.wanted, codebook):
        asked.setdefault(trait.question, []).append(in_words(trait, codebook, case_names))
    return " and ".join(" or ".join(answers) for answers in asked.values())
