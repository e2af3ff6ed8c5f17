"""p-values adjusted for the number of tests in one family."""

from collections.abc import Sequence

from whyshore.domain.cross_tab import Correction


def adjusted(values: Sequence[float], method: Correction) -> list[float]:
    """The adjusted p-values, in the order of the raw ones."""
    if method is Correction.BONFERRONI:
        return [min(1.0, p * len(values)) for p in values]
    if method is Correction.HOLM:
        return _holm(values)
    if method is Correction.BH:
        return _benjamini_hochberg(values)
    return list(values)


def _holm(values: Sequence[float]) -> list[float]:
    """Step down: the smallest times n, the next times n - 1, never below the one before."""
    result = [1.0] * len(values)
    reached = 0.0
    for rank, place in enumerate(_by_size(values)):
        reached = max(reached, min(1.0, values[place] * (len(values) - rank)))
        result[place] = reached
    return result


def _benjamini_hochberg(values: Sequence[float]) -> list[float]:
    """Step up: the largest as it is, each smaller one times n / rank, never above the next."""
    result = [1.0] * len(values)
    reached = 1.0
    for rank, place in reversed(list(enumerate(_by_size(values), start=1))):
        reached = min(reached, values[place] * len(values) / rank)
        result[place] = reached
    return result


def _by_size(values: Sequence[float]) -> list[int]:
    return sorted(range(len(values)), key=values.__getitem__)
