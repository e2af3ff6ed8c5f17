"""Whether other words of a corrected text have a better claim to a segment than those in its place.

Where two like paragraphs changed places, most words of the one stand where the other was. The
alignment then keeps both where they were; the words that differ say that they were exchanged.
"""

from collections.abc import Callable, Iterator

from whyshore.coding.moved import Whereabouts
from whyshore.coding.token_map import Tokens

_SHORT = 20
"""Characters; shorter words stand in many places and claim nothing."""
_ENDS = frozenset(".?!…:")
"""Signs that end a sentence, or the label of a speaker."""


def claims(where: Whereabouts, old: tuple[int, int], new: tuple[int, int]) -> list[int]:
    """Where the old words of a segment, or of its sentence, stand instead of in the place proposed.

    `old` and `new` are the first token and the one behind the last. What is given are first tokens
    of the segment in the new text; none where its place has the old words, or no other place has.
    """
    whole = _sentence(where, *old)
    for low, high in dict.fromkeys((whole, old)):
        found = _elsewhere(where, (low, high), (new[0] - old[0] + low, new[1] - old[1] + high))
        found = [at for at in found if at >= new[1] or at + high - low <= new[0]]
        if (low, high) != old:
            found = [at for at in found if not stayed(where, at, high - low)]
        if found:
            return [at + old[0] - low for at in found]
    return []


def _elsewhere(where: Whereabouts, old: tuple[int, int], here: tuple[int, int]) -> list[int]:
    """Where some old words stand, if the words that are here now are others."""
    texts = where.map
    was, now = texts.old.ids[slice(*old)], texts.new.ids[max(0, here[0]) : here[1]]
    if was == now or len(texts.said(was)) < _SHORT:
        return []
    return where.everywhere(was)


def stayed(where: Whereabouts, at: int, length: int) -> bool:
    """Whether these are words of the old text in their old place: a repetition, with no claim."""
    came = where.map.to_old[at : at + length]
    return came[0] >= 0 and came == list(range(came[0], came[0] + length))


def _sentence(where: Whereabouts, first: int, behind: int) -> tuple[int, int]:
    """The tokens of the sentences, within their lines, that a segment touches."""
    texts = where.map
    old = texts.old
    while first > 0 and not _cut(old.text, old.ends[first - 1], old.starts[first]):
        first -= 1
    while behind < len(old.ids) and not _cut(old.text, old.ends[behind - 1], old.starts[behind]):
        behind += 1
    return first, behind


def sentences(tokens: Tokens, first: int, behind: int) -> Iterator[tuple[int, int]]:
    """The sentences, within their lines, among some tokens: the first, and the one behind."""
    return stretches(tokens, first, behind, _cut)


def stretches(
    tokens: Tokens, first: int, behind: int, cut: Callable[[str, int, int], bool]
) -> Iterator[tuple[int, int]]:
    """Some tokens in parts; `cut` says whether one part ends between two places of the text."""
    low = first
    for at in range(first + 1, behind):
        if cut(tokens.text, tokens.ends[at - 1], tokens.starts[at]):
            yield low, at
            low = at
    yield low, behind


def _cut(text: str, end: int, start: int) -> bool:
    """Whether a sentence or a line ends between two tokens."""
    return text[end - 1] in _ENDS or "\n" in text[end:start]
