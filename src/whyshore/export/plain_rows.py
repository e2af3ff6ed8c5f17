"""A table of words, before any format has its say."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rows:
    """A table of words; every row has a cell for each heading."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
