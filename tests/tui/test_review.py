"""Corrected transcripts on the screen: taken over, looked at side by side, settled."""

from pathlib import Path

import pytest
from textual.widgets import Label, OptionList, Static

from tests.factories import TEXT
from tests.tui.helpers import Sitting, elsewhere, lines_of, sitting
from tests.workflow.helpers import coded
from whyshore.domain.history import now
from whyshore.workflow.backups import restore_as_of

LONGER = "We also had friends there."
GROW = "We expected the market to grow."


@pytest.fixture
def corrected(study: Path) -> Path:
    """A study whose one interview was corrected after two passages were coded."""
    with elsewhere(study, "ana") as project:
        coded(project, GROW, "off-growth")
        coded(project, LONGER, "off-cost")
    text = "I: Good morning.\n" + TEXT.replace(f" {LONGER}", "")
    (study / "interviews" / "ana.md").write_text(text, encoding="utf-8")
    return study


def listed(at: Sitting) -> list[str]:
    return lines_of(at.screen.query_one("#review", OptionList))


def said(at: Sitting) -> str:
    return str(at.screen.query_one("#review-said", Label).content)


async def test_a_corrected_text_is_told_at_opening_and_taken_over_with_f10(corrected: Path) -> None:
    async with sitting(corrected, size=(120, 40)) as at:
        await at.until(
            lambda: any("1 kept, 1 orphaned" in str(e.message) for e in at.app._notifications)
        )
        await at.press("f10")
        assert listed(at) == ["⟳ ana.md: 1 kept, 1 orphaned"]
        await at.press("t")
        assert len(listed(at)) == 1
        assert LONGER in listed(at)[0]
        assert LONGER in str(at.screen.query_one("#review-old", Static).content)
        assert said(at).startswith("taken over; u brings the old texts back")
        await at.press("escape")
        assert at.interview.text.startswith("I: Good morning.")
        assert sorted(quote for _, quote in at.coded()) == [LONGER, GROW]


async def test_what_a_restore_went_back_behind_waits_in_the_window(study: Path) -> None:
    moment = now()
    for name, text in (("ana.md", f"{TEXT}R: More.\n"), ("bea.md", TEXT.replace("low", "high"))):
        (study / "interviews" / name).write_text(text, encoding="utf-8")
    with elsewhere(study, "ana") as project:
        restore_as_of(project, moment)
    async with sitting(study) as at:
        await at.press("f10")
        assert listed(at) == ["⟳ ana.md: nothing lies in it", "⟳ bea (new): nothing lies in it"]
        await at.press("escape", "u")
        assert at.interview.text.endswith("R: More.\n")
        await at.press("f10")
        assert listed(at) == []


async def test_an_orphan_is_put_on_words_undone_and_dropped(corrected: Path) -> None:
    async with sitting(corrected) as at:
        await at.press("f10", "t", "w", "end", *["backspace"] * len(LONGER))
        await at.type("The market fell.")
        await at.press("enter")
        assert listed(at) == [], said(at)
        assert ("off-cost", "The market fell.") in at.coded()
        await at.press("u")
        assert LONGER in listed(at)[0]
        await at.press("x")
        assert listed(at) == []
        assert [quote for _, quote in at.coded()] == [GROW]


async def test_nothing_to_settle_says_so(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("f10")
        assert "Everything lies where its words are" in at.picture()
        await at.press("a", "x", "t")
        assert said(at) == "No text waits."


MANY = "We also had many friends there."


@pytest.fixture
def reworded(corrected: Path) -> Path:
    """The same study, in which the words that were coded came back a little changed elsewhere."""
    file = corrected / "interviews" / "ana.md"
    text = file.read_text(encoding="utf-8")
    moved = text.replace("The market fell.", f"The market fell. {MANY}")
    file.write_text(moved, encoding="utf-8")
    return corrected


async def test_enter_goes_to_the_place_proposed_for_an_orphan(reworded: Path) -> None:
    async with sitting(reworded, size=(120, 40)) as at:
        await at.press("f10", "t")
        assert LONGER in listed(at)[0]
        await at.press("enter")
        assert at.screen is at.coding
        assert at.selected.startswith(MANY)


async def test_the_proposed_place_is_accepted_and_undone(reworded: Path) -> None:
    async with sitting(reworded, size=(120, 40)) as at:
        await at.press("f10", "t", "a")
        assert listed(at) == []
        assert any(quote.startswith(MANY) for _, quote in at.coded())
        await at.press("u")
        assert LONGER in listed(at)[0]
        for closing in ("f10", "escape"):
            await at.press(closing)
            assert at.screen is at.coding
            await at.press("f10")
