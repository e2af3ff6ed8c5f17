"""Steps by character go over what is one character to the eye; random texts and keys."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import turns_of
from whyshore.coding.sentences import sentences
from whyshore.domain.interview import Interview
from whyshore.tui.clusters import cluster_at
from whyshore.tui.layout import Layout
from whyshore.tui.moves import MOVES, Ground
from whyshore.tui.selection import Selection, Unit

ODD = st.sampled_from(
    [
        "e\u0301",
        "👩‍👩‍👧",
        "🇪🇸",
        "👍🏽",
        "שלום",
        "مرحبا",
        "中文",
        "\t",
        "\n",
        "\n\n",
        ". ",
        "R: ",
        "\u200d",
        "\u0301",
    ]
)
TEXTS = st.lists(st.one_of(st.text(max_size=8), ODD, st.just("one two. ")), max_size=25).map(
    "".join
)


def opened(text: str) -> Interview:
    interview = Interview("odd", "odd.md", "Odd", text, turns_of(text))
    return replace(interview, sentences=sentences(text, interview.turns, "en"))


def steps(text: str) -> list[str]:
    """The text cut where steps to the right stop."""
    chosen, found = Selection(opened(text)), []
    while chosen.cursor < len(text):
        before = chosen.cursor
        chosen.step(1)
        found.append(text[before : chosen.cursor])
    return found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("cafe\u0301s", ["c", "a", "f", "e\u0301", "s"]),
        ("a👩‍👩‍👧b", ["a", "👩‍👩‍👧", "b"]),
        ("🇪🇸🇫🇷", ["🇪🇸", "🇫🇷"]),
        ("a\n\u0301b", ["a", "\n", "\u0301", "b"]),
        ("中文", ["中", "文"]),
        ("של", ["ש", "ל"]),
    ],
)
def test_a_step_goes_over_what_is_one_character_to_the_eye(text: str, found: list[str]) -> None:
    assert steps(text) == found


def test_a_step_back_ends_where_the_step_on_began() -> None:
    text = "e\u0301👍🏽x🇪🇸"
    chosen = Selection(opened(text))
    chosen.put(len(text))
    places = []
    while chosen.cursor:
        chosen.step(-1)
        places.append(chosen.cursor)

    assert places == [5, 4, 2, 0]


def test_from_inside_a_cluster_a_step_leaves_it_on_either_side() -> None:
    chosen = Selection(opened("ae\u0301b"))
    chosen.put(2)
    chosen.step(1)
    assert chosen.cursor == 3
    chosen.put(2)
    chosen.step(-1)
    assert chosen.cursor == 1


def test_a_selection_by_characters_keeps_its_exact_positions() -> None:
    chosen = Selection(opened("ae\u0301b"))
    chosen.put(1)
    chosen.step(1, extend=True)
    assert chosen.span == (1, 3)
    chosen.put(2, extend=True)
    assert chosen.span == (1, 2)


@settings(deadline=None)
@given(TEXTS)
def test_steps_cover_every_character_once_and_come_back_the_same_way(text: str) -> None:
    on = steps(text)
    assert "".join(on) == text

    chosen = Selection(opened(text))
    chosen.put(len(text))
    back = []
    while chosen.cursor:
        before = chosen.cursor
        chosen.step(-1)
        back.append(text[chosen.cursor : before])
    assert "".join(reversed(back)) == text


@given(TEXTS, st.integers(-3, 300))
def test_a_cluster_holds_its_position(text: str, position: int) -> None:
    found = cluster_at(text, position)

    if 0 <= position < len(text):
        assert found is not None
        assert found[0] <= position < found[1] <= len(text)
    else:
        assert found is None


def test_a_mark_upon_marks_without_end_costs_no_more_than_a_word() -> None:
    text = "a" + "\u0301" * 100_000
    chosen = Selection(opened(text))
    for _ in range(50):
        chosen.step(1)

    assert 50 < chosen.cursor <= len(text)


KEYS = st.tuples(
    st.sampled_from(sorted(MOVES)), st.one_of(st.integers(0, 5), st.sampled_from([99, 9999]))
)


@settings(deadline=None, max_examples=150)
@given(TEXTS, st.integers(4, 60), st.lists(KEYS, max_size=20))
def test_whatever_keys_are_pressed_on_whatever_text_the_selection_lies_in_it(
    text: str, width: int, keys: list[tuple[str, int]]
) -> None:
    interview = opened(text)
    layout = Layout(text, interview.turns)
    layout.wrap(width)
    ground = Ground(Selection(interview), layout, page=10)
    for action, times in keys:
        ground.move(action, times)
        chosen = ground.selection
        assert 0 <= chosen.anchor <= len(text)
        assert 0 <= chosen.cursor <= len(text)
        if chosen.span:
            assert 1 <= chosen.count(Unit.WORD, chosen.span) <= len(text)


@settings(deadline=None)
@given(TEXTS, st.integers(0, 200), st.sampled_from(Unit), st.sampled_from([1, -1]))
def test_growing_then_shrinking_by_whole_units_changes_nothing(
    text: str, position: int, unit: Unit, side: int
) -> None:
    chosen = Selection(opened(text))
    chosen.put(position)
    chosen.select(unit)
    before = chosen.span
    chosen.grow(unit, side)
    if before is not None and chosen.span != before and unit is not Unit.PARAGRAPH:
        chosen.shrink(unit, side)
        assert chosen.span == before


@settings(deadline=None)
@given(TEXTS, st.integers(0, 200), st.integers(0, 200))
def test_swapping_the_ends_twice_changes_nothing(text: str, one: int, other: int) -> None:
    chosen = Selection(opened(text))
    chosen.put(one)
    chosen.put(other, extend=True)
    before = (chosen.anchor, chosen.cursor, chosen.span)
    chosen.swap_ends()
    assert chosen.span == before[2]
    chosen.swap_ends()
    assert (chosen.anchor, chosen.cursor, chosen.span) == before
