import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from whyshore.domain.interview import Turn
from whyshore.tui.layout import NO_TURN, Layout

HOSTILE = "ab  é\u0301\u200d\ufe0f中👩❤🏽🇪🇸1#\t\n\x1b\u202e\u200b\ud800\u2028שلا\u0651क्षि"
TEXTS = st.text(st.sampled_from(HOSTILE), max_size=80) | st.text(max_size=80)
WIDTHS = st.integers(4, 30)


def laid_out(text: str, width: int, *, turns: list[Turn] | None = None, gap: bool = True) -> Layout:
    layout = Layout(text, turns or [], gap=gap)
    layout.wrap(width)
    return layout


def row_texts(layout: Layout) -> list[str]:
    return [layout.row_text(row) for row in range(layout.rows)]


@st.composite
def interviews(draw: st.DrawFn) -> tuple[str, list[Turn]]:
    text = draw(st.sampled_from(["", "\n", "Title\n\n"]))
    turns = []
    for number, words in enumerate(draw(st.lists(TEXTS, max_size=4)), 1):
        start = len(text)
        text += f"R: {words}"
        turns.append(Turn(number, start, start + 3, len(text)))
        text += draw(st.sampled_from(["", "\n", "\n\n", "\n[noise]\n", " "]))
    return text, turns


def test_rows_break_at_spaces_and_the_space_hangs() -> None:
    layout = laid_out("we left for good", 8)

    assert row_texts(layout) == ["we left ", "for good"]
    assert laid_out("we are   gone", 6).row_text(0) == "we are"
    assert laid_out("we are   gone", 6).row_span(0) == (0, 9)


def test_a_word_longer_than_a_row_is_broken() -> None:
    assert row_texts(laid_out("a offshoring", 5)) == ["a ", "offsh", "oring"]


def test_typographic_signs_and_accents_take_the_cells_they_take() -> None:
    assert row_texts(laid_out("“cafe\u0301” – so", 6)) == ["“cafe\u0301”", "– so"]


def test_wide_characters_break_anywhere_but_never_in_half() -> None:
    assert row_texts(laid_out("a中国工厂b", 5)) == ["a中国", "工厂b"]
    assert row_texts(laid_out("👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", 5)) == ["👩‍👩‍👧👩‍👩‍👧", "👩‍👩‍👧"]
    assert row_texts(laid_out("🇪🇸🇪🇸🇪🇸", 5)) == ["🇪🇸🇪🇸", "🇪🇸"]


def test_tabs_reach_to_stops_every_four_cells_of_the_text() -> None:
    layout = laid_out("a\tbc\td", 20)

    assert row_texts(layout) == ["a   bc  d"]
    assert layout.columns(0, 1, 2) == (1, 4)
    assert layout.offset_at(0, 3) == 1


def test_line_ends_start_a_row_and_controls_are_shown_as_signs() -> None:
    assert row_texts(laid_out("one\n\ntwo\x1b[2J", 20)) == ["one", "", "two␛[2J"]


def test_a_gap_parts_turns_and_has_no_offset_of_its_own() -> None:
    text = "IE: Why?\n\nR: Cost."
    turns = [Turn(1, 0, 4, 8), Turn(2, 10, 13, len(text))]

    layout = laid_out(text, 20, turns=turns)

    assert row_texts(layout) == ["IE: Why?", "", "R: Cost."]
    assert [layout.turn_of(row) for row in range(3)] == [0, NO_TURN, 1]
    assert [layout.row_span(row) for row in range(3)] == [(0, 10), (10, 10), (10, 18)]
    assert layout.row_of(9) == 0
    assert layout.row_of(10) == 2
    assert layout.offset_at(1, 5) == 10


def test_without_gaps_turns_follow_each_other() -> None:
    turns = [Turn(1, 0, 0, 3), Turn(2, 4, 4, 7)]

    assert row_texts(laid_out("one\ntwo", 20, turns=turns, gap=False)) == ["one", "two"]


def test_text_outside_turns_is_shown_too() -> None:
    text = "Title\n\nR: Yes.\n[noise]\nR: No."
    turns = [Turn(1, 7, 10, 14), Turn(2, 23, 26, len(text))]

    layout = laid_out(text, 20, turns=turns, gap=False)

    assert row_texts(layout) == ["Title", "R: Yes.", "[noise]", "R: No."]
    assert [layout.turn_of(row) for row in range(4)] == [NO_TURN, 0, NO_TURN, 1]


def test_an_empty_text_has_a_row_for_the_cursor() -> None:
    layout = laid_out("", 20)

    assert row_texts(layout) == [""]
    assert layout.cell_of(0) == (0, 0)
    assert layout.offset_at(0, 9) == 0


def test_before_it_is_wrapped_there_are_no_rows() -> None:
    assert Layout("text", []).rows == 0


def test_a_terminal_of_one_column_is_taken_for_four() -> None:
    assert row_texts(laid_out("中国\t工", 1)) == ["中国", "工"]


def test_behind_the_end_of_a_row_is_its_last_offset() -> None:
    layout = laid_out("one two\noffshoring", 5)

    assert row_texts(layout) == ["one ", "two", "offsh", "oring"]
    assert layout.offset_at(1, 99) == 7  # the line end
    assert layout.offset_at(2, 99) == 12  # the h: what follows is in the next row
    assert layout.offset_at(3, 99) == 18  # the end of the text
    assert layout.offset_at(99, 0) == 13


def test_part_of_a_cluster_takes_all_its_cells() -> None:
    layout = laid_out("a👩‍👩‍👧b", 20)

    assert layout.snapped(0, 2, 3) == (1, 6)
    assert layout.columns(0, 2, 3) == (1, 3)
    assert layout.piece(0, 2, 3) == "👩‍👩‍👧"
    assert layout.cell_of(4) == (0, 1)


def test_what_is_not_drawn_takes_no_cells() -> None:
    layout = laid_out("we are   gone", 6)

    assert layout.columns(0, 7, 9) == (6, 6)
    assert layout.piece(0, 7, 9) == ""
    assert layout.cell_of(8) == (0, 5)


@given(interviews(), WIDTHS, st.booleans())
def test_rows_cover_every_offset_once(
    interview: tuple[str, list[Turn]],
    width: int,
    gap: bool,  # noqa: FBT001
) -> None:
    text, turns = interview
    layout = laid_out(text, width, turns=turns, gap=gap)

    spans = [layout.row_span(row) for row in range(layout.rows)]
    assert [place for start, end in spans for place in range(start, end)] == list(range(len(text)))
    for row, (start, end) in enumerate(spans):
        assert all(layout.row_of(place) == row for place in range(start, end))
        assert start <= layout.shown_span(row)[1] <= end


@given(interviews(), WIDTHS)
def test_what_is_not_drawn_is_white_space(interview: tuple[str, list[Turn]], width: int) -> None:
    text, turns = interview
    layout = laid_out(text, width, turns=turns)

    for row in range(layout.rows):
        hidden = text[layout.shown_span(row)[1] : layout.row_span(row)[1]]
        assert all(each.isspace() or each in "\u0301\u0651\u200d\ufe0fि्" for each in hidden)


@given(interviews(), WIDTHS)
def test_no_row_is_wider_than_asked(interview: tuple[str, list[Turn]], width: int) -> None:
    layout = laid_out(interview[0], width, turns=interview[1])

    for row in range(layout.rows):
        assert layout.row_width(row) == cell_len(layout.row_text(row)) <= width


@given(interviews(), WIDTHS)
def test_a_cell_leads_back_to_the_cluster_drawn_there(
    interview: tuple[str, list[Turn]], width: int
) -> None:
    layout = laid_out(interview[0], width, turns=interview[1])

    for row in range(layout.rows):
        start, end = layout.shown_span(row)
        for offset in range(start, end):
            cluster = layout.snapped(row, offset, offset + 1)
            first, last = layout.columns(row, offset, offset + 1)
            assert layout.cell_of(offset) == (row, min(first, width - 1))
            for column in range(first, last):
                assert layout.offset_at(row, column) == cluster[0]


@given(interviews(), WIDTHS, st.data())
def test_pieces_of_a_row_fit_together(
    interview: tuple[str, list[Turn]], width: int, data: st.DataObject
) -> None:
    layout = laid_out(interview[0], width, turns=interview[1])

    for row in range(layout.rows):
        start, end = layout.shown_span(row)
        cut = layout.snapped(row, start, data.draw(st.integers(start, end)))[1]
        pieces = layout.piece(row, start, cut) + layout.piece(row, cut, end)
        assert pieces == layout.row_text(row)
        assert layout.columns(row, start, cut)[1] == cell_len(layout.piece(row, start, cut))


@given(st.text(st.sampled_from("ab é1#\n"), max_size=80), WIDTHS)
def test_narrow_rows_break_where_the_walk_over_clusters_would(text: str, width: int) -> None:
    accented = text.replace("a", "a\u0301")

    plain = row_texts(laid_out(text, width))
    walked = row_texts(laid_out(accented, width))

    assert [row.replace("\u0301", "") for row in walked] == plain


@pytest.mark.parametrize("filler", ["x", "中", "e\u0301", "\t", " ", "\u0301", "👩\u200d", "x "])
def test_a_line_of_any_kind_and_length_is_wrapped_in_linear_time(filler: str) -> None:
    start = time.perf_counter()

    laid_out(filler * 200_000, 100)

    assert time.perf_counter() - start < 5


def test_a_hundred_thousand_words_are_wrapped_at_once() -> None:
    turn = "R: the plant moved because labour costs – “much lower” – were rising again. " * 3
    turns = [
        Turn(number + 1, number * (len(turn) + 1), 3, (number + 1) * (len(turn) + 1) - 1)
        for number in range(2500)
    ]
    layout = Layout(f"{turn}\n" * 2500, turns)
    start = time.perf_counter()

    layout.wrap(100)

    assert time.perf_counter() - start < 0.6  # ten times the goal, for slow machines
