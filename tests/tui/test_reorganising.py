"""Codes renamed, merged and split on the screen, each shown first."""

from pathlib import Path

from textual.widgets import Static

from tests.factories import CODEBOOK
from tests.tui.helpers import WIDE, sitting
from whyshore.tui.change_forms import ChangeForm
from whyshore.tui.codebook_tree import CodebookTree
from whyshore.tui.coded_segments_screen import CodedSegmentsScreen


async def test_a_new_id_is_shown_first_and_codings_follow_it_and_undo(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        file = at.project.codebook_file
        at.go_to("Wages were low.", select=True)
        await at.press("o", "c", "tab")
        at.coding.query_one(CodebookTree).go_to("off-cost")
        await at.press("R")
        assert isinstance(at.screen, ChangeForm)
        await at.press("tab", "end")
        await at.type("s")
        await at.until(
            lambda: "get “off-costs”" in str(at.screen.query_one("#change-notes", Static).content)
        )
        assert file.read_text(encoding="utf-8") == CODEBOOK

        await at.press("enter")
        assert [code for code, _ in at.coded()] == ["off-costs"]
        assert at.coding.query_one(CodebookTree).looked_at == "off-costs"
        await at.press("ctrl+z")
        assert "undid (and codebook.yaml)" in at.said
        assert [code for code, _ in at.coded()] == ["off-cost"]
        assert file.read_text(encoding="utf-8") == CODEBOOK


async def test_the_codings_of_a_split_code_are_listed_to_be_sorted(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        at.go_to("Wages were low.", select=True)
        await at.press("o", "c", "tab")
        at.coding.query_one(CodebookTree).go_to("off-cost")
        await at.press("X")
        await at.type("Low wages; Cheap parts")
        await at.press("enter")

        await at.until(lambda: isinstance(at.screen, CodedSegmentsScreen))
        assert isinstance(at.screen, CodedSegmentsScreen)
        assert at.screen.code == "off-cost"
        await at.press("c")
        await at.type("low wages")
        await at.press("enter", "escape")
        assert [code for code, _ in at.coded()] == ["off-low-wages"]
