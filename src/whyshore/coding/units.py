"""Find the word, paragraph, sentence or turn at, after or before a position.

Each look-up reads only what lies around the position, never the whole text, so that a key
press costs the same in a transcript of any length.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from operator import itemgetter

Span = tuple[int, int]

# Python's \w leaves out the marks that belong to letters: accents, vowel signs, vowel points.
# From Devanagari to Myanmar letters and marks alternate, so all but the punctuation is taken.
MARKS = (
    r"\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    r"\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0"
    r"\u0900-\u0963\u0966-\u0df3\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u1049"
    r"\u135d-\u135f\u1780-\u17d3\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff"
    r"\u302a-\u302f\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f"
)
# Scripts written without spaces, where each character serves as a word.
_UNSPACED = (
    r"\u3040-\u309f\u30a0-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_JOINERS = r"'’ʼ＇·\u2010\u2011\-"

LETTER = rf"[^\W{_UNSPACED}]"


@cache
def _word() -> re.Pattern[str]:
    """A word; made when it is first needed, which takes a few milliseconds.

    Possessive, so that a run of any length is read once.
    """
    return re.compile(
        rf"[{_UNSPACED}][{MARKS}]*+"
        rf"|{LETTER}(?:{LETTER}++|[{MARKS}]|[{_JOINERS}](?={LETTER})|(?<=\d)[.,](?=\d))*+"
    )


@cache
def _last_restart() -> re.Pattern[str]:
    """Where no word can go on: reading words from here finds the same as from the beginning.

    `re` only searches forwards, but a greedy `.*` gives back what it took one by one from the
    end, and so finds the last place at the cost of the way back to it.
    """
    return re.compile(
        rf"(?s:.*)(?!{LETTER})"
        rf"(?:[^\w{MARKS}{_JOINERS}.,]|[{_UNSPACED}]|[{_JOINERS}](?!{LETTER})"
        rf"|(?<!\d)[.,]|[.,](?!\d))(?s:.)"
    )


_LAST_LETTER = re.compile(r"(?s:.*)\w")
_FIRST_LETTER = re.compile(r"\w")
_BLANK = re.compile(r"\s*")


def word_span(text: str, position: int) -> Span | None:
    """The word that holds a position, or that ends just there; None where there is neither."""
    around = list(_words(text, _restart_before(text, position), position + 1))[-2:]
    holding = [span for span in around if span[0] <= position < span[1]]
    ending = [span for span in around if span[1] == position]
    return next(iter(holding + ending), None)


def next_word(text: str, position: int) -> Span | None:
    """The first word that starts after a position, None behind the last one."""
    here = word_span(text, position)
    inside = here is not None and position < here[1]
    start = here[1] if here and inside else max(0, position + 1)
    return next(_words(text, start, len(text)), None)


def previous_word(text: str, position: int) -> Span | None:
    """The last word that starts before a position, None before the first one.

    From inside a word, that is this word.
    """
    letter = _LAST_LETTER.match(text, 0, max(0, position))
    return word_span(text, letter.end() - 1) if letter else None


def paragraph_span(
    text: str, position: int, *, start: int = 0, end: int | None = None
) -> Span | None:
    """The paragraph at a position, without the white space around it.

    Blank lines part paragraphs; `start` and `end` hold it inside a turn, say. On blank lines
    it is the paragraph before, None where none is.
    """
    end = len(text) if end is None else min(end, len(text))
    position = min(max(position, start), end)
    last = _line(text, position, start, end)
    while _is_blank(text, last) and last[0] > start:
        last = _line(text, last[0] - 1, start, end)
    if _is_blank(text, last):
        return None
    first = last
    while first[0] > start and not _is_blank(text, before := _line(text, first[0] - 1, start, end)):
        first = before
    while last[1] < end and not _is_blank(text, after := _line(text, last[1] + 1, start, end)):
        last = after
    return _stripped(text, first[0], last[1])


def span_at(spans: Sequence[Span], position: int) -> Span | None:
    """The span that holds a position, None between spans. The spans are in order."""
    index = bisect_right(spans, position, key=itemgetter(0)) - 1
    return spans[index] if index >= 0 and position < spans[index][1] else None


def span_after(spans: Sequence[Span], position: int) -> Span | None:
    """The first span that starts after a position, None behind the last one."""
    index = bisect_right(spans, position, key=itemgetter(0))
    return spans[index] if index < len(spans) else None


def span_before(spans: Sequence[Span], position: int) -> Span | None:
    """The last span that starts before a position, None before the first one.

    From inside a span, that is this span.
    """
    index = bisect_left(spans, position, key=itemgetter(0)) - 1
    return spans[index] if index >= 0 else None


def _words(text: str, start: int, stop: int) -> Iterator[Span]:
    """The words that start from `start` up to, not including, `stop`; the last may go on."""
    while first := _FIRST_LETTER.search(text, start, stop):
        word = _word().match(text, first.start())
        start = first.end()
        if word:
            yield word.span()
            start = word.end()


def _restart_before(text: str, position: int) -> int:
    """A place before a position, and near, from where words can be read."""
    restart = _last_restart().match(text, 0, max(0, position + 1))
    return restart.end() - 2 if restart else 0


def _line(text: str, position: int, start: int, end: int) -> Span:
    """The line that holds a position, or that the line end there closes, without its end."""
    close = text.find("\n", position, end)
    return text.rfind("\n", start, position) + 1 or start, end if close < 0 else close


def _is_blank(text: str, line: Span) -> bool:
    return _BLANK.fullmatch(text, *line) is not None


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
