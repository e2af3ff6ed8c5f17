import random
import time

from hypothesis import given
from hypothesis import strategies as st

from whyshore.tui.lanes import CodingIndex, lanes

SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda pair: (pair[0], sum(pair))),
    max_size=25,
)
ROW = 10


def row_of(offset: int) -> int:
    return offset // ROW


def rows(span: tuple[int, int]) -> set[int]:
    return set(range(row_of(span[0]), row_of(span[1] - 1) + 1))


def test_codings_that_touch_a_stretch_are_found_in_reading_order() -> None:
    index = CodingIndex([(5, 9), (0, 20), (0, 4), (30, 40)])

    assert index.overlapping(3, 6) == [1, 2, 0]
    assert index.overlapping(9, 30) == [1]
    assert index.overlapping(6, 6) == []


def test_the_end_of_a_coding_is_outside_it() -> None:
    index = CodingIndex([(2, 4)])

    assert index.at(3) == [0]
    assert index.at(4) == index.at(1) == []
    assert CodingIndex([]).at(0) == []


def test_codings_in_one_row_lie_side_by_side() -> None:
    assert lanes([(0, 3), (5, 8), (11, 12)], row_of) == [0, 1, 0]


def test_the_longer_of_two_that_start_together_comes_first() -> None:
    assert lanes([(0, 3), (0, 35), (21, 25)], row_of) == [1, 0, 1]


@given(SPANS, st.integers(0, 90), st.integers(0, 90))
def test_an_index_finds_what_a_search_of_all_finds(
    spans: list[tuple[int, int]], start: int, end: int
) -> None:
    found = CodingIndex(spans).overlapping(start, end)

    expected = {
        place for place, (first, last) in enumerate(spans) if max(first, start) < min(last, end)
    }
    assert set(found) == expected
    assert len(found) == len(expected)


@given(SPANS)
def test_no_two_codings_in_a_row_share_a_lane_and_no_lane_is_wasted(
    spans: list[tuple[int, int]],
) -> None:
    given_lanes = lanes(spans, row_of)

    drawn = [
        (row, lane) for span, lane in zip(spans, given_lanes, strict=True) for row in rows(span)
    ]
    assert len(drawn) == len(set(drawn))
    busiest = max((sum(row in rows(span) for span in spans) for row in range(10)), default=0)
    assert max(given_lanes, default=-1) + 1 == busiest


def test_five_thousand_codings_take_a_moment() -> None:
    pick = random.Random(1)  # noqa: S311
    spans = [
        (start, start + pick.randrange(1, 400)) for start in pick.choices(range(500_000), k=5000)
    ]
    start = time.perf_counter()

    CodingIndex(spans)
    lanes(spans, row_of)

    assert time.perf_counter() - start < 0.2  # ten times the goal, for slow machines
