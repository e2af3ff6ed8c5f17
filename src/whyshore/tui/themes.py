"""The themes of high contrast, what a terminal with few colours gets, and how a theme is chosen."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from textual.theme import Theme

STRIPE_CONTRAST = "stripe-contrast"
"""The variable of a theme that says how far codes' colours have to stand out from the ground."""

CONTRAST_DARK = Theme(
    name="contrast-dark",
    primary="#ffd400",
    secondary="#7fd4ff",
    warning="#ffb000",
    error="#ff9c9c",
    success="#7dff9a",
    accent="#7fd4ff",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    boost="#262626",
    dark=True,
    text_alpha=1.0,
    variables={
        STRIPE_CONTRAST: "7",
        "text": "auto",
        "text-muted": "#d6d6d6",
        "text-disabled": "#b4b4b4",
        "text-warning": "#ffd980",
        "text-primary": "#ffd400",
        "text-accent": "#7fd4ff",
        "text-error": "#ff9c9c",
        "warning-muted": "#4a3300",
        "surface-lighten-2": "#a8a8a8",
        "surface-lighten-3": "#a8a8a8",
        "block-cursor-foreground": "#000000",
        "block-cursor-background": "#ffd400",
        "block-cursor-blurred-foreground": "#ffffff",
        "block-cursor-blurred-background": "#3a3a3a",
        "input-cursor-background": "#ffffff",
        "input-cursor-foreground": "#000000",
        "scrollbar": "#a8a8a8",
        "scrollbar-background": "#000000",
    },
)
CONTRAST_LIGHT = Theme(
    name="contrast-light",
    primary="#00307a",
    secondary="#00307a",
    warning="#6b3a00",
    error="#8a0000",
    success="#004d1a",
    accent="#5b0077",
    foreground="#000000",
    background="#ffffff",
    surface="#ffffff",
    panel="#e8e8e8",
    boost="#ececec",
    dark=False,
    text_alpha=1.0,
    variables={
        STRIPE_CONTRAST: "7",
        "text": "auto",
        "text-muted": "#303030",
        "text-disabled": "#4a4a4a",
        "text-warning": "#4f2b00",
        "text-primary": "#00307a",
        "text-accent": "#5b0077",
        "text-error": "#8a0000",
        "warning-muted": "#ffe7a8",
        "surface-lighten-2": "#5a5a5a",
        "surface-lighten-3": "#5a5a5a",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-background": "#00307a",
        "block-cursor-blurred-foreground": "#000000",
        "block-cursor-blurred-background": "#d0d0d0",
        "input-cursor-background": "#000000",
        "input-cursor-foreground": "#ffffff",
        "scrollbar": "#5a5a5a",
        "scrollbar-background": "#ffffff",
    },
)
HIGH_CONTRAST = (CONTRAST_DARK, CONTRAST_LIGHT)
WITHOUT_COLOURS = "ansi-dark"
"""The theme that NO_COLOR brings: with it just the terminal's own colours are written."""
FULL = "truecolor"
"""What Rich calls a terminal that shows every colour as it is."""


def contrast_wanted(variables: Mapping[str, str]) -> float:
    """How far codes' colours have to stand out in a theme; WCAG 2 asks for 3."""
    return float(variables.get(STRIPE_CONTRAST, 3))


def unknown_theme(name: str, themes: Iterable[str]) -> str:
    """What to say of a theme that does not exist: the closest ones, or where all are listed."""
    known = sorted(themes)
    by_lower = {theme.casefold(): theme for theme in known}
    close = [by_lower[each] for each in get_close_matches(name.casefold(), by_lower, cutoff=0.5)]
    close = close or [theme.name for theme in HIGH_CONTRAST] + ["textual-dark", "textual-light"]
    return (
        f"whyshore.toml: there is no theme “{name}”. Closest: {', '.join(close)}. "
        "All are listed in the palette (Ctrl+P, then “theme”)."
    )
