"""What YAML's syntax errors mean, in words a researcher can act on."""

import re
from bisect import bisect_right

import yaml

from whyshore.errors import Problem

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The safe loader, the fast one where PyYAML was built with it."""


def line_ends(text: str) -> list[int]:
    """Where every line of a text ends."""
    return [match.start() for match in re.finditer("\n", text)] or [len(text)]


def line_at(ends: list[int], index: int) -> int:
    """The line that holds a character, counted from 1."""
    return bisect_right(ends, index - 1) + 1


def syntax_problem(file: str, text: str, error: yaml.YAMLError) -> Problem:
    """The problem that an error of the YAML reader stands for."""
    error = _in_stable_words(text, error)
    ends = line_ends(text)
    position = getattr(error, "position", None)
    if isinstance(error, yaml.reader.ReaderError) and isinstance(position, int):
        what = f"The character U+{ord(text[position]):04X} cannot be in YAML."
        return Problem(file, what, line_at(ends, position), "Delete it.")
    context = getattr(error, "context_mark", None)
    mark = getattr(error, "problem_mark", None) or context
    if mark is None:
        return Problem(file, f"This is not valid YAML: {error}.")
    opened = line_at(ends, context.index) if context else 0
    said = f"{getattr(error, 'context', '') or ''} {getattr(error, 'problem', '') or ''}"
    what, fix, at_opening = _explain(said.strip(), text[mark.index : mark.index + 1])
    # What is left open is noticed far below, often at the end of the file.
    last = line_at(ends, len(text.rstrip()))
    line = opened if at_opening and opened else min(line_at(ends, mark.index), last)
    return Problem(file, what, line, fix)


def _in_stable_words(text: str, error: yaml.YAMLError) -> yaml.YAMLError:
    """The same error from PyYAML itself: libyaml words its own from version to version."""
    try:
        for _ in yaml.parse(text, Loader=yaml.SafeLoader):
            pass
    except yaml.YAMLError as again:
        return again
    return error


def _explain(said: str, character: str) -> tuple[str, str, bool]:
    """A syntax error in plain words, what to do, and whether it is where the thing opens."""
    if "cannot start any token" in said:
        if character == "\t":
            return "A tab is used for indentation.", "YAML takes only spaces there.", False
        what = f"Text cannot begin with {character} in YAML."
        return what, "Put the text into quotes.", False
    for part, what, fix in _SAYINGS:
        if part in said:
            return what, fix, what in _AT_OPENING
    return f"This is not valid YAML: {said}.", "", False


_OPEN_QUOTE = "A quote that opens here is never closed."
_OPEN_BRACKET = "A [ or { that opens here is not closed, or a comma is missing after an item."
_NO_COLON = "A key without a colon after it, or a line that lost its indentation."
_AT_OPENING = {_OPEN_QUOTE, _OPEN_BRACKET, _NO_COLON}
_SAYINGS = (
    (
        "mapping values are not allowed",
        "A colon with a space after it cannot stand inside text.",
        "Put the whole text into quotes, or check the indentation.",
    ),
    (
        "expected ',' or",
        _OPEN_BRACKET,
        "Close it, or put text that has brackets or commas into quotes.",
    ),
    (
        "found unexpected end of stream",
        _OPEN_QUOTE,
        "Close it; inside '…' a ' is written ''.",
    ),
    (
        "found unexpected document separator",
        _OPEN_QUOTE,
        "Close it; inside '…' a ' is written ''.",
    ),
    (
        "found unknown escape character",
        'A backslash inside "…" begins a special character that does not exist.',
        "Use '…' instead of \"…\", or write the backslash twice.",
    ),
    (
        "found undefined alias",
        "Text that begins with * is taken for an alias, and there is none of that name.",
        "Put the text into quotes.",
    ),
    ("found duplicate anchor", "Two anchors (`&name`) have the same name.", "Rename one of them."),
    (
        "while scanning an a",
        "Text that begins with * or & is taken for an alias or anchor.",
        "Put the text into quotes.",
    ),
    (
        "while scanning a tag",
        "Text that begins with ! is taken for a tag.",
        "Put the text into quotes.",
    ),
    (
        "undefined tag handle",
        "Text that begins with ! is taken for a tag.",
        "Put the text into quotes.",
    ),
    (
        "could not find expected ':'",
        _NO_COLON,
        "Write `key: value`; lines that go on are indented deeper than their key.",
    ),
    (
        "expected '<document start>'",
        "There is something here that is no part of the keys above.",
        "Text that begins with % goes into quotes; lines that go on are indented.",
    ),
    (
        "expected a single document",
        "A line of --- begins a second document.",
        "Keep one document in the file.",
    ),
    (
        "while scanning a directive",
        "Text that begins with % is taken for a directive.",
        "Put the text into quotes.",
    ),
    (
        "but found '<scalar>'",
        "Text goes on after its closing quote, or the line is indented wrongly.",
        "Put the whole text into quotes; inside '…' a ' is written ''.",
    ),
    (
        "expected <block end>",
        "The indentation of this line does not fit the lines above.",
        "Line it up with the keys or hyphens it belongs to.",
    ),
    (
        "not allowed here",
        "The indentation of this line does not fit the lines above.",
        "Line it up with the keys or hyphens it belongs to.",
    ),
)
