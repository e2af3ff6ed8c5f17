"""Text for a terminal: aligned by what a terminal shows, and harmless to it."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

GAP = "  "
NARROWEST = 8
"""No column is cut below this many terminal cells."""

_LINE_ENDS = re.compile(r"\r\n|[\r\u2028\u2029]")
_BREAKS = re.compile(r"[^\S \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_HARMFUL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_DIRECTION_MARKS = "\u061c\u200e\u200f"
_NUMBER = re.compile(r"\d+( of \d+)?|")


def harmless(text: str) -> str:
    r"""Text that cannot steer a terminal or turn its own reading order around.

    Control characters show as their pictures (an escape as `␛`); those without a picture,
    characters that switch the reading direction, and halves of characters show as `�`. The
    lone direction marks of right-to-left text are invisible, and left out. Line ends become
    `\n`; tabs stay.
    """
    return _HARMFUL.sub(lambda found: _picture(found[0]), _LINE_ENDS.sub("\n", text))


def _picture(char: str) -> str:
    if char in _DIRECTION_MARKS:
        return ""
    if char == "\x7f":
        return "␡"
    return chr(0x2400 + ord(char)) if char < " " else "\ufffd"


def one_line(text: str) -> str:
    """Harmless text on one line: white space with a line break or tab in it becomes a space."""
    folded = re.sub(r"\s+", lambda gap: " " if _BREAKS.search(gap[0]) else gap[0], text)
    return harmless(folded).strip()


def cells_wide(text: str) -> int:
    """How many terminal cells a text takes up."""
    return sum(map(_cells, text))


@lru_cache(maxsize=4096)
def _cells(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me", "Cf"} and char != "\u00ad":
        return 0
    if "\u1160" <= char <= "\u11ff":  # the later parts of a Korean syllable join the first
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def cut(text: str, width: int) -> str:
    """Text that takes up at most `width` cells, with `…` where something was cut off."""
    if cells_wide(text) <= width:
        return text
    return f"{_start(text, width - 1).rstrip()}…"


def _start(text: str, width: int) -> str:
    """As much of the start of a text as fits, together with the marks on its last letter."""
    taken = 0
    for place, char in enumerate(text):
        taken += _cells(char)
        if taken > width:
            return text[:place]
    return text


def wrap(text: str, width: int | None, indent: str = "") -> str:
    """Text broken at spaces into lines of at most `width` cells; one line where it is None."""
    line = one_line(text)
    room = None if width is None else max(1, width - cells_wide(indent))
    lines = [line] if room is None else list(_lines(line, room))
    return "\n".join(f"{indent}{each}" for each in lines)


def _lines(text: str, width: int) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if cells_wide(joined) <= width:
            line = joined
            continue
        if line:
            yield line
        *full, line = _pieces(word, width)
        yield from full
    yield line


def _pieces(word: str, width: int) -> list[str]:
    """A word in pieces that fit; a character wider than the room gets a line of its own."""
    pieces = []
    while (piece := _start(word, width) or word[:1]) != word:
        pieces.append(piece)
        word = word[len(piece) :]
    return [*pieces, word]


def rows_as_text(
    headings: Sequence[str], rows: Sequence[Sequence[str]], *, width: int | None = None
) -> str:
    """A table with aligned columns, numbers to the right; no line is longer than `width`.

    Where it is too wide, the widest columns are cut, none below eight cells: a table of
    many columns may still be wider.
    """
    shown = [[_cell(cell) for cell in row] for row in (headings, *rows)]
    columns = [list(column) for column in zip(*shown, strict=True)]
    widths = _narrowed([max(map(cells_wide, column)) for column in columns], width)
    right = [all(_NUMBER.fullmatch(cell) for cell in column[1:]) for column in columns]
    lines = [_line(row, widths, right) for row in shown]
    return "\n".join([lines[0], GAP.join("─" * each for each in widths), *lines[1:]])


def _cell(text: str) -> str:
    """A cell on one line; spaces at its start show the depth of a code, and are kept."""
    return " " * (len(text) - len(text.lstrip(" "))) + one_line(text)


def _narrowed(widths: Sequence[int], width: int | None) -> list[int]:
    narrowed = list(widths)
    if width is None:
        return narrowed
    room = width - len(GAP) * (len(narrowed) - 1)
    while sum(narrowed) > room and max(narrowed) > NARROWEST:
        narrowed[narrowed.index(max(narrowed))] -= 1
    return narrowed


def _line(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    return GAP.join(
        aligned(cut(cell, width), width, right=to_right)
        for cell, width, to_right in zip(row, widths, right, strict=True)
    ).rstrip()


def aligned(cell: str, width: int, *, right: bool) -> str:
    """A text with as many spaces before or after it as fill a width."""
    space = " " * (width - cells_wide(cell))
    return space + cell if right else cell + space
