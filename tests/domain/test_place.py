from dataclasses import replace

import pytest

from tests.factories import an_interview
from whyshore.domain.interview import Interview
from whyshore.domain.place import beyond_time_codes, cited, place_called, seconds_of
from whyshore.errors import FixableError


def timed(*codes: str) -> Interview:
    """An interview with a turn for each time code."""
    plain = an_interview("".join(f"R: at {code or 'no time'}\n" for code in codes))
    turns = [replace(t, time_code=code) for t, code in zip(plain.turns, codes, strict=True)]
    return replace(plain, turns=tuple(turns))


def words_at(interview: Interview, wanted: str) -> str:
    return interview.text[place_called(interview, wanted) :].partition("\n")[0]


@pytest.mark.parametrize(
    ("time_code", "seconds"),
    [("0:21", 21), ("12:30", 750), ("1:02:30", 3750), ("00:00:08,500", 8), ("75:10", 4510)],
)
def test_time_codes_are_read_as_transcripts_have_them(time_code: str, seconds: int) -> None:
    assert seconds_of(time_code) == seconds


@pytest.mark.parametrize("text", ["", "12", "12:3", "a:30", "1:2:3:4"])
def test_anything_else_is_no_time_code(text: str) -> None:
    assert seconds_of(text) is None


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ("2", "at 12:30"),
        ("turn 3", "at 1:02:30"),
        ("#1", "at 0:21"),
        ("12:30", "at 12:30"),
        ("20:00", "at 12:30"),
        ("0:05", "at 0:21"),
        ("2:00:00", "at 1:02:30"),
        ("0%", "at 0:21"),
        ("100 %", ""),
    ],
)
def test_a_place_is_found_by_turn_time_or_share(wanted: str, words: str) -> None:
    assert words_at(timed("0:21", "12:30", "1:02:30"), wanted) == words


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("99:00", "The last time code of this interview is 12:30: here."),
        ("0:05", "The first time code of this interview is 0:21: here."),
        ("12:30", ""),
        ("2", ""),
        ("50%", ""),
    ],
)
def test_a_time_before_the_first_or_behind_the_last_is_told(wanted: str, said: str) -> None:
    assert beyond_time_codes(timed("", "0:21", "12:30", ""), wanted) == said


def test_a_share_counts_the_characters_of_the_text() -> None:
    interview = an_interview(f"R: {'word ' * 200}\n")

    assert abs(place_called(interview, "50%") - len(interview.text) // 2) <= 1


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("9", "There is no turn 9: the interview has turns 1 to 2."),
        ("0", "There is no turn 0"),
        ("101%", "The text ends at 100%."),
        ("soon", "“soon” is no place in an interview. Type a turn such as 14"),
    ],
)
def test_a_place_that_is_not_there_is_explained(wanted: str, said: str) -> None:
    with pytest.raises(FixableError) as caught:
        place_called(timed("0:21", ""), wanted)

    assert str(caught.value).startswith(said)


def test_a_time_without_time_codes_is_explained() -> None:
    with pytest.raises(FixableError, match="no time codes"):
        place_called(timed(""), "12:30")


def test_a_turn_is_cited_with_its_time_code() -> None:
    first, second = timed("0:21", "").turns

    assert (cited(first), cited(second)) == ("turn 1, 0:21", "turn 2")
