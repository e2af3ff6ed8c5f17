"""Which characters belong together on the screen: a letter with its accents, an emoji's parts.

A step by character goes over a whole cluster. Stored positions stay exact: a cursor may be put
anywhere, and a coding that begins inside a cluster keeps its place.
"""

from whyshore.tui.display_text import CONTINUES, display, is_narrow, kinds

_AROUND = 256
"""How far a cluster is looked for; only a text made to be hostile has longer ones."""


def cluster_at(text: str, position: int) -> tuple[int, int] | None:
    """Start and end of the cluster that holds a position, None outside the text."""
    if not 0 <= position < len(text):
        return None
    if text[position] == "\n" or is_narrow(text, max(0, position - 1), position + 2):
        return position, position + 1
    first, last = _stretch(text, position)
    kind = kinds(display(text[first:last]))
    start = end = position - first
    while start > 0 and kind[start] == CONTINUES:
        start -= 1
    end += 1
    while end < len(kind) and kind[end] == CONTINUES:
        end += 1
    return first + start, first + end


def _stretch(text: str, position: int) -> tuple[int, int]:
    """A piece of one line around a position that neither begins nor ends inside a cluster.

    It begins at a plain character, if there is one near enough.
    """
    line_start, line_end = text.rfind("\n", 0, position) + 1, text.find("\n", position)
    first = max(line_start, position - 1)
    while first > max(line_start, position - _AROUND) and not is_narrow(text, first, first + 1):
        first -= 1
    last = position + _AROUND if line_end < 0 else min(line_end, position + _AROUND)
    return first, min(last, len(text))
