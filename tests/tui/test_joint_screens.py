"""The joint displays and the links on the screen, as somebody works in them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.tui.helpers import WIDE, Sitting, lines_of, sitting
from whyshore.domain.joint import Fit
from whyshore.domain.link import Consent
from whyshore.store.findings import all_findings
from whyshore.store.links import all_links
from whyshore.tui.dialogs import HelpScreen
from whyshore.tui.joint_screen import JointScreen
from whyshore.tui.link_screen import LinkScreen
from whyshore.tui.status import Line
from whyshore.workflow.office import Office
from whyshore.workflow.undo_changes import history


def joint(at: Sitting) -> JointScreen:
    return next(each for each in at.app.screen_stack if isinstance(each, JointScreen))


def links(at: Sitting) -> LinkScreen:
    found = at.screen
    assert isinstance(found, LinkScreen)
    return found


def in_the_text(at: Sitting) -> bool:
    return at.screen is at.coding


def said(at: Sitting) -> str:
    return str(at.screen.query_one("#status", Line).content)


def row(at: Sitting, number: int) -> list[str]:
    return [str(each) for each in joint(at).main.get_row_at(number)]


def stored_links(at: Sitting) -> list[tuple[str, str, Consent, bool]]:
    with at.project.database.reading() as session:
        return [
            (each.case, each.respondent, each.consent, each.rejected) for each in all_links(session)
        ]


async def test_a_cell_opens_its_quotes_and_a_quote_its_interview(bundled: Path) -> None:
    async with sitting(bundled, size=WIDE) as at:
        await at.press("f5", "right", "right")
        beside = joint(at).beside
        assert str(beside.border_title).startswith("Arteche – Brazil · Backshore · ")
        first = lines_of(beside)[1]
        await at.press("enter", "enter")

        assert at.interview.id == "arteche"
        assert at.selected
        assert at.selected in first


async def test_a_cell_of_numbers_opens_its_table_with_base_and_tests(bundled: Path) -> None:
    async with sitting(bundled, size=WIDE) as at:
        await at.press("f5", "2", "right", "t")
        shown = lines_of(joint(at).beside)

        assert any(each.startswith("Base") and "50" in each and "38" in each for each in shown)
        assert any("Bonferroni" in each for each in shown)
        assert any("SYNTHETIC" in each for each in shown)


async def test_fit_and_meta_inference_are_written_and_undone_on_the_keyboard(
    bundled: Path,
) -> None:
    async with sitting(bundled, size=WIDE) as at:
        await at.press("f5", "3", "down", "f")
        await at.type("conf")
        await at.press("enter", "m")
        await at.type("As expected.")
        await at.press("escape")

        assert row(at, 1)[-2] == "[confirms]"
        assert row(at, 1)[-1].startswith("As expected. (ana, ")
        await at.press("u")
        with at.project.database.reading() as session:
            [kept] = all_findings(session)
        assert (kept.display, kept.line, kept.fit, kept.text) == ("jd3", "market", Fit.CONFIRMS, "")
        await at.press("delete")
        assert row(at, 1)[-2:] == ["[ ]", ""]


async def test_nothing_is_linked_before_a_person_says_so_and_consent_decides_what_shows(
    bundled: Path,
) -> None:
    async with sitting(bundled, size=WIDE) as at:
        await at.press("f5", "l")
        assert "Arteche (synthetic)" in lines_of(links(at).beside)[0]
        assert stored_links(at) == []

        await at.press("1")
        await at.type("given")
        await at.press("enter")
        assert stored_links(at) == [("arteche-brazil", "R371", Consent.GIVEN, False)]
        assert lines_of(links(at).main)[0] == "[x] Arteche – Brazil → R371"

        await at.press("escape")
        assert "‹withheld›" in row(at, 0)
        await at.press("v")
        assert "Sub-group 1" in row(at, 0)
        assert said(at).startswith("CONFIDENTIAL: 1 named firm")


async def test_a_candidate_is_rejected_and_a_respondent_linked_by_its_key(bundled: Path) -> None:
    async with sitting(bundled, size=WIDE) as at:
        await at.press("f5", "l", "x")
        assert stored_links(at) == [("arteche-brazil", "R371", Consent.NOT_ASKED, True)]
        assert not any("R371" in each for each in lines_of(links(at).beside))

        await at.press("n", "k")
        await at.type("R999")
        await at.press("enter", "enter")
        assert "no respondent with the resp_id “R999”" in said(at)
        await at.press("k")
        await at.type("R004")
        await at.press("enter", "enter")
        assert stored_links(at) == [("arteche-brazil", "R004", Consent.NOT_ASKED, False)]


async def test_a_project_without_a_survey_says_what_to_do(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        await at.press("f5")
        assert "whyshore survey describe" in said(at)
        await at.press("down", "t", "f", "enter", "l")
        assert "whyshore survey describe" in str(lines_of(links(at).beside))
        await at.press("1", "x", "c", "escape", "escape")

        assert at.screen is at.coding


async def test_each_display_and_the_way_back_has_its_key(bundled: Path) -> None:
    async with sitting(bundled, size=WIDE) as at:
        await at.press("f5", "4")
        assert str(joint(at).main.border_title).startswith("JD4")
        await at.press("1", "down", "up", "right", "left", "question_mark")
        assert isinstance(at.screen, HelpScreen)
        await at.press("escape")
        assert str(joint(at).main.border_title).startswith("JD1")
        await at.press("w")
        assert said(at).startswith("written to ")
        [written] = (bundled / "exports").glob("jd1*.md")
        assert "Case by survey" in written.read_text(encoding="utf-8")
        await at.press("right", "y")
        assert at.app.clipboard == "market (p)"
        await at.press("f5")
        assert in_the_text(at)


async def test_quotes_are_copied_and_gone_to_from_beside(bundled: Path) -> None:
    async with sitting(bundled, size=WIDE) as at:
        await at.press("f5", "right", "right", "tab", "y")
        assert at.app.clipboard.startswith("“")
        assert "Arteche" in at.app.clipboard
        await at.press("tab")
        assert joint(at).main.has_focus
        await at.press("tab", "g")
        assert at.interview.id == "arteche"


async def test_what_was_undone_in_a_joint_display_comes_back(bundled: Path) -> None:
    async with sitting(bundled, size=WIDE) as at:
        await at.press("f5", "f")
        await at.type("exp")
        await at.press("enter", "u")
        assert row(at, 0)[-2] == "[ ]"
        await at.press("U")
        assert row(at, 0)[-2] == "[expands]"
        await at.press("backspace")
        assert row(at, 0)[-2] == "[ ]"


async def test_links_are_made_changed_and_taken_away_on_the_keyboard(bundled: Path) -> None:
    async with sitting(bundled, size=WIDE) as at:
        await at.press("f5", "l", "tab", "enter")
        await at.press("enter")
        assert stored_links(at) == [("arteche-brazil", "R371", Consent.NOT_ASKED, False)]
        await at.press("tab", "c")
        await at.type("refu")
        await at.press("enter")
        assert stored_links(at)[0][2] is Consent.REFUSED
        await at.press("d")
        assert stored_links(at) == []
        await at.press("u")
        assert len(stored_links(at)) == 1
        await at.press("U")
        assert stored_links(at) == []
        await at.press("o")
        assert "of a group" in said(at)
        await at.press("question_mark")
        assert isinstance(at.screen, HelpScreen)


async def test_second_and_third_candidates_have_their_keys(bundled: Path) -> None:
    answers = bundled / "survey" / "synthetic-475.csv"
    lines = answers.read_text(encoding="utf-8").splitlines(keepends=True)
    column = lines[0].rstrip().split(",").index("company")
    for place, name in ((1, "Arteche Norte"), (2, "Arteche Sur")):
        cells = lines[place].split(",")
        lines[place] = ",".join([*cells[:column], name, *cells[column + 1 :]])
    answers.write_text("".join(lines), encoding="utf-8")

    async with sitting(bundled, size=WIDE) as at:
        await at.press("f5", "l")
        here = links(at).here
        assert here
        _, second, third = [each.respondent for each in here.candidates]
        assert "58 · similar · to look at" in " ".join(lines_of(links(at).beside))
        await at.press("2", "enter", "d", "3", "enter", "down")
        assert [each[1] for each in stored_links(at)] == [third] != [second]
        events = [each.summary for each in history(at.project)]
        assert sum(second in each for each in events) == 2


async def test_no_key_waits_for_the_clerk_nor_is_lost(
    bundled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sitting(bundled, size=WIDE) as at:
        errands = held_up(at, monkeypatch)
        await at.press("f5", "2", "right", "t")
        assert saved(at) == "reading …"
        assert lines_of(joint(at).beside) == []

        await answered(at, errands)
        assert saved(at) == "all saved"
        assert str(joint(at).main.border_title).startswith("JD2")
        assert any("Bonferroni" in each for each in lines_of(joint(at).beside))
        assert joint(at).beside.has_focus


async def test_words_typed_behind_a_display_that_is_being_read_go_into_the_window(
    bundled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sitting(bundled, size=WIDE) as at:
        errands = held_up(at, monkeypatch)
        await at.press("f5", "m")
        await at.type("mmff")
        await answered(at, errands)
        await at.press("escape")
        assert saved(at) == "saving …"
        assert row(at, 0)[-1] == ""
        await answered(at, errands)

        assert row(at, 0)[-1].startswith("mmff (ana, ")
        assert saved(at) == "all saved"


async def test_a_display_that_is_being_read_can_be_left_and_a_link_on_its_way_is_kept(
    bundled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sitting(bundled, size=WIDE) as at:
        await at.press("f5", "l")
        errands = held_up(at, monkeypatch)
        await at.press("1", "enter")
        assert saved(at) == "saving …"
        await at.press("escape")
        assert isinstance(at.screen, JointScreen)
        await at.press("escape")
        assert in_the_text(at)

        await answered(at, errands)
        assert stored_links(at) == [("arteche-brazil", "R371", Consent.NOT_ASKED, False)]
        assert in_the_text(at)


def held_up(at: Sitting, monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], None]]:
    """From now on the clerk does nothing before `answered`; gives what it was asked for."""
    errands: list[Callable[[], None]] = []

    def later(*given: Any) -> None:  # noqa: ANN401 - as the office is asked
        errands.append(partial(Office.later, at.app.office, *given))

    monkeypatch.setattr(at.app.office, "later", later)
    return errands


async def answered(at: Sitting, errands: list[Callable[[], None]]) -> None:
    """The clerk does what it was asked for, and what that leads to."""
    while errands:
        errands.pop(0)()
        for _ in range(4):
            await at.settle()


def saved(at: Sitting) -> str:
    return str(at.screen.query_one("#saved", Line).content)
