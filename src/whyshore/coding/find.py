"""Find words in a text."""

import re


def find_all(text: str, wanted: str) -> list[tuple[int, int]]:
    """Every place where a text has these words, as positions in it.

    Case counts only where capitals were typed. Any white space matches any other, so that
    words are found across a line end. Positions are those of `text` itself: nothing is folded
    in a way that changes lengths.
    """
    words = wanted.split()
    if not words:
        return []
    pattern = r"\s+".join(re.escape(word) for word in words)
    flags = 0 if wanted != wanted.lower() else re.IGNORECASE
    return [match.span() for match in re.finditer(pattern, text, flags)]
