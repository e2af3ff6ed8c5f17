"""Codings rated on the codebook's scale."""

from pathlib import Path

import pytest

from tests.factories import CODEBOOK
from tests.tui.helpers import WIDE, sitting
from whyshore.tui.rate_acts import RatingAsker

WAGES = "Wages were low."
SCALE = "ratings:\n  title: Certainty\n  scale: {1: doubtful, 2: likely, 3: certain}\n"


@pytest.fixture
def rated(study: Path) -> Path:
    """The small project with a scale in its codebook."""
    (study / "codebook.yaml").write_text(SCALE + CODEBOOK, encoding="utf-8")
    return study


async def test_a_digit_rates_changes_and_backspace_clears(rated: Path) -> None:
    async with sitting(rated, size=WIDE) as at:
        at.go_to(WAGES)
        await at.press("s", *"og", "r", "2")
        assert at.said == "rated og: 2 likely · u undoes"
        assert [each.rating for each in at.codings()] == [2]
        assert "Certainty: 2 likely" in at.details
        await at.press("h")
        assert "og=2" in at.said
        await at.press("r", "down", "enter")
        assert [each.rating for each in at.codings()] == [3]
        await at.press("r", "backspace")
        assert [each.rating for each in at.codings()] == [None]
        assert at.said == "rated og: no rating · u undoes"
        await at.press("u")
        assert [each.rating for each in at.codings()] == [3]
        assert "undid: certainty of og Expected market growth" in at.said


async def test_escape_leaves_the_rating(rated: Path) -> None:
    async with sitting(rated, size=WIDE) as at:
        at.go_to(WAGES)
        await at.press("s", *"og", "r", "9")
        assert isinstance(at.screen, RatingAsker)
        await at.press("escape")
        assert [each.rating for each in at.codings()] == [None]


async def test_a_step_is_clicked(rated: Path) -> None:
    async with sitting(rated, size=(80, 24)) as at:
        at.go_to(WAGES)
        await at.press("s", *"og", "r")
        y, row = next((y, row) for y, row in enumerate(at.rows()) if "3 certain" in row)
        await at.pilot.click(offset=(row.index("certain"), y))
        await at.until(lambda: [each.rating for each in at.codings()] == [3])


async def test_with_several_it_is_asked_which(rated: Path) -> None:
    async with sitting(rated, size=WIDE) as at:
        at.go_to(WAGES)
        await at.press("s", *"og", *"bd", "r", *"bd", "enter", "1")
        assert {each.code: each.rating for each in at.codings()} == {
            "back-decline": 1,
            "off-growth": None,
        }


async def test_twice_the_same_digit_in_one_go_is_no_harm(rated: Path) -> None:
    async with sitting(rated, size=WIDE) as at:
        at.go_to(WAGES)
        await at.press("s", *"og", "r", "1", "1", "escape")
        assert at.codings()[0].rating == 1


async def test_without_a_scale_nothing_of_it_shows(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        at.go_to(WAGES)
        await at.press("s", *"og", "r")
        assert at.said.startswith("The codebook declares no `ratings:`")
        assert "=" not in at.details
        await at.press("h")
        assert "og=" not in at.said


async def test_a_rating_survives_stretching_splitting_and_joining(rated: Path) -> None:
    async with sitting(rated, size=WIDE) as at:
        at.go_to(WAGES)
        await at.press("s", *"og", "r", "2", "greater_than_sign")
        assert [each.rating for each in at.codings()] == [2]
        at.go_to("We also")
        await at.press("X")
        assert [each.rating for each in at.codings()] == [2, 2]
        await at.press("B")
        assert [each.rating for each in at.codings()] == [2]
