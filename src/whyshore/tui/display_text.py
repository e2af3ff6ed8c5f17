"""Show any text without harm, and know how many cells it takes.

Interviews come from everywhere, so they may hold control sequences that drive a terminal,
marks that turn the reading direction around, and characters that no two terminals measure
alike. Positions in the shown text are those of the stored text: nothing is added or left out.
"""

import re
import unicodedata
from collections.abc import Iterator

from rich.cells import get_character_cell_size, split_graphemes

TAB_STOPS = 4
"""Tab stops are this many cells apart, counted from where the text begins."""

CONTINUES, NARROW, WIDE, SPACE, TAB = range(5)
"""The kinds of characters, as far as a row of cells needs to know them.

`CONTINUES` is drawn in the cells of the character before; the others start a cluster.
"""

_REPLACED = 0xFFFD
_PICTURES = 0x2400
_DELETE, _DELETE_PICTURE = 0x7F, 0x2421
_LINE_END = ord("↵")
_INVISIBLE = ord("·")
_UNICODE_LINE_ENDS = frozenset("\x0b\x0c\x85\u2028\u2029")
# Soft hyphen, zero-width space and joiner, byte-order mark, bidirectional controls and
# interlinear marks: they hide words or put them into another order.
_HIDING = frozenset("\u00ad\u180e\u200b\u2060\ufeff\ufff9\ufffa\ufffb\U000e0001") | frozenset(
    map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x2070)))
)
_NEITHER_CHARACTER_NOR_KNOWN = frozenset({"Cc", "Cs", "Co"})
_TAGS = 0xE0000


class _ShownAs(dict[int, int]):
    """What each code point is shown as; worked out when it is first met."""

    def __missing__(self, code: int) -> int:
        self[code] = shown = _shown_as(code)
        return shown


def _shown_as(code: int) -> int:
    character = chr(code)
    if character in "\t\n":
        return code
    if character in _UNICODE_LINE_ENDS:
        return _LINE_END
    if code < ord(" "):
        return _PICTURES + code
    if code == _DELETE:
        return _DELETE_PICTURE
    if character in _HIDING:
        return _INVISIBLE
    return _REPLACED if _is_unknown(code) else code


def _is_unknown(code: int) -> bool:
    """Whether terminals cannot agree on a code point, since Unicode says nothing of it."""
    category = unicodedata.category(chr(code))
    if category == "Cn":
        never_assigned = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF  # noqa: PLR2004
        # Rich knows newer characters than this Python may; it measures unknown ones as 1.
        return never_assigned or code >= _TAGS or get_character_cell_size(chr(code)) == 1
    return category in _NEITHER_CHARACTER_NOR_KNOWN


class _KindOf(dict[int, int]):
    """The kind of each shown code point; worked out when it is first met."""

    def __missing__(self, code: int) -> int:
        self[code] = kind = min(WIDE, get_character_cell_size(chr(code)))
        return kind


_SHOWN_AS = _ShownAs()
_KIND_OF = _KindOf({ord(" "): SPACE, ord("\t"): TAB})

# What is shown as itself in one cell: Latin, Greek, Cyrillic, Armenian; Hebrew and Arabic
# without points; Georgian; dashes, quotes, currency, arrows, mathematics, boxes. Written out,
# as asking Rich for each at start-up takes longer than drawing; a test asks Rich for all.
_NARROW_CLASS = (
    r"\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038c"
    r"\u038e-\u03a1\u03a3-\u0482\u048a-\u052f\u0531-\u0556\u0559-\u058a\u058d-\u058f\u05d0-\u05ea"
    r"\u0620-\u064a\u10a0-\u10c5\u10c7\u10cd\u10d0-\u10ff\u1e00-\u1f15\u1f18-\u1f1d\u1f20-\u1f45"
    r"\u1f48-\u1f4d\u1f50-\u1f57\u1f59\u1f5b\u1f5d\u1f5f-\u1f7d\u1f80-\u1fb4\u1fb6-\u1fc4"
    r"\u1fc6-\u1fd3\u1fd6-\u1fdb\u1fdd-\u1fef\u1ff2-\u1ff4\u1ff6-\u1ffe\u2000-\u200a\u2010-\u2027"
    r"\u202f-\u205f\u2070-\u2071\u2074-\u208e\u2090-\u209c\u20a0-\u20c0\u2100-\u218b\u2190-\u2193"
    r"\u2196-\u2319\u231c-\u2328\u232b-\u23e8\u23ed-\u23ef\u23f1-\u23f2\u23f4-\u2426\u2440-\u244a"
    r"\u2460-\u25fc\u25ff"
)
_NARROW = re.compile(f"[{_NARROW_CLASS}]*+")
NOT_NARROW = re.compile(f"[^{_NARROW_CLASS}\n]")
"""The first character in a line that is not simply one cell."""

# Neither the letters that make flags nor the tones: these join by rules of their own.
_EMOJI = (
    "[\u2194\u2195\u2600-\u27bf\u2b00-\u2bff"
    "\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff]"
)
_TONE = "\U0001f3fb-\U0001f3ff"
_JOINER = "\u200d"
# An emoji may take a tone and be joined to others; four is the most that is in use. Rich
# measures whatever follows a joiner as nothing, so other joiners would overrun the row.
_JOINED = re.compile(
    f"{_EMOJI}[\ufe0f{_TONE}]{{0,2}}(?:{_JOINER}{_EMOJI}[\ufe0f{_TONE}]{{0,2}}){{0,3}}"
    f"|([{_JOINER}{_TONE}])"
)
_NEEDS_EMOJI = re.compile(f"[{_JOINER}{_TONE}]")
_NON_JOINER = "\u200c"

_MEASURED_TOGETHER = re.compile("[\u200d\ufe0f]")
_ISLAND = re.compile(f"[{_NARROW_CLASS}]?[^{_NARROW_CLASS}\t\n]+")
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")


def display(text: str) -> str:
    """The text as it may be written to a terminal, of the same length.

    Controls become their pictures, hidden marks a dot, other line ends `↵` and what nobody
    can draw `�`. Tabs and line feeds stay: the layout expands and breaks there.
    """
    if is_narrow(text):
        return text
    shown = text.translate(_SHOWN_AS)
    return _JOINED.sub(_keep_joined, shown) if _NEEDS_EMOJI.search(shown) else shown


def _keep_joined(match: re.Match[str]) -> str:
    stray = match[1]
    if stray is None:
        return match[0]
    return _NON_JOINER if stray == _JOINER else chr(_REPLACED)


def is_narrow(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether every character is shown as it is, in one cell. Tabs and line ends are not."""
    end = len(text) if end is None else end
    match = _NARROW.match(text, start, end)
    return match is not None and match.end() == end


def kinds(shown: str) -> bytearray:
    """The kind of each character of a displayed text without line ends."""
    found = bytearray(shown.translate(_KIND_OF), "latin-1")
    if _MEASURED_TOGETHER.search(shown):
        for island in _ISLAND.finditer(shown):
            if _MEASURED_TOGETHER.search(island[0]):
                _measure(island, found)
    for flag in _FLAG.finditer(shown):
        found[flag.start() : flag.end()] = bytes((WIDE, CONTINUES))
    return found


def _measure(island: re.Match[str], found: bytearray) -> None:
    """Put in what joiners and emoji selectors make of the characters before them."""
    start = island.start()
    for first, end, cells in split_graphemes(island[0])[0]:
        # A space keeps its kind, as rows may break behind it.
        if found[start + first] != SPACE:
            found[start + first] = cells
        found[start + first + 1 : start + end] = bytes(end - first - 1)


def cell_spans(shown: str) -> Iterator[tuple[int, int, int]]:
    """Start, end and cells of every cluster of a displayed text; tabs reach to their stop."""
    kind = kinds(shown)
    column = 0
    start = 0
    while start < len(kind):
        end = start + 1
        while end < len(kind) and kind[end] == CONTINUES:
            end += 1
        cells = cells_of(kind[start], column)
        yield start, end, cells
        column += cells
        start = end


def cells_of(kind: int, column: int) -> int:
    """How many cells a character takes that starts in this column."""
    if kind == TAB:
        return TAB_STOPS - column % TAB_STOPS
    return NARROW if kind == SPACE else kind
