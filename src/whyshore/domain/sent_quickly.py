"""Plain objects that go from process to process by the thousand."""

from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeVar

Plain = TypeVar("Plain", bound=type[Any])


def sent_quickly(cls: Plain) -> Plain:
    """A frozen dataclass that is pickled by its constructor and in half the time.

    Python sets a frozen object with slots field by field instead. What an object holds beside
    its fields is not kept.
    """
    values_of = attrgetter(*(field.name for field in fields(cls)))

    def reduced(self: object) -> tuple[type[Any], tuple[Any, ...]]:
        return cls, values_of(self)

    setattr(cls, "__reduce__", reduced)  # noqa: B010 - the type checker holds it to `object`'s
    return cls
