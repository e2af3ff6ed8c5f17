"""Codes renamed, merged and split on the screen, each shown first."""

from pathlib import Path

from textual.widgets import OptionList, Static

from tests.factories import CODEBOOK
from tests.tui.helpers import WIDE, Sitting, sitting
from tests.workflow.helpers import coded
from whyshore.tui.change_forms import ChangeForm
from whyshore.tui.change_windows import ChangeWindow
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
        await at.press("o", "c")
        await at_code(at, "off-cost")
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


async def at_code(at: Sitting, code: str) -> CodebookTree:
    """Put the cursor of the codebook on a code."""
    await at.press("tab")
    tree = at.coding.query_one(CodebookTree)
    tree.go_to(code)
    await at.until(lambda: tree.looked_at == code)
    return tree


async def test_a_code_is_moved_below_another_with_its_codings(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        coded(at.project, "Wages were low.", "off-cost")
        await at_code(at, "off-cost")
        await at.press("P", "ctrl+u")
        await at.type("back")
        await at.until(lambda: "+       - {id: off-cost" in at.picture())
        await at.press("enter")
        assert at.project.codebook().find("off-cost").parent == "back"
        assert at.coded() == [("off-cost", "Wages were low.")]
        await at.press("ctrl+z")
        assert at.project.codebook().find("off-cost").parent == "off"


async def test_the_codings_of_a_merged_code_get_the_other_one(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        coded(at.project, "Wages were low.", "off-cost")
        tree = await at_code(at, "off-cost")
        await at.press("G")
        assert "Merge “Lower cost” into …" in at.picture()
        offered = at.screen.query_one(OptionList).options
        assert "off-cost" not in {each.id for each in offered}
        assert "back-quality" in {each.id for each in offered}
        await at.type("quality")
        await at.press("enter")
        assert isinstance(at.screen, ChangeWindow)
        await at.press("enter")
        assert at.coded() == [("back-quality", "Wages were low.")]
        assert "off-cost" not in at.project.codebook().by_id
        assert tree.looked_at == "back-quality"
        await at.press("ctrl+z")
        assert at.coded() == [("off-cost", "Wages were low.")]


async def test_a_deprecated_code_goes_on_no_more_text(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        await at_code(at, "off-cost")
        await at.press("D")
        await at.type("use growth")
        await at.press("enter")
        assert at.project.codebook().find("off-cost").deprecated == "use growth"
        await at.press("escape", "o", "c")
        assert at.coded() == []
        assert "No code has the chord “oc”" in at.said
