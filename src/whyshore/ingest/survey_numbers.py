"""Numbers as people write them: with decimal commas, or with words between them."""

import polars as pl

PLAIN = r"^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$"
_WITH_COMMA = r"^[-+]?(\d+|\d{1,3}(\.\d{3})+)(,\d+)?$"
_MAYBE_THOUSANDS = r"^[-+]?\d{1,3}(,\d{3})$"
_MOSTLY, _DIFFERENT = 0.9, 8
NO_ANSWER = frozenset({"n/a", "na", "n.a.", "-", "--", ".", "?", "nan", "null", "none", "missing"})
"""What stands for no answer between numbers."""


def with_points(cells: pl.Series, separator: str) -> pl.Series:
    """Numbers with decimal commas as numbers with points, in files that leave the comma to them.

    A column such as `1,100 2,350` is left as it is: it may have been meant in thousands.
    """
    if cells.dtype != pl.String or separator == ",":
        return cells
    commas = cells.str.contains(",", literal=True).fill_null(value=False)
    if not commas.any():
        return cells
    fits = cells.str.contains(_WITH_COMMA).fill_null(value=False)
    sure = fits & commas & ~cells.str.contains(_MAYBE_THOUSANDS).fill_null(value=False)
    if not sure.any() or (commas & ~fits).any():
        return cells
    pointed = cells.str.replace_all(".", "", literal=True).str.replace(",", ".", literal=True)
    return pl.select(pl.when(fits).then(pointed).otherwise(cells)).to_series()


def as_numbers(cells: pl.Series) -> pl.Series:
    """Words as the numbers they spell; the others are missing."""
    plain = cells.str.contains(PLAIN)
    return pl.select(pl.when(plain).then(cells)).to_series().cast(pl.Float64, strict=False)


def mostly_numbers(cells: pl.Series) -> bool:
    """Whether words are nearly all different numbers, so that the rest are slips or gaps."""
    if cells.dtype != pl.String or not cells.count():
        return False
    numbers = as_numbers(cells)
    return numbers.count() >= _MOSTLY * cells.count() and numbers.n_unique() > _DIFFERENT
