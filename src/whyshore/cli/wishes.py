"""What a command is asked for, as one object with a field for each argument and option.

It is told once, and read twice: Typer reads it for help and mistakes (`typer_wishes.py`), and
`read_plainly` reads the ordinary case itself, as Typer takes a tenth of a second to load.
"""

from collections.abc import Callable, Sequence
from dataclasses import MISSING, Field, dataclass, field, fields
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

Wish = TypeVar("Wish")
_TOLD = "told"


@dataclass(frozen=True, slots=True)
class Told:
    """What a field is for its user; without a flag it is an argument."""

    help: str
    flags: tuple[str, ...] = ()
    read: Callable[[str], object] = str
    many: bool = False
    least: int | None = None
    most: int | None = None


def argument(text: str) -> Any:  # noqa: ANN401 - as dataclasses.field, of the type it stands for
    """A word without a flag; it has to be there."""
    return field(metadata={_TOLD: Told(text)})


def option(
    flags: str,
    text: str,
    default: object = "",
    *,
    read: Callable[[str], object] = str,
    bounds: tuple[int | None, int | None] = (None, None),
) -> Any:  # noqa: ANN401
    """An option; its flags stand side by side, as `--project -p`, or `--total/--no-total`."""
    told = Told(text, tuple(flags.split()), read, least=bounds[0], most=bounds[1])
    return field(default=default, metadata={_TOLD: told})


def several(flags: str, text: str) -> Any:  # noqa: ANN401
    """An option that may be given again and again."""
    told = Told(text, tuple(flags.split()), many=True)
    return field(default=(), metadata={_TOLD: told})


def fields_of(kind: type) -> tuple[Field[Any], ...]:
    """The fields of a wish."""
    return fields(kind)


def told_of(each: Field[Any]) -> Told:
    """What was told of a field."""
    told: Told = each.metadata[_TOLD]
    return told


def required(each: Field[Any]) -> bool:
    """Whether a field has to be given."""
    return each.default is MISSING


@dataclass(frozen=True, slots=True)
class _Flag:
    """A word that sets a field: to something, or to what comes after it."""

    name: str
    told: Told
    sets: bool | None


def read_plainly(kind: type[Wish], words: Sequence[str]) -> Wish | None:
    """The wish that some words make; None where they are out of the ordinary.

    Help, mistakes and abbreviations are Typer's business, and so are they here: None.
    """
    flags = _flags_of(kind)
    found: dict[str, Any] = {}
    loose: list[str] = []
    rest = list(words)
    while rest:
        word, joined, value = rest.pop(0).partition("=")
        if not word.startswith("-"):
            loose.append(word + joined + value)
            continue
        flag = flags.get(word)
        if flag is None or not _set(flag, value if joined else None, rest, found):
            return None
    names = [each.name for each in fields_of(kind) if not told_of(each).flags]
    if len(names) != len(loose):
        return None
    return kind(**found, **dict(zip(names, loose, strict=True)))


def _flags_of(kind: type) -> dict[str, _Flag]:
    found = {}
    for each in fields_of(kind):
        told = told_of(each)
        for flag in told.flags:
            yes, _, no = flag.partition("/")
            truth = True if isinstance(each.default, bool) else None
            found[yes] = _Flag(each.name, told, truth)
            if no:
                found[no] = _Flag(each.name, told, sets=False)
    return found


def _set(flag: _Flag, given: str | None, rest: list[str], found: dict[str, Any]) -> bool:
    """Take a flag with its value; whether that went as it should."""
    if flag.sets is not None:
        found[flag.name] = flag.sets
        return given is None
    if given is None and (not rest or rest[0].startswith("-")):
        return False
    value = _value(flag.told, rest.pop(0) if given is None else given)
    if flag.told.many:
        value = (*found.get(flag.name, ()), value)
    found[flag.name] = value
    return value is not None


def _value(told: Told, word: str) -> object:
    """A value as the wish wants it; None where it cannot be."""
    try:
        value = told.read(word)
    except ValueError:
        return None
    if isinstance(value, int):
        low, high = told.least, told.most
        fits = (low is None or low <= value) and (high is None or value <= high)
        return value if fits and word.lstrip("-").isdecimal() else None
    return value


def as_path(word: str) -> Path:
    """A file or folder."""
    return Path(word)


def chosen(kind: type[StrEnum]) -> Callable[[str], object]:
    """One of some words."""
    return kind
