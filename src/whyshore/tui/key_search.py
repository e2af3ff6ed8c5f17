"""Find what a key does by everyday words, also by those that other programs have for it."""

import re
from collections.abc import Collection, Iterator
from functools import cache

SAME = {
    "add": "create new",
    "branch": "tree group",
    "case": "attribute company participant person unit variable",
    "change": "edit update",
    "character": "letter",
    "close": "collapse hide",
    "code": "category label node tag",
    "coded": "excerpts quotations quotes retrieved",
    "coding": "highlight quotation segment",
    "copy": "cite clipboard",
    "delete": "erase remove",
    "find": "look query search",
    "found": "hit match result search",
    "fold": "hide show sidebar",
    "guide": "outline questions sections structure topics",
    "history": "audit journal log trail versions",
    "interview": "document file source transcript",
    "join": "combine merge",
    "list": "show",
    "make": "add create",
    "memo": "annotation comment note",
    "merge": "combine join unite",
    "move": "put",
    "new": "add create",
    "open": "expand view",
    "put": "apply add assign",
    "remove": "delete erase",
    "select": "mark",
    "show": "hide",
    "shrink": "resize shorter",
    "split": "cut divide",
    "stretch": "extend longer resize",
    "undo": "revert",
    "without": "gap uncoded",
}
"""Words of the table of keys, each with others that mean the same to those who search."""

_WORDS = re.compile(r"\w+")


def likeness(query: str, *told: str) -> int:
    """How well texts answer a query, 0 where they do not: each of its words has to begin one.

    The earlier the text that completes it, the better; a first text that begins as the query does
    comes before all, words that mean the same as those of the first text come last.
    """
    wanted = _words(query)
    if not wanted:
        return 0
    if " ".join(_words(told[0])).startswith(" ".join(wanted)):
        return len(told) + 2
    known: set[str] = set()
    for place, text in enumerate(told):
        known.update(_words(text))
        if _all_begin(wanted, known):
            return len(told) + 1 - place
    known.update(_same_as(_words(told[0])))
    return 1 if _all_begin(wanted, known) else 0


def where_begun(query: str, text: str) -> Iterator[tuple[int, int]]:
    """Where in a text the words of a query stand at the beginning of one."""
    for word in _words(query):
        for found in re.finditer(rf"\b{re.escape(word)}", text, re.IGNORECASE):
            yield found.span()


@cache
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORDS.findall(text.casefold()))


def _all_begin(wanted: Collection[str], known: Collection[str]) -> bool:
    return all(any(word.startswith(_one_of(each)) for word in known) for each in wanted)


def _one_of(word: str) -> str:
    """A word without the sign of many, so that “codes” is found by “code” and the other way."""
    return word.removesuffix("s") if len(word) > 3 else word  # noqa: PLR2004


@cache
def _same_as(known: tuple[str, ...]) -> frozenset[str]:
    return frozenset(
        other
        for word, others in SAME.items()
        if word in known or f"{word}s" in known
        for other in others.split()
    )
