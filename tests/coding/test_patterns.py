"""Regular expressions, and that none of them can freeze the program."""

from collections.abc import Iterator
from threading import Thread
from time import monotonic, sleep

import pytest

from whyshore.coding.find import find_all
from whyshore.coding.fold import Folded, Folding
from whyshore.coding.patterns import MOST, PatternError, PatternSearch, SearchStoppedError
from whyshore.domain.finding import Mode, Query

ENDLESS = "(a+)+c"
LONG = Folded("a" * 40, Folding.PATTERN)


@pytest.fixture
def search() -> Iterator[PatternSearch]:
    """A search with little time."""
    found = PatternSearch(seconds=0.5)
    yield found
    found.close()


def test_an_expression_that_would_go_on_for_ever_is_stopped(search: PatternSearch) -> None:
    begun = monotonic()

    with pytest.raises(PatternError, match="takes too long"):
        search.find(LONG, ENDLESS, any_case=True)

    assert monotonic() - begun < 5
    assert search.find(LONG, "a{40}", any_case=True) == [(0, 40)]


def test_a_search_nobody_waits_for_any_more_is_ended() -> None:
    search, said = PatternSearch(seconds=60), []

    def look() -> None:
        try:
            search.find(LONG, ENDLESS, any_case=True)
        except SearchStoppedError as stopped:
            said.append(stopped)

    looking = Thread(target=look)
    looking.start()
    while not said and looking.is_alive():
        sleep(0.05)
        search.stop()
    looking.join(10)
    assert len(said) == 1
    search.stop()
    assert search.find(LONG, "a", any_case=True)[0] == (0, 1)
    search.close()


@pytest.mark.parametrize("wrong", ["(", "[a", "*", "a{2", "(?P<n>a)(?P<n>b)", "\\", "(" * 5000])
def test_what_is_wrong_with_an_expression_is_said(wrong: str) -> None:
    if wrong == "a{2":  # that one is fine: it means itself
        assert find_all("xa{2", Query(wrong, Mode.PATTERN)) == [(1, 4)]
        return
    with pytest.raises(PatternError, match="This is no regular expression: "):
        find_all("text", Query(wrong, Mode.PATTERN))


def test_an_expression_that_takes_too_much_memory_is_given_up(search: PatternSearch) -> None:
    with pytest.raises(PatternError):
        search.find(
            Folded("ab" * 2_000_000, Folding.PATTERN), "(?:(.)(.))*x{1,60000}(.|b)*c", any_case=True
        )

    assert search.find(LONG, "a+", any_case=True) == [(0, 40)]


def test_no_more_places_are_given_than_anybody_reads(search: PatternSearch) -> None:
    search.seconds = 20
    many = Folded("a" * (MOST + 5), Folding.PATTERN)

    assert len(search.find(many, "a", any_case=True)) == MOST


def test_half_characters_and_every_line_end_pass_through(search: PatternSearch) -> None:
    text = Folded("a\ud800\r\n\u2028b\0c", Folding.PATTERN)

    assert search.find(text, "b\0c", any_case=False) == [(5, 8)]
    assert search.find(text, "\ud800", any_case=False) == [(1, 2)]
