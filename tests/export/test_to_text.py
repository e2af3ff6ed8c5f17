import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.factories import CASES, CODEBOOK, coded
from whyshore.analysis.frequencies import frequencies
from whyshore.analysis.matrix import matrix
from whyshore.domain.codebook import RatingScale
from whyshore.export.terminal_text import cells_wide, cut, harmless, one_line, rows_as_text, wrap
from whyshore.export.to_text import frequencies_as_text, matrix_as_text, quotes_as_text

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=60)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2Jgone", "␛[2Jgone"),
        ("bell\x07 null\x00 delete\x7f", "bell␇ null␀ delete␡"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("a\tb", "a\tb"),
        ("abc\u202edef\u2066", "abc�def�"),
        ("\u200fשלום\u200e", "שלום"),
        ("half \ud83d", "half �"),
        ("csi \x9b31m", "csi �31m"),
        ("👩‍🔬 café", "👩‍🔬 café"),
    ],
)
def test_text_cannot_steer_the_terminal(text: str, shown: str) -> None:
    assert harmless(text) == shown


@given(ANYTHING)
def test_harmless_text_has_no_controls_left_and_can_be_written(text: str) -> None:
    shown = harmless(text)

    assert all(
        unicodedata.category(each) not in {"Cc", "Cs"} for each in shown if each not in "\n\t"
    )
    assert harmless(shown) == shown


def test_one_line_folds_breaks_and_keeps_other_spaces() -> None:
    assert one_line("  a \n\n b\tc  d\u00a0e ") == "a b c  d\u00a0e"


@given(ANYTHING)
def test_one_line_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1


@pytest.mark.parametrize(
    ("text", "cells"),
    [("abc", 3), ("漢字", 4), ("e\u0301", 1), ("\u1112\u1161\u11ab", 2), ("co\u00adop", 5)],
)
def test_width_counts_what_a_terminal_shows(text: str, cells: int) -> None:
    assert cells_wide(text) == cells


@given(ANYTHING, st.integers(1, 30))
def test_cut_text_fits(text: str, width: int) -> None:
    assert cells_wide(cut(text, width)) <= width


def test_cutting_keeps_an_accent_with_its_letter_and_never_halves_a_wide_character() -> None:
    assert cut("cafe\u0301s", 5) == "cafe\u0301s"
    assert cut("cafe\u0301 noir", 5) == "cafe\u0301…"
    assert cut("漢字漢字", 4) == "漢…"


def test_text_is_wrapped_at_spaces_and_long_words_are_broken() -> None:
    assert wrap("one two three", 7) == "one two\nthree"
    assert wrap("a abcdefghij b", 4, "  ") == "  a\n  ab\n  cd\n  ef\n  gh\n  ij\n  b"
    assert wrap("one two three", None, "  ") == "  one two three"
    assert wrap("", 5) == ""


def test_a_character_wider_than_the_room_still_shows() -> None:
    assert wrap("漢字", 1).split() == ["漢", "字"]


@given(ANYTHING, st.integers(2, 30))
def test_wrapped_text_fits_and_loses_nothing(text: str, width: int) -> None:
    wrapped = wrap(text, width)

    assert all(cells_wide(line) <= width for line in wrapped.split("\n"))
    assert wrapped.replace("\n", "").replace(" ", "") == one_line(text).replace(" ", "")


def test_columns_line_up_with_numbers_to_the_right() -> None:
    text = rows_as_text(("Name", "Codings"), [("漢字", "3"), ("Ormazabal", "12"), ("a\nb", "")])

    assert text == (
        "Name       Codings\n─────────  ───────\n漢字             3\nOrmazabal       12\na b"
    )


def test_words_that_begin_with_a_digit_are_not_numbers() -> None:
    assert rows_as_text(("Who",), [("3M",), ("Orbea",)]) == "Who\n─────\n3M\nOrbea"


def test_a_table_too_wide_is_cut_in_its_widest_column() -> None:
    text = rows_as_text(("Code", "Name"), [("omg", "Growth of the Asian market")], width=20)

    assert text == "Code  Name\n────  ──────────────\nomg   Growth of the…"


def test_a_table_is_never_cut_below_what_can_be_read() -> None:
    text = rows_as_text(("Code", "Name"), [("omg", "Growth of the Asian market")], width=3)

    assert text.splitlines()[2] == "omg   Growth…"


def test_a_matrix_shows_counts_per_case() -> None:
    counted = matrix(CODEBOOK, [coded(1), coded(2), coded(3, case=None)], CASES[:2])

    assert matrix_as_text(counted) == (
        "Code  Name    Orbea – China  Fagor Industrial – China  No case\n"
        "────  ──────  ─────────────  ────────────────────────  ───────\n"
        "omg   Growth              2                         0        1"
    )


def test_a_matrix_too_wide_numbers_its_cases() -> None:
    counted = matrix(CODEBOOK, [coded(1), coded(2), coded(3, case=None)], CASES[:2])

    assert matrix_as_text(counted, binary=True, width=40) == (
        "Code  Name    1  2  3\n"
        "────  ──────  ─  ─  ─\n"
        "omg   Growth  1  0  1\n"
        "\n"
        "1  Orbea – China\n"
        "2  Fagor Industrial – China\n"
        "3  No case"
    )


def test_a_matrix_that_fits_keeps_the_names_of_its_cases() -> None:
    counted = matrix(CODEBOOK, [coded()], CASES[:1])

    assert matrix_as_text(counted, width=80) == matrix_as_text(counted)


def test_frequencies_are_indented_and_say_what_they_are_out_of() -> None:
    counts = frequencies(CODEBOOK, [coded(1), coded(2, case=None)], interviews=30, cases=11)

    assert frequencies_as_text(counts) == (
        "Code  Name        Codings  Interviews    Cases\n"
        "────  ──────────  ───────  ──────────  ───────\n"
        "off   Offshoring        2     1 of 30  1 of 11\n"
        "om      Market          2     1 of 30  1 of 11\n"
        "omg       Growth        2     1 of 30  1 of 11\n"
        "opc     Cost            0     0 of 30  0 of 11\n"
        "bmd   Decline           0     0 of 30  0 of 11\n"
        "ctx   Context           0     0 of 30  0 of 11\n"
        "\n"
        "2 codings; 30 interviews and 11 cases in the project; 1 coding belongs to no case."
    )


def test_a_total_without_codings_outside_cases_does_not_mention_them() -> None:
    counts = frequencies(CODEBOOK, [coded(1)], interviews=1, cases=1)

    assert frequencies_as_text(counts).endswith(
        "\n1 coding; 1 interview and 1 case in the project."
    )


def test_several_codings_outside_cases_are_named_in_the_plural() -> None:
    segments = [coded(1, case=None), coded(2, case=None)]

    text = frequencies_as_text(frequencies(CODEBOOK, segments, interviews=1, cases=1))

    assert text.endswith("2 codings belong to no case.")


def test_quotes_say_where_they_stand_and_what_was_noted() -> None:
    segments = [
        coded(1, memo="Turning\npoint"),
        coded(2, case=None, turn=None, quote="It\nfell\x1b"),
    ]

    assert quotes_as_text(segments, code_names={"omg": "Growth"}) == (
        "“We expected the market to grow”\n"
        "  Orbea, turn 14 · Director · Orbea – China · Growth\n"
        "  Memo: Turning point\n"
        "\n"
        "“It fell␛”\n"
        "  Orbea · Director · no case · Growth"
    )


def test_quotes_are_wrapped_to_the_width_of_the_terminal() -> None:
    assert quotes_as_text([coded()], width=24) == (
        "“We expected the market\nto grow”\n  Orbea, turn 14 ·\n  Director · Orbea –\n  China · omg"
    )


def test_a_rating_shows_with_its_meaning_where_there_is_a_scale() -> None:
    scale = RatingScale("Certainty", {1: "doubtful", 2: "likely"})
    rated, unrated = coded(1, rating=2), coded(2)

    shown = quotes_as_text([rated, unrated], ratings=scale).split("\n\n")

    assert shown[0].endswith("Certainty: 2 likely")
    assert "Certainty" not in shown[1]
    assert "Certainty" not in quotes_as_text([rated])
