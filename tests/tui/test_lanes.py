from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from whyshore.domain.coding import Coding, reading_order
from whyshore.domain.segment import Segment
from whyshore.tui.lanes import lanes
from whyshore.tui.margin import Margin, difference

SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda pair: (pair[0], sum(pair))),
    max_size=25,
)
ROW = 10


def row_of(offset: int) -> int:
    return offset // ROW


def rows(span: tuple[int, int]) -> set[int]:
    return set(range(row_of(span[0]), row_of(span[1] - 1) + 1))


def codings(spans: list[tuple[int, int]]) -> list[Coding]:
    return sorted(
        (
            Coding(str(n), Segment("ana", start, end), "off-growth", "ana", "words")
            for n, (start, end) in enumerate(spans)
        ),
        key=reading_order,
    )


def margin(spans: list[tuple[int, int]]) -> Margin:
    return anew(codings(spans))


def lanes_of(made: Margin) -> list[tuple[str, int]]:
    return [(coding.id, lane) for coding, _, _, lane in made.on_rows(0, 1000)]


def anew(wanted: list[Coding]) -> Margin:
    made = Margin()
    made.show(wanted)
    made.wrap(row_of)
    return made


def marks_of(made: Margin) -> dict[str, tuple[int, int, int]]:
    return {mark[0].id: mark[1:] for mark in made.on_rows(0, 1000)}


def test_codings_on_some_rows_are_found_in_reading_order() -> None:
    made = margin([(5, 9), (0, 20), (0, 4), (30, 40)])

    assert [mark[0].id for mark in made.on_rows(0, 1)] == ["1", "2", "0"]
    assert [mark[0].id for mark in made.on_rows(1, 3)] == ["1"]
    assert made.on_rows(2, 3) == []


def test_the_end_of_a_coding_is_outside_it() -> None:
    made = margin([(2, 4)])

    assert [each.id for each in made.at(3)] == ["0"]
    assert made.at(4) == made.at(1) == []
    assert margin([]).at(0) == []


def test_codings_in_one_row_lie_side_by_side() -> None:
    assert lanes([(0, 1), (0, 1), (1, 2)]) == [0, 1, 0]


def test_the_longer_of_two_that_start_together_comes_first() -> None:
    assert lanes_of(margin([(0, 3), (0, 35), (21, 25)])) == [("1", 0), ("0", 1), ("2", 1)]


@given(SPANS, st.integers(0, 90))
def test_a_margin_finds_what_a_search_of_all_finds(
    spans: list[tuple[int, int]], position: int
) -> None:
    made = margin(spans)

    at = {each.id for each in made.at(position)}
    on = {mark[0].id for mark in made.on_rows(row_of(position), row_of(position) + 1)}

    assert at == {str(n) for n, (a, b) in enumerate(spans) if a <= position < b}
    assert on == {str(n) for n, span in enumerate(spans) if row_of(position) in rows(span)}


@given(SPANS)
def test_no_two_codings_in_a_row_share_a_lane_and_no_lane_is_wasted(
    spans: list[tuple[int, int]],
) -> None:
    made = margin(spans)

    drawn = [
        (row, lane)
        for _, first, behind, lane in made.on_rows(0, 100)
        for row in range(first, behind)
    ]
    assert len(drawn) == len(set(drawn))
    busiest = max((sum(row in rows(span) for span in spans) for row in range(10)), default=0)
    assert made.lanes == busiest


@given(SPANS, st.lists(st.integers(0, 24), max_size=6))
def test_codings_that_come_and_go_leave_the_others_in_their_lanes(
    spans: list[tuple[int, int]], toggled: list[int]
) -> None:
    everything = codings(spans)
    there = set(range(0, len(everything), 2))
    made = Margin()
    made.show([everything[n] for n in sorted(there)])
    made.wrap(row_of)

    for number in toggled:
        if number < len(everything):
            there ^= {number}
            wanted = [everything[n] for n in sorted(there)]
            before, lanes_before = marks_of(made), made.lanes
            touched = made.show(wanted)
            after = marks_of(made)

            assert list(after) == [coding.id for coding in wanted]
            for coding in wanted:
                first, behind, _ = after[coding.id]
                assert {*range(first, behind)} == rows((coding.segment.start, coding.segment.end))
            drawn = [(row, n) for a, b, n in after.values() for row in range(a, b)]
            assert len(drawn) == len(set(drawn))
            assert made.lanes == max((lane for *_, lane in after.values()), default=-1) + 1
            assert made.lanes <= max(lanes_before, anew(wanted).lanes)
            if made.lanes <= lanes_before:
                kept = before.keys() & after.keys()
                assert {key: before[key] for key in kept} == {key: after[key] for key in kept}
            assert touched is not None
            for key in before.keys() | after.keys():
                if before.get(key) != after.get(key):
                    first, behind, _ = before.get(key) or after[key]
                    assert touched[0] <= first < behind <= touched[1]


@given(SPANS, SPANS, st.integers(0, 90))
def test_a_margin_with_other_codings_finds_what_a_new_one_finds(
    spans: list[tuple[int, int]], others: list[tuple[int, int]], position: int
) -> None:
    made, now = margin(spans), codings(others)
    made.show(now)

    assert made.at(position) == anew(now).at(position)
    assert {key: mark[:2] for key, mark in marks_of(made).items()} == {
        key: mark[:2] for key, mark in marks_of(anew(now)).items()
    }


def test_a_coding_that_is_stretched_stays_in_its_lane_where_that_is_free() -> None:
    first, second = codings([(0, 25), (5, 15)])
    made = Margin()
    made.show([first, second])
    made.wrap(row_of)
    made.show([second])
    longer = replace(second, segment=Segment("ana", 5, 35))
    made.show([longer])

    assert lanes_of(made) == [("1", 1)]


def test_where_lists_of_codings_differ_is_found_however_long_they_are() -> None:
    many = codings([(n, n + 3) for n in range(2000)])

    assert difference(many, many) == (2000, 2000, 2000)
    assert difference(many, many[:700] + many[701:]) == (700, 701, 700)
    assert difference(many[1:], many) == (0, 0, 1)
    assert difference(many[:-1], many) == (1999, 1999, 2000)
    assert difference([], many) == (0, 0, 2000)
    changed = [*many[:300], replace(many[300], code="x"), *many[301:]]
    assert difference(many, changed) == (300, 301, 301)
