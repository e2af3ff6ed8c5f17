"""Code colours that stay readable on the ground of any theme."""

from textual.color import Color

NEUTRAL = "#888888"
"""The colour of a code that the codebook gives none."""


def readable(colour: Color, ground: Color, contrast: float = 3) -> Color:
    """A colour of the same hue that stands out from the ground.

    The contrast is the ratio of WCAG 2; 3 is what it asks of signs and large letters.
    """
    towards = Color.parse("white" if luminance(ground) < 0.4 else "black")  # noqa: PLR2004
    shades = (colour.blend(towards, step / 10) for step in range(10))
    return next((each for each in shades if contrast_of(each, ground) >= contrast), towards)


def contrast_of(one: Color, other: Color) -> float:
    """The contrast ratio of two colours as WCAG 2 defines it, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: Color) -> float:
    """The relative luminance of a colour as WCAG 2 defines it, 0 to 1."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
        for part in colour.normalized
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
