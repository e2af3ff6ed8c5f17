"""Tail probabilities of the distributions that tests refer to, with the standard library alone.

Chi-square through the incomplete gamma function, F through the incomplete beta function, each by
series or continued fraction (Numerical Recipes, 6.2 and 6.4), good to about twelve digits.
"""

import math

_PRECISE = 1e-15
_TINY = 1e-300
_MOST_STEPS = 10_000
Z95 = 1.959963984540054
"""How many standard deviations a 95 per cent interval reaches."""


def normal_two_sided(z: float) -> float:
    """How likely a standard normal value is at least as far from 0 as `z`."""
    return math.erfc(abs(z) / math.sqrt(2))


def chi_square_tail(statistic: float, df: float) -> float:
    """How likely a chi-square value is at least `statistic`."""
    if statistic <= 0:
        return 1.0
    return _upper_gamma(df / 2, statistic / 2)


def f_tail(statistic: float, df1: float, df2: float) -> float:
    """How likely an F value is at least `statistic`."""
    if statistic <= 0:
        return 1.0
    return incomplete_beta(df2 / 2, df1 / 2, df2 / (df2 + df1 * statistic))


def _upper_gamma(a: float, x: float) -> float:
    """The regularised upper incomplete gamma function."""
    scale = math.exp(-x + a * math.log(x) - math.lgamma(a))
    if x < a + 1:
        return max(0.0, 1.0 - scale * _gamma_series(a, x))
    return scale * _gamma_fraction(a, x)


def _gamma_series(a: float, x: float) -> float:
    term = total = 1 / a
    for step in range(1, _MOST_STEPS):
        term *= x / (a + step)
        total += term
        if abs(term) < abs(total) * _PRECISE:
            break
    return total


def _gamma_fraction(a: float, x: float) -> float:
    b = x + 1 - a
    c = 1 / _TINY
    d = 1 / b
    h = d
    for step in range(1, _MOST_STEPS):
        factor = -step * (step - a)
        b += 2
        d = 1 / _off_zero(factor * d + b)
        c = _off_zero(b + factor / c)
        h *= d * c
        if abs(d * c - 1) < _PRECISE:
            break
    return h


def _off_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY


def incomplete_beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    if x < (a + 1) / (a + b + 2):
        return front * _beta_fraction(a, b, x) / a
    return 1 - front * _beta_fraction(b, a, 1 - x) / b


def _beta_fraction(a: float, b: float, x: float) -> float:
    c = 1.0
    d = 1 / _off_zero(1 - (a + b) * x / (a + 1))
    h = d
    for m in range(1, _MOST_STEPS):
        for factor in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / _off_zero(1 + factor * d)
            c = _off_zero(1 + factor / c)
            h *= d * c
        if abs(d * c - 1) < _PRECISE:
            break
    return h
