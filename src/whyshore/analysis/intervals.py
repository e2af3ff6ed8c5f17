"""How far off a percent from a sample may be, and how many respondents weights leave it."""

import math

from whyshore.analysis.distributions import Z95


def effective_base(total: float, squares: float) -> float | None:
    """Kish's effective number of respondents: the squared sum of weights by the sum of squares."""
    return total * total / squares if squares else None


def wilson(share: float, n: float, population: int = 0) -> tuple[float, float] | None:
    """Wilson's 95 per cent interval of a share; None where there is nobody.

    With the size of a finite population, its correction narrows the interval as if the sample
    were larger.
    """
    if n <= 0:
        return None
    if population > n > 1:
        n *= (population - 1) / (population - n)
    z2 = Z95**2
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z95 / (1 + z2 / n) * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)
