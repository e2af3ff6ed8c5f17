"""The names of keys: as people write them in `whyshore.toml`, and as Textual calls them."""

import unicodedata

NAMED = (
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
    *("insert", "delete", "backspace", "enter", "escape", "tab", "space"),
    *(f"f{number}" for number in range(1, 13)),
)
"""Keys that are no character."""

MODIFIERS = ("ctrl", "alt", "shift")

_SPELLINGS = {
    "esc": "escape",
    "del": "delete",
    "ins": "insert",
    "return": "enter",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "page_up": "pageup",
    "page_down": "pagedown",
    "control": "ctrl",
    "strg": "ctrl",
    "←": "left",
    "→": "right",
    "↑": "up",
    "↓": "down",
    "⏎": "enter",
    "⌫": "backspace",
    "⇥": "tab",
    " ": "space",
}
_CALLED_OTHERWISE = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
_SENT_AS = {
    "ctrl+m": "enter",
    "ctrl+i": "tab",
    "ctrl+h": "backspace",
    "ctrl+j": "enter",
    "ctrl+left_square_bracket": "escape",
}
"""Keys that terminals cannot tell from others."""


class KeyNameError(ValueError):
    """A name that is no key, or a key that cannot be used; the message says why."""


def key_called(written: str) -> str:
    """The key that is meant by what somebody wrote, such as `Ctrl+F`, `f9`, `PgDn` or `?`.

    Raises:
        KeyNameError: there is no such key, or terminals do not tell it from another.
    """
    *modifiers, last = _parts(written)
    if any(each not in MODIFIERS for each in modifiers) or not last:
        raise KeyNameError(f"“{written}” is no key")
    if "shift" in modifiers and len(last) == 1:
        last, modifiers = last.upper(), [each for each in modifiers if each != "shift"]
    if modifiers and len(last) == 1:
        last = last.lower()  # terminals send the same for ctrl+f and ctrl+F
    if len(last) > 1 and last not in NAMED:
        raise KeyNameError(f"“{written}” is no key")
    ordered = [each for each in MODIFIERS if each in modifiers]
    key = "+".join([*ordered, _character_name(last) if len(last) == 1 else last])
    if key in _SENT_AS:
        raise KeyNameError(f"Terminals send {_SENT_AS[key]} for “{written}”")
    return key


def key_pressed(key: str, character: str | None) -> str:
    """A key as the table of keys names it: letters as they are typed."""
    if character and len(character) == 1 and character.isalpha():
        return character
    return key


def typed_by(key: str) -> str | None:
    """The character that a key types, None for a key that types none."""
    if len(key) == 1:
        return key
    if key == "space":
        return " "
    return next((each for each in _PUNCTUATION if _character_name(each) == key), None)


_PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"


def _parts(written: str) -> list[str]:
    """The modifiers and the key; a `+` at the end is the key itself."""
    text = written if len(written) == 1 else written.strip()
    if len(text) == 1:
        return [_SPELLINGS.get(text, text)]
    parts = [each.strip() for each in text.removesuffix("++").split("+")]
    if text.endswith("++"):
        parts.append("+")
    # A single letter keeps its case, as S is another key than s.
    folded = [each if len(each) == 1 else each.lower() for each in parts]
    return [_SPELLINGS.get(each, each) for each in folded]


def _character_name(character: str) -> str:
    """A character's key as Textual calls it."""
    if character.isalnum():
        return character
    named = unicodedata.name(character, character).lower().replace("-", "_").replace(" ", "_")
    return _CALLED_OTHERWISE.get(named, named)
