import sqlite3
from collections import deque
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input, OptionList, TextArea

from tests.factories import CODEBOOK, place
from tests.tui.helpers import WIDE, Sitting, elsewhere, lines_of, sitting
from tests.workflow.helpers import coded, interview_of
from whyshore.domain.results import Standing
from whyshore.domain.synthesis import Wording
from whyshore.tui.dialogs import Chooser, ChooseSeveral, Form
from whyshore.workflow.apply_codes import remove_coding
from whyshore.workflow.coded_segments import Wanted, coded_segments
from whyshore.workflow.organise_cases import add_case, add_group, set_default_case, set_passage
from whyshore.workflow.project import Project
from whyshore.workflow.write_synthesis import add_statement, remove_statement, synthesis_of

GROWTH = "We expected the market to grow."
WAGES = "Wages were low."
FELL = "The market fell."
QUALITY = "Quality was poor."


@pytest.fixture
def table(study: Path) -> Path:
    """Two rows; the first has two statements under “why offshore”, the second is empty."""
    with elsewhere(study, coder="ana") as project:
        china, turkey = (add_case(project, "Fagor", land) for land in ("China", "Turkey"))
        interview = set_default_case(project, interview_of(project), china.id)
        about_turkey = place(interview, f"{FELL} {QUALITY}")
        set_passage(project, interview, about_turkey, case=turkey.id)
        growth = coded(project, GROWTH)
        wages = coded(project, WAGES, "off-cost")
        coded(project, FELL, "back-decline")
        row = add_group(project, "Fagor-China", [china.id])
        add_group(project, "Fagor-Turkey", [turkey.id])
        for text, coding in (("A growing market", growth), ("Low wages", wages)):
            add_statement(
                project,
                group=row.id,
                column="offshore",
                wording=Wording(text),
                evidence=[each for each in segments(project) if each.coding.id == coding.id],
            )
    return study


def segments(project: Project) -> list:  # type: ignore[type-arg]
    return list(coded_segments(project, Wanted()))


def cells(at: Sitting) -> dict[tuple[str, str], list[str]]:
    """The statements of each cell that has any, as the database holds them."""
    found = {
        (row.group.label, column): [each.statement.text for each in row.cells[column]]
        for row in synthesis_of(at.project).rows
        for column in ("offshore", "backshore")
    }
    return {cell: texts for cell, texts in found.items() if texts}


def quotes_under(at: Sitting, text: str) -> list[str]:
    """The words a statement rests on."""
    statements = synthesis_of(at.project).statements
    found = next(each for each in statements if each.statement.text == text)
    return [each.coding.quote for each in found.evidence]


def standing_of(at: Sitting, text: str) -> Standing:
    statements = synthesis_of(at.project).statements
    return next(each.standing for each in statements if each.statement.text == text)


def here(at: Sitting) -> str | None:
    return at.grid.statement.statement.text if at.grid.statement else None


# --- moving ---


async def test_the_table_opens_on_its_first_statement_with_its_evidence(table: Path) -> None:
    async with sitting(table) as at:
        await at.press("f2")

        assert here(at) == "A growing market"
        assert at.focus == "grid"
        assert at.evidence == [
            f"“{GROWTH}”\n    ana, turn 2 · Fagor – China · Offshoring › Expected market growth"
        ]
        assert at.said == "2 statements · 0 without sound evidence · 1 coding in no statement"


async def test_arrows_go_from_statement_to_statement_and_cell_to_cell(table: Path) -> None:
    async with sitting(table) as at:
        await at.press("f2", "down")
        assert here(at) == "Low wages"
        assert WAGES in at.evidence[0]
        await at.press("right")
        assert (here(at), at.grid.column) == (None, "backshore")
        assert at.evidence[0].startswith("No statement here yet.")
        await at.press("down", "down", "left")
        assert (at.grid.row and at.grid.row.group.label, at.grid.column) == (
            "Fagor-Turkey",
            "offshore",
        )
        await at.press("up")
        assert here(at) == "Low wages"
        await at.press("up", "up", "left")
        assert here(at) == "A growing market"


async def test_a_click_goes_to_the_statement_under_the_pointer(table: Path) -> None:
    async with sitting(table) as at:
        await at.press("f2")
        y = next(n for n, row in enumerate(at.rows()) if "Low wages" in row)
        await at.pilot.click(offset=(at.rows()[y].index("Low wages"), y))
        assert here(at) == "Low wages"
        await at.pilot.click(offset=(at.rows()[y - 1].index("A growing"), y - 1))
        assert here(at) == "A growing market"


async def test_the_way_back_to_the_text(table: Path) -> None:
    async with sitting(table) as at:
        for key in ("escape", "f2", "ctrl+t"):
            await at.press("ctrl+t")
            assert at.focus == "grid"
            await at.press(key)
            assert at.focus == "transcript"


async def test_tab_goes_to_the_evidence_and_escape_back(table: Path) -> None:
    async with sitting(table) as at:
        await at.press("f2", "tab")
        assert at.focus == "evidence"
        await at.press("tab", "tab", "escape")
        assert at.focus == "grid"


# --- writing ---


async def test_a_statement_is_written_in_the_cell(table: Path) -> None:
    async with sitting(table) as at:
        await at.press("f2", "right", "a")
        assert isinstance(at.screen, Form)
        await at.type("Poor quality")
        await at.press("ctrl+s")

        assert cells(at)["Fagor-China", "backshore"] == ["Poor quality"]
        assert here(at) == "Poor quality"
        assert standing_of(at, "Poor quality") is Standing.UNSUPPORTED
        assert "○ Poor quality (0)" in at.picture()
        assert at.said.startswith("statement saved: l chooses what it rests on")


async def test_hedge_orientation_and_by_are_filled_in(table: Path) -> None:
    async with sitting(table, size=WIDE) as at:
        await at.press("f2", "enter", "tab")
        await at.type("perhaps")
        await at.press("tab")
        await at.type("mar")
        await at.press("tab")
        await at.type("paper")
        await at.press("enter")

        said = synthesis_of(at.project).statements[0].statement
        assert (said.hedge, said.orientation, said.by) == ("perhaps", "market", "paper")
        assert "[market, by paper]" in at.picture()


async def test_a_statement_is_reworded(table: Path) -> None:
    async with sitting(table) as at:
        await at.press("f2", "down", "e")
        assert at.screen.query_one(TextArea).text == "Low wages"
        await at.type(" abroad")
        await at.press("ctrl+s")

        assert cells(at)["Fagor-China", "offshore"] == ["A growing market", "Low wages abroad"]
        assert quotes_under(at, "Low wages abroad") == [WAGES]


async def test_what_makes_no_sense_is_not_saved_and_not_lost(table: Path) -> None:
    async with sitting(table) as at:
        await at.press("f2", "a")
        await at.type("Words")
        at.screen.query_one("#orientation", Input).value = "sideways"
        await at.press("ctrl+s")
        await at.until(lambda: "There is no orientation “sideways”." in at.picture())
        assert at.screen.query_one(TextArea).text == "Words"
        await at.press("ctrl+d")
        assert len(synthesis_of(at.project).statements) == 2


async def test_a_statement_without_words_is_none(table: Path) -> None:
    async with sitting(table) as at:
        await at.press("f2", "a", "space", "ctrl+s")

        assert at.focus == "grid"
        assert len(synthesis_of(at.project).statements) == 2


async def test_escape_loses_no_words(table: Path) -> None:
    async with sitting(table) as at:
        await at.press("f2", "enter")
        await at.type(" indeed")
        await at.press("escape")

        assert cells(at)["Fagor-China", "offshore"] == ["A growing market indeed", "Low wages"]


async def test_a_statement_moves_up_and_down_in_its_cell(table: Path) -> None:
    async with sitting(table) as at:
        await at.press("f2", "J")
        assert cells(at)["Fagor-China", "offshore"] == ["Low wages", "A growing market"]
        assert here(at) == "A growing market"
        await at.press("J", "K", "shift+up")
        assert cells(at)["Fagor-China", "offshore"] == ["A growing market", "Low wages"]


async def test_a_removed_statement_leaves_its_codings_and_comes_back(table: Path) -> None:
    async with sitting(table) as at:
        await at.press("f2", "backspace")
        assert cells(at) == {("Fagor-China", "offshore"): ["Low wages"]}
        assert len(at.codings()) == 3
        await at.press("u")
        assert cells(at) == {("Fagor-China", "offshore"): ["A growing market", "Low wages"]}
        assert at.said.startswith("undid: remove “A growing market”")
        await at.press("U")
        assert cells(at) == {("Fagor-China", "offshore"): ["Low wages"]}


# --- evidence ---


async def test_evidence_is_linked_and_unlinked(table: Path) -> None:
    async with sitting(table) as at:
        await at.press("f2", "l")
        assert isinstance(at.screen, ChooseSeveral)
        lines = lines_of(at.screen.query_one(OptionList))
        assert lines[0].startswith("[ 1] Offshoring › Expected market growth")
        assert lines[1].startswith("[  ] Offshoring › Lower cost")
        await at.press("down", "space", "ctrl+s")
        assert quotes_under(at, "A growing market") == [GROWTH, WAGES]
        assert at.said.startswith("rests on 2 codings now")
        await at.press("tab", "down", "x")
        assert quotes_under(at, "A growing market") == [GROWTH]


async def test_the_last_evidence_taken_away_leaves_it_unsupported(table: Path) -> None:
    async with sitting(table) as at:
        await at.press("f2", "tab", "x")

        assert standing_of(at, "A growing market") is Standing.UNSUPPORTED
        assert "○ A growing market (0)" in at.picture()


async def test_evidence_left_as_it_was(table: Path) -> None:
    async with sitting(table) as at:
        await at.press("f2", "l", "space", "escape")

        assert quotes_under(at, "A growing market") == [GROWTH]


async def test_g_opens_the_quote_in_its_interview(table: Path) -> None:
    async with sitting(table) as at:
        await at.open("ben")
        await at.press("f2", "down", "tab", "g")

        assert at.focus == "transcript"
        assert at.interview.id == "ana"
        assert at.selected == WAGES


async def test_enter_on_the_evidence_opens_it_too(table: Path) -> None:
    async with sitting(table) as at:
        await at.press("f2", "tab", "enter")

        assert at.selected == GROWTH


async def test_a_statement_whose_evidence_went_away_is_stale_until_confirmed(table: Path) -> None:
    async with sitting(table) as at:
        await at.press("f2", "l", "down", "space", "ctrl+s", "escape")
        with elsewhere(table, coder="ana") as project:
            coding = next(
                each.coding for each in segments(project) if each.coding.code == "off-cost"
            )
            remove_coding(project, coding, interview_of(project))
        await at.press("f2")
        assert standing_of(at, "A growing market") is Standing.STALE
        assert "! A growing market (1)" in at.picture()
        assert at.evidence[0].startswith("stale: ")
        await at.press("o")
        assert standing_of(at, "A growing market") is Standing.SUPPORTED
        assert at.said.startswith("confirmed")
        await at.press("o")
        assert at.said == "Only a stale statement (!) is to be confirmed."


# --- draft ---


async def test_a_draft_becomes_a_statement_with_its_evidence(table: Path) -> None:
    async with sitting(table) as at:
        await at.press("f2", "down", "down", "right", "d")
        assert at.focus == "evidence"
        assert at.evidence[0] == "Market deteriorated · market · 1 coding in 1 interview"
        assert FELL in at.evidence[1]
        await at.press("enter")
        assert at.screen.query_one(TextArea).text == "Market deteriorated"
        assert at.screen.query_one("#orientation", Input).value == "market"
        await at.type(" in Turkey")
        await at.press("ctrl+s")

        text = "Market deteriorated in Turkey"
        assert cells(at)["Fagor-Turkey", "backshore"] == [text]
        assert quotes_under(at, text) == [FELL]
        assert here(at) == text


async def test_a_quote_of_the_draft_becomes_a_statement(table: Path) -> None:
    async with sitting(table) as at:
        await at.press("f2", "down", "down", "right", "d", "down", "enter", "ctrl+s")

        assert cells(at)["Fagor-Turkey", "backshore"] == [FELL]


async def test_the_draft_says_what_is_used_and_is_left_again(table: Path) -> None:
    async with sitting(table) as at:
        await at.press("f2", "d")
        assert any(line.endswith("1 coding in 1 interview · used") for line in at.evidence)
        await at.press("escape")
        assert at.focus == "grid"
        assert at.evidence[0].startswith(f"“{GROWTH}”")
        await at.press("d", "g")
        assert at.focus == "evidence"


async def test_an_empty_draft_says_so(table: Path) -> None:
    async with sitting(table) as at:
        await at.press("f2", "right", "d")

        assert at.evidence == ["No coding of these cases has a code of this column."]


# --- rows, problems, export ---


async def test_a_row_is_added_from_cases_in_the_order_ticked(table: Path) -> None:
    async with sitting(table) as at:
        await at.press("f2", "r", "down", "space", "up", "space", "ctrl+s")
        assert at.screen.query_one(TextArea).text == "Fagor-Turkey; Fagor-China"
        await at.press("ctrl+s")

        row = synthesis_of(at.project).rows[-1]
        assert row.group.cases == ("fagor-turkey", "fagor-china")
        assert "Fagor-Turkey;" in at.picture()


async def test_a_row_gets_another_label(table: Path) -> None:
    async with sitting(table) as at:
        await at.press("f2", "R", "ctrl+s")
        at.screen.query_one(TextArea).text = "Fagor in China"
        await at.press("ctrl+s")

        assert [row.group.label for row in synthesis_of(at.project).rows] == [
            "Fagor in China",
            "Fagor-Turkey",
        ]


async def test_two_rows_cannot_have_one_label(table: Path) -> None:
    async with sitting(table) as at:
        await at.press("f2", "R", "ctrl+s")
        at.screen.query_one(TextArea).text = "Fagor-Turkey"
        await at.press("ctrl+s")

        assert at.said == "not done: There is a row “Fagor-Turkey” already."


async def test_problems_are_listed_and_lead_to_their_place(table: Path) -> None:
    async with sitting(table) as at:
        await at.press("f2", "down", "tab", "x", "escape", "up", "p")
        assert isinstance(at.screen, Chooser)
        lines = lines_of(at.screen.query_one(OptionList))
        assert lines[0].startswith("unsupported: Low wages")
        assert any(FELL in line and line.startswith("in no statement: ") for line in lines)
        await at.press("enter")
        assert here(at) == "Low wages"
        await at.press("p")
        await at.type("fell")
        await at.press("enter")
        assert (at.focus, at.selected) == ("transcript", FELL)


async def test_the_table_is_written_to_a_file(table: Path) -> None:
    async with sitting(table) as at:
        await at.press("f2", "w")

        written = (table / "exports" / "table-5.md").read_text(encoding="utf-8")
        assert "A growing market" in written
        assert at.said.startswith("written to ")


async def test_table_5_is_the_bundled_synthesis(bundled: Path) -> None:
    async with sitting(bundled) as at:
        await at.press("f2", "w")

        assert at.said.startswith("written to ")
        assert len(at.grid.table.rows) == 5
        assert len(at.grid.table.statements) == 25


async def test_the_help_opens_here_too(table: Path) -> None:
    async with sitting(table) as at:
        await at.press("f2", "question_mark")
        await at.type("reword")
        assert "reword the statement" in at.picture()
        await at.press("escape")
        assert at.focus == "grid"


# --- empty, and disturbed from outside ---


async def test_every_key_is_harmless_in_an_empty_synthesis(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("f2")
        await at.press(*"aelxKJodrRpgwuUhjk")
        await at.press("down", "up", "left", "right", "backspace", "enter", "tab", "x", "g")
        await at.press("enter", "escape", "escape", "escape")

        assert at.focus == "transcript"
        assert synthesis_of(at.project).statements == ()


async def test_a_mistake_made_in_the_codebook_meanwhile_is_told(table: Path) -> None:
    async with sitting(table) as at:
        await at.press("f2")
        (table / "codebook.yaml").write_text("codes: [", encoding="utf-8")
        await at.press("down", "d", "d", "l", "w", "escape", "escape")
        assert at.focus == "transcript"
        (table / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
        await at.press("f2", "down")
        assert here(at) == "Low wages"


async def test_a_statement_that_another_program_removed_is_told(table: Path) -> None:
    async with sitting(table) as at:
        await at.press("f2")
        with elsewhere(table, coder="ana") as project:
            remove_statement(project, synthesis_of(project).statements[0].statement)
        await at.press("e")
        at.screen.query_one(TextArea).text = "Again"
        await at.press("ctrl+s")

        assert "gone" in at.picture()
        assert at.screen.query_one(TextArea).text == "Again"
        await at.press("ctrl+d")
        assert cells(at) == {("Fagor-China", "offshore"): ["Low wages"]}


async def test_words_that_cannot_be_saved_stay_to_be_saved_again(table: Path) -> None:
    async with sitting(table) as at:
        await at.press("f2", "right", "a")
        await at.type("Poor")
        at.project.database.wait_seconds = 0
        with closing(sqlite3.connect(table / "whyshore.db", isolation_level=None)) as database:
            database.execute("begin exclusive")
            await at.press("ctrl+s")
            assert "Not saved" in at.picture()
            database.execute("rollback")
        await at.press("ctrl+s")

        assert cells(at)["Fagor-China", "backshore"] == ["Poor"]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_statement_under_the_cursor_is_in_view(
    bundled: Path, size: tuple[int, int]
) -> None:
    async with sitting(bundled, size=size) as at:
        await at.press("f2", "right")
        for keys in (("down",) * 3,) * 8 + (("up",) * 4,) * 3:
            await at.press(*keys)
            top = round(at.grid.scroll_y)
            height = at.grid.scrollable_content_region.height
            lines = [
                number
                for number, line in enumerate(at.grid._lines)
                if any(bit.place == at.grid.place for bit in line)
            ]
            assert top <= lines[0] < top + height


async def test_an_undo_that_takes_long_leaves_the_keys_behind_it_in_order(
    table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sitting(table, size=WIDE) as at:
        await at.press("f2")
        before = cells(at)
        office = at.app.office
        really, asked = office.soon, deque[Any]()
        monkeypatch.setattr(office, "soon", lambda *errand: asked.append(errand))
        await at.press("u", "U")
        assert at.rows()[-2].startswith(" working …")
        assert (len(asked), cells(at)) == (1, before)
        really(*asked.popleft())
        await at.until(lambda: len(asked) == 1)
        assert cells(at) != before
        really(*asked.popleft())
        await at.until(lambda: cells(at) == before)
        assert at.said.startswith("redid: ")
        assert at.rows()[-2].startswith(" all saved")
