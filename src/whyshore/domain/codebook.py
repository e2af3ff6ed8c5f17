"""Codes and the codebook."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from whyshore.errors import DeprecatedCodeError, NotAssignableError, UnknownCodeError

_CODE = r"[^\s,“]+"
_CODES = rf"{_CODE}(?:, {_CODE})*"
_WHERE_CODES_STAND = tuple(
    map(
        re.compile,
        (
            rf"(?:remove )?memo on (?:(?P<on_coding>{_CODE}) “|code (?P<on_code>{_CODE})$)",
            rf"[^“]* of (?P<of>{_CODE}) on “",
            rf"(?:stretch|shrink|move|split|join two) (?P<adjusted>{_CODE}) (?:by|to|on) ",
            rf"remove (?P<removed>{_CODES}) from ",
            rf"(?P<put>{_CODES}(?: → {_CODE})?) on ",
        ),
    )
)
"""Where the words of a change of codings have codes; the first that fits holds."""


@dataclass(frozen=True, slots=True)
class Example:
    """A few words that show how a code is used, and where they come from."""

    text: str
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """A question every code may answer, such as its direction; the values in column order."""

    id: str
    values: Mapping[str, str]
    """Value id to the heading it gets in tables."""


@dataclass(frozen=True, slots=True)
class RatingScale:
    """The steps on which a coding may be rated, such as how certain its coder is of it."""

    title: str
    labels: Mapping[int, str]
    """Each step, 0 to 9, with what it means; the higher, the stronger. Lowest first."""

    def name_of(self, rating: int) -> str:
        """A step with its meaning; the bare number where the scale no longer has it."""
        return f"{rating} {self.labels.get(rating, '(not on the scale)')}"

    def in_words(self) -> str:
        """All steps in one line."""
        return ", ".join(map(self.name_of, self.labels))


@dataclass(frozen=True, slots=True)
class Code:
    """A category with a stable id; its name, place and chord may change."""

    id: str
    name: str
    parent: str | None = None
    definition: str = ""
    include: str = ""
    exclude: str = ""
    examples: tuple[Example, ...] = ()
    source: str = ""
    literature: str = ""
    colour: str = ""
    ink: str = ""
    chord: str = ""
    cues: tuple[str, ...] = ()
    survey: tuple[str, ...] = ()
    """Survey variables that ask about the same thing."""
    facets: Mapping[str, str] = field(default_factory=dict)
    """Facet id to value, those inherited from the codes above included."""
    assignable: bool = True
    deprecated: str = ""
    """Why it is put on no more text, in its author's words; `""` while it is in use."""
    line: int = 0
    """Where it starts in the codebook file."""


@dataclass(frozen=True)
class Codebook:
    """All codes in the order people wrote them, parents before children."""

    title: str = ""
    codes: tuple[Code, ...] = ()
    facets: tuple[Facet, ...] = ()
    rules: tuple[str, ...] = ()
    ratings: RatingScale | None = None
    """The scale on which codings may be rated; None where none is declared."""

    @cached_property
    def by_id(self) -> Mapping[str, Code]:
        """Each code under its id."""
        return {code.id: code for code in self.codes}

    @cached_property
    def by_chord(self) -> Mapping[str, Code]:
        """Each code that has a chord, under it."""
        return {code.chord: code for code in self.codes if code.chord}

    @cached_property
    def children(self) -> Mapping[str | None, tuple[Code, ...]]:
        """The codes directly below each code; those at the top under None."""
        below: dict[str | None, list[Code]] = {}
        for code in self.codes:
            below.setdefault(code.parent, []).append(code)
        return {parent: tuple(codes) for parent, codes in below.items()}

    def __contains__(self, code: str) -> bool:
        return code in self.by_id

    def find(self, code: str) -> Code:
        """The code with this id.

        Raises:
            UnknownCodeError: the codebook does not define it.
        """
        try:
            return self.by_id[code]
        except KeyError:
            raise UnknownCodeError(code) from None

    def assignable(self, code: str) -> Code:
        """The code with this id, made sure that it can be put on text.

        Raises:
            UnknownCodeError: the codebook does not define it.
            NotAssignableError: it only groups other codes, or is deprecated.
        """
        found = self.find(code)
        if found.deprecated:
            raise DeprecatedCodeError(code, found.deprecated)
        if not found.assignable:
            raise NotAssignableError(code, [child.id for child in self.children.get(code, ())])
        return found

    def path(self, code: str) -> tuple[Code, ...]:
        """The codes from the top down to this one."""
        steps: list[Code] = []
        step = self.by_id.get(code)
        while step is not None:
            steps.append(step)
            step = self.by_id.get(step.parent) if step.parent else None
        return tuple(reversed(steps))

    def path_name(self, code: str) -> str:
        """The names from the top down to this code, as people read them."""
        return " › ".join(step.name for step in self.path(code)) or code

    def called(self, code: str) -> str:
        """A code as messages name it: its chord and its name; one that is not known by its id."""
        found = self.by_id.get(code)
        return f"{found.chord} {found.name}".strip() if found else code

    def with_names(self, summary: str) -> str:
        """A change of codings in words, with the codes it is about called by name."""
        for where in _WHERE_CODES_STAND:
            if found := where.match(summary):
                start, end = found.span(str(found.lastgroup))
                named = "".join(map(self.called, re.split("(, | → )", summary[start:end])))
                return f"{summary[:start]}{named}{summary[end:]}"
        return summary

    def branch(self, code: str) -> tuple[Code, ...]:
        """A code and everything below it, in order."""
        return tuple(self._walk(self.find(code)))

    def _walk(self, code: Code) -> Iterator[Code]:
        yield code
        for child in self.children.get(code.id, ()):
            yield from self._walk(child)

    def facet(self, facet: str) -> Facet | None:
        """The facet with this id, None where the codebook declares no such facet."""
        return next((each for each in self.facets if each.id == facet), None)

    def value(self, code: str, facet: str) -> str:
        """A code's value of a facet, `""` where it has none or the code is not known."""
        found = self.by_id.get(code)
        return found.facets.get(facet, "") if found else ""
