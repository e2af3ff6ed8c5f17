"""Change words in a transcript file and nothing else: encoding, line ends and the rest stay."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from whyshore.errors import FixableError
from whyshore.ingest.decode import MARKS, decode

Change = tuple[int, int, str]
"""The characters from start to end of the interview's text, and what is to stand there."""


def rewritten(raw: bytes, file: str, text: str, changes: Sequence[Change]) -> bytes:
    """The bytes of a file with words of its text changed; `text` is that below the front matter.

    Raises:
        FixableError: the file cannot be written back as it is, or its encoding has no such signs.
    """
    decoded = decode(raw, file)
    mark = next((mark for mark, _ in MARKS if raw.startswith(mark)), b"")
    try:
        whole = raw[len(mark) :].decode(decoded.encoding)
    except UnicodeDecodeError as error:
        raise _not_exact(file) from error
    if not decoded.text.endswith(text) or _settled(whole) != decoded.text:
        raise _not_exact(file)
    first = len(decoded.text) - len(text)
    pairs = _pairs(whole)
    parts, done = [], 0
    for start, end, new in sorted(changes):
        if "\n" in text[start:end] or "\n" in new:
            raise FixableError("An edit stays within one line of a transcript.")
        parts += [whole[done : _raw(first + start, pairs)], new]
        done = _raw(first + end, pairs)
    try:
        return mark + "".join([*parts, whole[done:]]).encode(decoded.encoding)
    except UnicodeEncodeError as error:
        sign = error.object[error.start : error.end]
        raise FixableError(
            f"{file} is in {decoded.encoding}, which has no “{sign}”. Save it as UTF-8 first, "
            "and run: whyshore sync"
        ) from error


def changed_lines(before: str, after: str) -> list[Change] | None:
    """The lines that differ between two texts with as many lines; None where they have not."""
    old, new = before.split("\n"), after.split("\n")
    if len(old) != len(new):
        return None
    changes: list[Change] = []
    at = 0
    for one, other in zip(old, new, strict=True):
        if one != other:
            changes.append((at, at + len(one), other))
        at += len(one) + 1
    return changes


def _settled(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _pairs(whole: str) -> list[int]:
    """Where, counted with settled line ends, each CR LF of a text is over."""
    return [found.start() + 1 - number for number, found in enumerate(re.finditer("\r\n", whole))]


def _raw(position: int, pairs: Sequence[int]) -> int:
    """A position with settled line ends as one with the line ends of the file."""
    return position + bisect_left(pairs, position + 1)


def _not_exact(file: str) -> FixableError:
    return FixableError(
        f"{file} cannot be written back exactly as it is (its encoding is damaged or unclear). "
        "Save it as UTF-8, run whyshore sync, and edit it then."
    )
