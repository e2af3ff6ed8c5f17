from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whyshore.analysis.density import Density, level, uncoded_stretches

SPANS = st.lists(
    st.tuples(st.integers(0, 99), st.integers(1, 40)).map(lambda at: (at[0], min(100, sum(at)))),
    max_size=20,
)
EDGES = st.lists(st.integers(1, 99), max_size=12, unique=True).map(lambda at: [0, *sorted(at), 100])


def test_a_coding_counts_in_every_slice_it_touches() -> None:
    density = Density([0, 10, 20, 30])

    density.add(5, 22)
    density.add(5, 10)

    assert density.coded == [10, 10, 2]
    assert [density.depth(place) for place in range(3)] == [1.0, 1.0, 0.2]


@given(SPANS, EDGES)
def test_characters_are_counted_once_for_each_coding(
    spans: list[tuple[int, int]], edges: list[int]
) -> None:
    density = Density(edges)
    for span in spans:
        density.add(*span)

    covering = [sum(start <= at < end for start, end in spans) for at in range(100)]
    expected = [sum(covering[a:b]) for a, b in pairwise(edges)]
    assert density.coded == expected

    for span in spans:
        density.add(*span, -1)
    assert set(density.coded) == {0}


def test_positions_outside_the_text_belong_to_its_ends() -> None:
    density = Density([0, 10, 20])

    assert [density.slice_of(at) for at in (-1, 0, 10, 20, 99)] == [0, 0, 1, 1, 1]


@pytest.mark.parametrize(
    ("depth", "step"), [(0, 0), (0.01, 1), (0.34, 2), (0.67, 3), (1, 3), (1.01, 4), (30, 4)]
)
def test_the_steps_of_shading(depth: float, step: int) -> None:
    assert level(depth) == step


def test_the_longest_stretch_without_a_coding_comes_first() -> None:
    text = "One. A longer one.  \n\n Four."

    assert [text[a:b] for a, b in uncoded_stretches([(5, 13)], text)] == [
        "one.  \n\n Four.",
        "One.",
    ]
    assert uncoded_stretches([(0, 18), (2, 5), (23, 28)], text) == []
    assert [text[a:b] for a, b in uncoded_stretches([(0, 5)], text)] == [text[5:]]
    assert uncoded_stretches([], " \n") == []
