import re
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whyshore.coding.units import (
    Span,
    next_word,
    paragraph_span,
    previous_word,
    span_after,
    span_at,
    span_before,
    word_span,
)

TEXTS = st.text(st.sampled_from("ab1é\u0301 .,'’-\n中の・😀_"), max_size=60) | st.text(max_size=60)


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in forwards(text)]


def forwards(text: str) -> list[Span]:
    found = []
    span = next_word(text, -1)
    while span:
        found.append(span)
        span = next_word(text, span[0])
    return found


def backwards(text: str) -> list[Span]:
    found = []
    span = previous_word(text, len(text))
    while span:
        found.append(span)
        span = previous_word(text, span[0])
    return found[::-1]


def test_words_keep_their_apostrophes_hyphens_and_decimals() -> None:
    assert words("Don’t e-mail the o'clock firm -- 3.5 or 1,000!") == [
        "Don’t", "e-mail", "the", "o'clock", "firm", "3.5", "or", "1,000",
    ]  # fmt: skip


def test_accents_and_vowel_signs_belong_to_their_word() -> None:
    assert words("cafe\u0301 naïve हिन्दी") == ["cafe\u0301", "naïve", "हिन्दी"]


def test_scripts_without_spaces_go_by_character() -> None:
    assert words("去中国 Orbea") == ["去", "中", "国", "Orbea"]


def test_emoji_and_signs_are_no_words() -> None:
    assert words("😀 ❤️ — … €") == []


def test_the_word_at_a_position_may_end_just_there() -> None:
    text = "to grow, fast"

    assert word_span(text, 4) == word_span(text, 7) == (3, 7)
    assert word_span(text, 8) is None
    assert word_span(text, 99) is None


def test_the_previous_word_from_inside_one_is_this_one() -> None:
    text = "to grow fast"

    assert previous_word(text, 5) == (3, 7)
    assert previous_word(text, 3) == (0, 2)
    assert previous_word(text, 0) is None


def test_there_is_no_word_behind_the_last() -> None:
    assert next_word("to grow", 0) == (3, 7)
    assert next_word("to grow", 4) is None
    assert next_word("", 0) is None


@given(TEXTS)
def test_going_back_meets_the_same_words_as_going_forward(text: str) -> None:
    assert backwards(text) == forwards(text)


@given(TEXTS)
def test_the_word_at_each_of_its_characters_is_the_same(text: str) -> None:
    for start, end in forwards(text):
        assert {word_span(text, place) for place in range(start, end)} == {(start, end)}


@given(TEXTS)
def test_every_letter_is_in_a_word(text: str) -> None:
    found = {place for start, end in forwards(text) for place in range(start, end)}

    assert {match.start() for match in re.finditer(r"\w", text)} <= found


def test_blank_lines_part_paragraphs() -> None:
    text = " one\ntwo\n \t\nthree\n"

    assert paragraph_span(text, 0) == paragraph_span(text, 6) == (1, 8)
    assert paragraph_span(text, len(text)) == (12, 17)


def test_on_blank_lines_it_is_the_paragraph_before() -> None:
    text = "\n\none\n\n\ntwo"

    assert paragraph_span(text, 6) == (2, 5)
    assert paragraph_span(text, 0) is None
    assert paragraph_span("", 0) is None


def test_a_paragraph_stays_inside_the_turn_it_is_asked_for() -> None:
    text = "R: one\nstill\nIE: two"

    assert paragraph_span(text, 8, start=3, end=12) == (3, 12)


@given(TEXTS, st.integers(-3, 70))
def test_a_paragraph_has_no_blank_line_and_no_space_around(text: str, position: int) -> None:
    span = paragraph_span(text, position)

    if span:
        paragraph = text[slice(*span)]
        assert paragraph == paragraph.strip() != ""
        assert not any(line.isspace() or not line for line in paragraph.split("\n"))


def test_spans_are_found_at_after_and_before_a_position() -> None:
    spans = [(2, 5), (7, 9)]

    assert [span_at(spans, place) for place in (1, 2, 4, 5, 8)] == [
        None, (2, 5), (2, 5), None, (7, 9),
    ]  # fmt: skip
    assert [span_after(spans, place) for place in (0, 2, 7)] == [(2, 5), (7, 9), None]
    assert [span_before(spans, place) for place in (2, 3, 7, 99)] == [
        None, (2, 5), (2, 5), (7, 9),
    ]  # fmt: skip
    assert span_at([], 0) is span_after([], 0) is span_before([], 0) is None


@pytest.mark.parametrize("find", [word_span, next_word, previous_word])
@pytest.mark.parametrize("filler", ["costs ", "x", "a,", "-", " ", "中"])
def test_a_look_up_costs_no_more_in_a_long_text(
    find: Callable[[str, int], Span | None], filler: str
) -> None:
    text = "labour costs " * 250_000 + filler * 200_000 + " labour costs" * 250_000
    start = time.perf_counter()

    find(text, len(text) // 2)

    assert time.perf_counter() - start < 0.5
