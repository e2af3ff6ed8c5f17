"""Tables of the survey made key by key."""

import asyncio
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import cast

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Static

from tests.survey_factories import ROOT, a_survey
from tests.tui.helpers import WIDE, Sitting, lines_of, sitting
from whyshore.errors import FixableError
from whyshore.tui.dialogs import HelpScreen
from whyshore.tui.keys import SURVEY_KEYS
from whyshore.tui.palette import command_of
from whyshore.tui.survey_app import SurveyApp
from whyshore.tui.survey_pickers import ColumnsPicker
from whyshore.tui.survey_screen import SurveyScreen
from whyshore.workflow.clerk import Clerk
from whyshore.workflow.office import SURVEY_ROOM, Office, OwnOffice
from whyshore.workflow.survey_clerk import SurveyClerk


class AtTheSurvey(Sitting):
    """A researcher before the tables of a survey."""

    def __init__(self, app: SurveyApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    async def type(self, words: str) -> None:
        """Type words, and wait as long as one looks up from the keys."""
        await self.press(*words)
        await self.pilot.pause(0.2)

    @property
    def survey(self) -> SurveyScreen:
        """The survey screen, though a window may lie on it."""
        return next(each for each in self.app.screen_stack if isinstance(each, SurveyScreen))

    @property
    def table_rows(self) -> list[str]:
        """The rows of the table."""
        return lines_of(self.survey.rows)

    @property
    def below(self) -> str:
        """The lines below the table."""
        return str(self.survey.query_one("#survey-lines", Static).content)


@asynccontextmanager
async def at(survey: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[AtTheSurvey]:
    """The tables of a survey, counted in this process."""
    app = SurveyApp(Office(cast("Clerk", SurveyClerk(survey))))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield AtTheSurvey(app, pilot)


async def test_it_begins_with_a_table_that_says_how_it_was_made() -> None:
    async with at(ROOT / "survey") as researcher:
        picture = researcher.picture()

        assert "Columns  Sub-group" in picture
        assert "Only     all firms" in picture
        assert "SYNTHETIC" in picture
        assert "Cybersecurity" in researcher.table_rows[0]
        assert "69% (42) ██▊" in researcher.table_rows[0]
        assert "SHA-256" in researcher.below
        assert "In none of the columns: 354 firms." in researcher.below


async def test_rows_columns_and_statistic_are_chosen_and_taken_back(tmp_path: Path) -> None:
    a_survey(tmp_path)
    async with at(tmp_path / "survey.yaml") as researcher:
        await researcher.press("r", *"size", "enter")
        assert researcher.table_rows[0].startswith("small")
        await researcher.press("c", *"sector", "tab", "ctrl+u", *"member", "tab", "enter")
        assert researcher.survey.shown
        assert researcher.survey.shown.columns == ("group", "sector", "member")
        await researcher.press("n")
        assert researcher.survey.shown.request.columns == (("group", "sector", "member"),)
        await researcher.press("c", "enter")
        await researcher.press("g", "p")
        assert researcher.survey.shown.statistic == "row per cent"
        assert researcher.survey.table
        assert [each.label for each in researcher.survey.table.columns] == [
            "Total", "Group A", "Group B",
        ]  # fmt: skip
        await researcher.press("x")
        assert researcher.survey.shown.request.rows == "group"
        await researcher.press("u", "u", "u")
        assert researcher.survey.shown.statistic == "column per cent"


async def test_a_filter_works_while_it_is_typed_and_problems_are_told_in_place(
    tmp_path: Path,
) -> None:
    a_survey(tmp_path)
    async with at(tmp_path / "survey.yaml") as researcher:
        first = researcher.survey.shown
        await researcher.press("f")
        await researcher.type("sectr == 'food'")
        assert "Not shown, the table is the one before" in researcher.picture()
        assert "there is no variable `sectr`. Closest: sector." in " ".join(
            researcher.picture().split()
        )
        await researcher.press("escape")
        assert researcher.survey.shown == first
        assert "Not shown" not in researcher.picture()

        await researcher.press("slash")
        await researcher.type("sector == 'food'")
        assert "Only     sector == 'food'" in researcher.picture()
        await researcher.press("enter", "b")
        assert "Filter: sector == 'food'." in researcher.below
        await researcher.press("u")
        assert researcher.survey.shown == first


async def test_a_filter_that_leaves_nobody_is_no_empty_table(tmp_path: Path) -> None:
    a_survey(tmp_path)
    async with at(tmp_path / "survey.yaml", WIDE) as researcher:
        await researcher.press("f")
        await researcher.type("staff > 9000")

        assert "leaves nobody of the 6 respondents" in researcher.picture()


async def test_keys_show_the_spread_the_tests_and_the_base(tmp_path: Path) -> None:
    a_survey(tmp_path)
    async with at(tmp_path / "survey.yaml", WIDE) as researcher:
        await researcher.press("r", *"reasons", "enter", "d")
        assert "Total, base 4: Weak 25% (1) · Neither 25% (1) · Strong 50% (2)" in researcher.below
        await researcher.press("down")
        assert "Total, base 3: Weak 33% (1)" in researcher.below
        await researcher.press("t")
        assert "Fisher exact (group): p = " in researcher.below
        await researcher.press("b")
        assert "Missing, not asked: 1 respondents (in no base)." in researcher.below
        await researcher.press("b")
        assert "SHA-256" in researcher.below


async def test_weight_switch_and_what_is_marked_are_chosen_by_key() -> None:
    async with at(ROOT / "survey", WIDE) as researcher:
        await researcher.press("s", *"spain", "enter")
        assert "spain_is_offshore on" in researcher.picture()
        await researcher.press("s", "enter")
        assert "spain_is_offshore off" in researcher.picture()
        await researcher.press("i")
        assert "Wilson 95 per cent interval" in researcher.below
        await researcher.press("i")
        assert "Wilson" not in researcher.below
        await researcher.press("m")
        assert researcher.survey.table
        assert "adjusted residual beyond 1.96" in researcher.below
        assert any(c.residual is not None for r in researcher.survey.table.rows for c in r.cells)
        await researcher.press("m")
        assert "adjusted residual" not in researcher.below


async def test_the_table_is_weighted_by_key(tmp_path: Path) -> None:
    a_survey(tmp_path)
    async with at(tmp_path / "survey.yaml", WIDE) as researcher:
        await researcher.press("r", *"member", "enter")
        assert "80% (4)" in researcher.table_rows[0]
        await researcher.press("w", "down", "down", "enter")
        assert "weight: w" in researcher.picture()
        assert "89% (4)" in researcher.table_rows[0]
        await researcher.press("w", *"no weight", "enter")
        assert "80% (4)" in researcher.table_rows[0]


async def test_total_column_every_answer_and_columns_further_on(tmp_path: Path) -> None:
    a_survey(tmp_path)
    async with at(tmp_path / "survey.yaml") as researcher:
        await researcher.press("r", *"reasons", "enter")
        answers = len(researcher.table_rows)
        await researcher.press("a")
        assert len(researcher.table_rows) > answers
        assert any("Weak" in row for row in researcher.table_rows)
        await researcher.press("a")
        assert len(researcher.table_rows) == answers

        columns = researcher.survey.query_one("#survey-heading", Static)
        assert "Total" in str(columns.content)
        await researcher.press("right")
        assert "Total" not in str(columns.content)
        assert "Group B" in str(columns.content)
        await researcher.press("left")
        assert "Total" in str(columns.content)
        await researcher.press("o")
        assert "Total" not in str(columns.content)


async def test_the_table_is_copied_and_help_and_lines_are_reached(tmp_path: Path) -> None:
    a_survey(tmp_path)
    async with at(tmp_path / "survey.yaml") as researcher:
        await researcher.press("y")
        assert "| Artificial intelligence |" in researcher.app.clipboard
        await researcher.press("tab")
        assert researcher.focus == "survey-below"
        await researcher.press("tab")
        assert researcher.focus == "survey-rows"
        for key in ("question_mark", "f1"):
            await researcher.press(key)
            assert isinstance(researcher.screen, HelpScreen)
            await researcher.press("escape")
            on_top: object = researcher.app.screen
            assert on_top is researcher.survey


async def test_the_table_is_written_as_the_command_writes_it(tmp_path: Path) -> None:
    study = tmp_path / "study"
    shutil.copytree(ROOT / "survey", study / "survey")
    async with at(study) as researcher:
        for name in ("one.md", "two.svg", "three.xlsx", "four.pages"):
            await researcher.press("e", "ctrl+u", *f"exports/{name}", "enter")

        assert "No table is written as “four.pages”" in " ".join(researcher.picture().split())
    markdown = (study / "exports" / "one.md").read_text(encoding="utf-8")
    assert "| Cybersecurity | 70% (85) | 69% (42) | 72% (43) |" in markdown
    assert (study / "exports" / "two.svg").read_bytes().startswith(b"<svg")
    assert (study / "exports" / "three.xlsx").read_bytes().startswith(b"PK")


async def test_the_coding_screen_opens_the_survey_and_loads_no_polars(study: Path) -> None:
    shutil.copytree(ROOT / "survey", study / "survey")
    async with sitting(study) as coder:
        await coder.press("f12")
        screen = coder.screen
        assert isinstance(screen, SurveyScreen)
        for _ in range(100):
            if screen.table:
                break
            await coder.pilot.pause(0.1)
        assert "Cybersecurity" in coder.picture()
        await coder.press("escape")
        assert coder.screen is coder.coding


async def test_theme_and_keys_of_the_project_are_those_of_the_survey_alone_too(
    tmp_path: Path,
) -> None:
    study = tmp_path / "study"
    shutil.copytree(ROOT / "survey", study / "survey")
    settings = 'theme = "contrast-light"\n[keys]\nspread = "z"\nbases = "q"\n'
    (study / "whyshore.toml").write_text(settings, encoding="utf-8")
    async with at(study, (160, 30)) as researcher:
        assert researcher.app.theme == "contrast-light"
        assert "z spread" in researcher.picture()
        told = [each.message for each in researcher.app._notifications]
        assert any("There is no action “bases”" in each for each in told)
        await researcher.press("d")
        assert "SHA-256" in researcher.below
        await researcher.press("z")
        assert "Yes 70% (85) · No 30% (36)" in researcher.below


async def test_settings_that_cannot_be_read_are_told_before_any_table(tmp_path: Path) -> None:
    a_survey(tmp_path)
    (tmp_path / "whyshore.toml").write_text("theme = 3\n", encoding="utf-8")

    with pytest.raises(FixableError, match="“theme” has to be text"):
        SurveyClerk(tmp_path / "survey.yaml")


async def test_a_question_mark_shows_the_keys() -> None:
    async with at(ROOT / "survey", WIDE) as researcher:
        await researcher.press("question_mark")

        assert isinstance(researcher.screen, HelpScreen)


def test_every_key_of_the_survey_does_something() -> None:
    screen = SurveyScreen(Office(cast("Clerk", None)))

    for key in SURVEY_KEYS.keys:
        assert key.action == "move" or command_of(screen, key.action), key.action


def test_the_office_of_the_survey_tells_that_there_is_none(tmp_path: Path) -> None:
    office = OwnOffice(tmp_path, room=SURVEY_ROOM)
    told: list[object] = []

    async def wait() -> None:
        office.when_open(told.append, told.append)
        while not told:
            await asyncio.sleep(0.05)
            office.deliver()

    asyncio.run(asyncio.wait_for(wait(), 20))
    office.end_at_once()

    assert "holds no survey/survey.yaml" in str(told[0])


def test_the_survey_screen_loads_no_polars() -> None:
    script = (
        "import sys; import whyshore.tui.survey_screen; "
        "sys.exit('polars' in sys.modules or 'sqlalchemy' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


async def test_weight_switch_and_what_is_shown_of_numbers_are_keys_of_their_own() -> None:
    async with at(ROOT / "survey", WIDE) as researcher:
        await researcher.press("s", *"spain", "enter")
        assert "spain_is_offshore on" in researcher.picture()
        assert "switch spain_is_offshore is on" in researcher.below
        await researcher.press("ctrl+z", "i")
        assert "69% (42) [56–79]" in researcher.table_rows[0]
        await researcher.press("i", "m", "o")
        assert researcher.survey.table
        assert researcher.survey.table.request.residuals
        assert [each.label for each in researcher.survey.table.columns] == [
            "Sub-group 1", "Sub-group 2",
        ]  # fmt: skip
        assert any("52% (32) ↑" in each for each in researcher.table_rows)
        await researcher.press("o", "r", *"mech", "enter", "a")
        assert [each.split("  ")[1] for each in researcher.table_rows[1:3]] == ["Very weak", "Weak"]
        await researcher.press("y")
        assert researcher.app.clipboard.startswith("**Mechanisms by which")


async def test_a_weight_is_chosen_and_taken_away(tmp_path: Path) -> None:
    a_survey(tmp_path)
    async with at(tmp_path / "survey.yaml", WIDE) as researcher:
        await researcher.press("w", *"staff", "enter")
        assert "weight: staff" in researcher.picture()
        assert researcher.survey.table
        assert researcher.survey.table.weighted
        await researcher.press("w", *"no weight", "enter")
        assert not researcher.survey.table.weighted


async def test_tab_ticks_the_column_typed_before_it_however_fast(tmp_path: Path) -> None:
    a_survey(tmp_path)
    async with at(tmp_path / "survey.yaml") as researcher:
        await researcher.press("r", *"size", "enter")
        await researcher.press("c")
        for key in (*"sector", "tab"):
            researcher.app.post_message(events.Key(key, key if len(key) == 1 else None))
        picker = cast(ColumnsPicker, researcher.app.screen)
        await researcher.until(lambda: bool(picker.ticked) and picker.ticked[-1] == "sector")


async def test_columns_that_find_no_room_are_reached_by_arrows_and_tab_goes_below() -> None:
    async with at(ROOT / "survey") as researcher:
        await researcher.press("c", *"activity", "enter")
        assert researcher.survey.shown
        assert researcher.survey.shown.columns == ("activity",)
        first = researcher.picture()
        assert "columns 1 to " in first
        await researcher.press("right")
        assert "columns 2 to " in researcher.picture()
        await researcher.press("left")
        assert "columns 1 to " in researcher.picture()
        await researcher.press("tab")
        assert researcher.survey.focused is researcher.survey.query_one("#survey-below")
        await researcher.press("tab", "down")
        assert researcher.survey.rows.highlighted == 1
