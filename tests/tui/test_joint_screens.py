"""The joint displays and the links on the screen, as somebody works in them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.tui.helpers import WIDE, Sitting, lines_of, sitting
from whyshore.domain.joint import Fit
from whyshore.domain.link import Consent, Level
from whyshore.store.findings import all_findings
from whyshore.store.links import all_links
from whyshore.tui.dialogs import HelpScreen
from whyshore.tui.joint_screen import JointScreen
from whyshore.tui.link_screen import LinkScreen
from whyshore.tui.status import Line
from whyshore.workflow.office import Office
from whyshore.workflow.organise_cases import add_case

LIKE_NAMES = """\
title: Firms
data: data.csv
key: id
name: firm
variables:
  id: {type: id}
  firm: {type: text, confidential: true}
"""


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


async def test_each_display_has_its_number_and_is_written_as_markdown(bundled: Path) -> None:
    async with sitting(bundled, size=WIDE) as at:
        await at.press("f5")
        titles = []
        for number in "4321":
            await at.press(number)
            titles.append(str(joint(at).main.border_title)[:3])
        assert titles == ["JD4", "JD3", "JD2", "JD1"]
        await at.press("4", "w")
        [written] = (bundled / "exports").glob("*jd4*.md")
        assert said(at).endswith(written.name)
        assert written.read_text(encoding="utf-8").startswith("**JD4. ")


async def test_a_quote_of_a_cell_is_copied_and_gone_to(bundled: Path) -> None:
    async with sitting(bundled, size=WIDE) as at:
        await at.press("f5", "right", "right", "y")
        cell = at.app.clipboard
        assert cell
        assert said(at).startswith("copied: the cell")
        await at.press("tab")
        assert at.focus == "beside"
        await at.press("y")
        quote = at.app.clipboard
        assert quote.startswith("“")
        await at.press("tab")
        assert at.focus == "joint-table"
        await at.press("tab", "g")
        assert at.screen is at.coding
        assert at.interview.id == "arteche"
        assert f"“{' '.join(at.selected.split())}” (" in quote


async def test_what_was_undone_in_a_display_is_brought_back(bundled: Path) -> None:
    async with sitting(bundled, size=WIDE) as at:
        await at.press("f5", "3", "down", "f")
        await at.type("conf")
        await at.press("enter", "u")
        assert row(at, 1)[-2] == "[ ]"
        await at.press("U")
        assert row(at, 1)[-2] == "[confirms]"
        assert said(at).startswith("redid: ")


@pytest.mark.parametrize("keys", [("f5",), ("f5", "l")])
async def test_help_is_there_beside_the_survey(bundled: Path, keys: tuple[str, ...]) -> None:
    async with sitting(bundled, size=WIDE) as at:
        await at.press(*keys)
        before = at.screen
        for key in ("question_mark", "f1"):
            await at.press(key)
            assert isinstance(at.screen, HelpScreen)
            await at.press("escape")
            assert at.screen is before


async def test_a_candidate_is_picked_by_place_linked_undone_and_taken_away(bundled: Path) -> None:
    async with sitting(bundled, size=WIDE) as at:
        await at.press("f5", "l")
        case = links(at).main.highlighted
        await at.press("down")
        assert links(at).main.highlighted == (case or 0) + 1
        await at.press("up")
        assert links(at).main.highlighted == case

        await at.press("tab")
        assert at.focus == "beside"
        await at.press("o", "enter")
        await at.type("refused")
        await at.press("enter")
        [(_, respondent, consent, _)] = stored_links(at)
        assert (respondent, consent) == ("R371", Consent.REFUSED)
        with at.project.database.reading() as session:
            [link] = all_links(session)
        assert link.level is list(Level)[1]

        await at.press("u")
        assert stored_links(at) == []
        await at.press("U")
        assert len(stored_links(at)) == 1
        await at.press("d")
        assert stored_links(at) == []


@pytest.mark.parametrize("key", ["2", "3"])
async def test_the_second_and_third_candidate_have_keys_of_their_own(study: Path, key: str) -> None:
    (study / "survey").mkdir()
    (study / "survey" / "survey.yaml").write_text(LIKE_NAMES, encoding="utf-8")
    firms = "Fagor Industrial", "Fagor Electrónica", "Fagor Arrasate"
    rows = (f'r{number},"{firm}, S. Coop."' for number, firm in enumerate(firms, start=1))
    (study / "survey" / "data.csv").write_text("\n".join(["id,firm", *rows]), encoding="utf-8")
    async with sitting(study, size=WIDE) as at:
        add_case(at.project, "Fagor", "China")
        await at.press("f5", "l")
        candidates = [option.id for option in links(at).beside.options]
        assert sorted(map(str, candidates)) == ["r1", "r2", "r3"]
        await at.press(key, "enter")
        assert [each[1] for each in stored_links(at)] == [candidates[int(key) - 1]]


async def test_consent_of_a_link_is_changed_by_key(bundled: Path) -> None:
    async with sitting(bundled, size=WIDE) as at:
        await at.press("f5", "l", "1", "enter")
        assert [each[2] for each in stored_links(at)] == [Consent.NOT_ASKED]
        await at.press("c")
        await at.type("given")
        await at.press("enter")
        assert [each[2] for each in stored_links(at)] == [Consent.GIVEN]
        assert "consent: given" in " ".join(lines_of(links(at).beside))


async def test_the_key_that_opens_the_displays_closes_them(bundled: Path) -> None:
    async with sitting(bundled, size=WIDE) as at:
        await at.press("f5", "right", "f5")
        assert in_the_text(at)


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
