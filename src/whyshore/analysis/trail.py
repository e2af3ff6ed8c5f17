"""What each change of a history is about: which codes, interviews and cases."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from whyshore.domain.history import Effect, Entry, Facts


@dataclass
class About:
    """The codes, interviews and cases that a change touches, by id."""

    codes: set[str] = field(default_factory=set)
    interviews: set[str] = field(default_factory=set)
    cases: set[str] = field(default_factory=set)

    def add(self, other: "About") -> None:
        """Touch what another one touches, too."""
        self.codes |= other.codes
        self.interviews |= other.interviews
        self.cases |= other.cases


def with_what_it_is_about(
    entries: Iterable[Entry], case_of: Mapping[str, str]
) -> Iterator[tuple[Entry, About]]:
    """Each change of a history, from its beginning on, with what it touches.

    A memo or a quote of a statement touches what its coding does. `case_of` gives the case that
    a coding belongs to now; a coding that is gone touches the case that was set on itself.
    """
    codings: dict[str, About] = {}
    groups: dict[str, set[str]] = {}
    for entry in entries:
        about = About()
        for effect in entry.effects:
            for facts in (effect.before, effect.after):
                if facts is not None:
                    about.add(_about(effect, facts, codings, groups, case_of))
        yield entry, about


def _about(
    effect: Effect,
    facts: Facts,
    codings: dict[str, About],
    groups: dict[str, set[str]],
    case_of: Mapping[str, str],
) -> About:
    """What one thing touches; what a coding or a row of the synthesis does is remembered."""
    case = _ids(facts, "case_id", "default_case")
    if effect.kind == "research_case":
        return About(cases={effect.id})
    if effect.kind == "interview":
        return About(interviews={effect.id}, cases=case)
    if effect.kind == "coding":
        now = {case_of[effect.id]} if effect.id in case_of else set()
        found = About(_ids(facts, "code"), _ids(facts, "interview"), case | now)
        codings.setdefault(effect.id, About()).add(found)
        return found
    if effect.kind == "memo":
        return _about_memo(facts, codings)
    if effect.kind == "evidence":
        return codings.get(str(facts.get("coding")), About())
    if effect.kind == "case_group_member":
        groups.setdefault(str(facts.get("case_group")), set()).update(case)
    in_group = groups.get(str(facts.get("case_group")), set())
    return About(interviews=_ids(facts, "interview"), cases=case | in_group)


def _about_memo(facts: Facts, codings: Mapping[str, About]) -> About:
    about = {str(facts.get("about"))}
    match facts.get("topic"):
        case "coding":
            return codings.get(str(facts.get("about")), About())
        case "code":
            return About(codes=about)
        case "interview":
            return About(interviews=about)
        case "case":
            return About(cases=about)
    return About()


def _ids(facts: Facts, *names: str) -> set[str]:
    """What some facts point to, where they are given."""
    return {str(facts[name]) for name in names if facts.get(name) is not None}
