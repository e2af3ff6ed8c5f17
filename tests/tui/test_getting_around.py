from pathlib import Path

import pytest
from textual.widgets import Input

from tests.factories import a_project_folder
from tests.tui.helpers import WIDE, Sitting, elsewhere, sitting, width_of
from tests.workflow.helpers import coded, interview_of
from whyshore.domain.segment import Segment
from whyshore.tui.codebook_tree import CodebookTree
from whyshore.workflow.organise_cases import add_case, set_passage

QUESTION = "What took you to China?"
GROWTH = "We expected the market to grow."
WAGES = "Wages were low."


def cell_of(at: Sitting, words: str, letter: int = 0) -> tuple[int, int]:
    """The cell of the screen where some words of the text begin."""
    for y, row in enumerate(at.rows()):
        if words in row:
            return row.index(words) + letter, y
    raise AssertionError(f"“{words}” is not on the screen")


# --- moving ---


async def test_characters_lines_and_the_ends(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        at.go_to("Wages")
        await at.press("l")
        assert at.at_cursor.startswith("ages")
        await at.press("left", "h")
        assert at.at_cursor.startswith(" Wages")
        await at.press("home")
        assert at.at_cursor.startswith("R: We expected")
        await at.press("dollar_sign")
        assert at.at_cursor.startswith(" low.")
        await at.press("G")
        assert at.at_cursor == "\n"
        await at.press("g")
        assert at.at_cursor.startswith(QUESTION)


async def test_lines_keep_their_column_over_shorter_ones(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        at.go_to("Wages")
        await at.press("j", "j")
        assert at.at_cursor.startswith("\nR: The market")
        await at.press("j")
        assert at.at_cursor == "r.\n"
        await at.press("k", "k", "up")
        assert at.at_cursor.startswith("Wages")


async def test_words(study: Path) -> None:
    async with sitting(study) as at:
        at.go_to("Wages")
        await at.press("ctrl+right")
        assert at.at_cursor.startswith("were")
        await at.press("ctrl+left", "ctrl+left")
        assert at.at_cursor.startswith("grow.")


async def test_a_screen_down_and_up_again(bundled: Path) -> None:
    async with sitting(bundled, size=(80, 24)) as at:
        await at.open("practice-interview")
        await at.press("space")
        row = at.picture()
        assert "Thank you for making time" not in row
        await at.press("pageup", "pageup")
        assert "Thank you for making time" in at.picture()


async def test_the_cursor_stays_in_view_whatever_is_pressed(bundled: Path) -> None:
    async with sitting(bundled, size=(80, 24)) as at:
        await at.open("practice-interview")
        for keys in (["s"] * 30, ["t"] * 5, ["S"] * 20, ["pagedown"] * 3, ["G"], ["E"], ["g"]):
            await at.press(*keys)
            top = round(at.transcript.scroll_y)
            layout = at.transcript._laid_out()
            row = layout.row_of(at.selection.cursor)
            assert top <= row < top + at.transcript.scrollable_content_region.height


def drawn(at: Sitting) -> list[list[tuple[str, str]]]:
    """Every row of the screen with its colours."""
    strips = at.app.screen._compositor.render_strips()
    return [[(piece.text, str(piece.style)) for piece in strip] for strip in strips]


async def test_what_is_drawn_is_what_would_be_drawn_anew(bundled: Path) -> None:
    async with sitting(bundled, size=(80, 24)) as at:
        await at.open("practice-interview")
        stale = []
        for key in "sssstSwwlljkbmlsxossuuUVeevllvjjG":
            await at.press(key)
            before = drawn(at)
            at.transcript.drop_rows()
            at.transcript.refresh()
            await at.settle()
            if drawn(at) != before:
                stale.append(key)
        assert stale == []


async def test_extending_by_keys(study: Path) -> None:
    async with sitting(study) as at:
        at.go_to("Wages")
        await at.press("shift+right", "L")
        assert at.selected == "Wa"
        await at.press("H")
        assert at.selected == "W"
        await at.press("ctrl+shift+right", "ctrl+shift+right")
        assert at.selected == "Wages were "
        await at.press("ctrl+shift+left")
        assert at.selected == "Wages "
        await at.press("escape")
        assert at.selected == ""
        await at.press("J")
        assert at.selected.startswith("Wages were low.")
        await at.press("K", "K")
        assert at.selected.endswith("to grow. ")


async def test_units_and_how_to_lengthen_and_shorten_them(study: Path) -> None:
    async with sitting(study) as at:
        at.go_to("were")
        await at.press("w")
        assert at.selected == "were"
        await at.press("s")
        assert at.selected == WAGES
        await at.press("left_curly_bracket")
        assert at.selected == f"{GROWTH} {WAGES}"
        await at.press("right_curly_bracket", "plus")
        assert at.selected == f"{WAGES} We also had friends there."
        await at.press("minus", "t")
        assert at.selected == f"{GROWTH} {WAGES} We also had friends there."
        assert "turn selected" in at.said


async def test_from_v_on_every_move_extends(study: Path) -> None:
    async with sitting(study) as at:
        at.go_to("Wages")
        await at.press("v", "ctrl+right", "s")
        assert at.selected == WAGES
        assert "EXTENDING (v ends)" in at.said
        await at.press("v", "l")
        assert at.selected == ""


async def test_next_and_previous_coding(study: Path) -> None:
    with elsewhere(study) as project:
        for quote in ("China", WAGES, "Turkey"):
            coded(project, quote)
    async with sitting(study) as at:
        found = []
        for key in ("right_square_bracket",) * 3 + ("left_square_bracket",):
            await at.press(key)
            found.append(at.selected)
        assert found == ["China", WAGES, "Turkey", WAGES]
        await at.press("g", "left_square_bracket")
        assert at.said == "There is no coding before."


async def test_the_next_turn_without_a_coding_is_no_question(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("e")
        assert at.at_cursor.startswith(GROWTH)
        await at.press("o", "g", "g", "e")
        assert at.at_cursor.startswith("The market fell.")
        await at.press("e")
        assert at.said == "There is no turn to code further on."
        await at.press("E")
        assert at.said == "Every turn before has a coding."
        await at.press("E", "o", "g", "g", "g", "E")
        assert at.said == "There is no turn to code before this one."
        at.go_to("The market fell.")
        await at.press("o", "g")
        at.go_to("What took you")
        await at.press("e")
        assert at.said == "Every turn further on has a coding."


async def test_a_heading_is_no_turn_without_a_coding(study: Path) -> None:
    text = "# Transcript\n\nAna: Wages were low.\n\n## Details\n\nJon: Why?\nAna: Yes.\nJon: No.\n"
    (study / "interviews" / "a-foreign.md").write_text(text, encoding="utf-8")
    async with sitting(study, size=WIDE) as at:
        await at.open("a-foreign")
        for words in ("Wages were low.", "Why?", "Yes.", "No."):
            await at.press("e")
            assert at.at_cursor.startswith(words)
        assert at.coding.desk.progress("a-foreign").turns == 4
        await at.open("ana")
        await at.until(lambda: not at.coding.desk.reading)
        assert at.coding.desk.progress("a-foreign").turns == 4


# --- find ---


async def test_finding_goes_to_the_next_place_while_typing(study: Path) -> None:
    async with sitting(study) as at:
        at.go_to("Wages")
        await at.press("slash")
        await at.type("market")
        assert at.selected == "market"
        assert at.at_cursor.startswith(" fell")
        assert at.said == "2 of 2 · Enter keeps them, n and N go on"
        await at.press("enter")
        assert at.focus == "transcript"
        await at.press("n")
        assert at.said == "1 of 2 · round the end"
        await at.press("n")
        assert at.said.strip() == "2 of 2"
        await at.press("N")
        assert at.at_cursor.startswith(" to grow")


async def test_a_place_found_is_coded_at_once(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("slash")
        await at.type("friends")
        await at.press("enter", "o", "g")

        assert at.coded() == [("off-growth", "friends")]


async def test_what_is_not_there_is_not_found(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("slash")
        await at.type("zebra")
        assert at.said == "nothing found"
        await at.press("escape", "n")
        assert at.said == "Nothing was looked for yet: / finds."
        assert not at.shown("find")


async def test_letters_of_commands_and_chords_can_be_looked_for(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("ctrl+f")
        await at.type("og u? [x")

        assert at.coding.query_one("#find", Input).value == "og u? [x"
        assert at.coded() == []


# --- copy ---


async def test_what_is_copied_carries_its_citation(study: Path) -> None:
    async with sitting(study) as at:
        at.go_to("were")
        await at.press("y")

        assert at.app.clipboard == f"“{WAGES}” (ana, turn 2)"


# --- panes ---


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_tab_goes_round_all_panes_and_unfolds_them(
    study: Path, size: tuple[int, int]
) -> None:
    async with sitting(study, size=size) as at:
        seen = [at.focus]
        for _ in range(4):
            await at.press("tab")
            seen.append(at.focus)
            assert at.shown(at.focus)
        assert seen == ["transcript", "codebook", "interviews", "cases", "transcript"]
        for pane in ("cases", "interviews", "codebook"):
            await at.press("shift+tab")
            assert at.focus == pane
            assert at.shown(pane)


async def test_a_narrow_terminal_folds_the_lists_until_they_are_wanted(study: Path) -> None:
    async with sitting(study, size=(80, 24)) as at:
        assert not at.shown("codebook")
        assert at.transcript.size.width > 70
        await at.press("tab")
        assert at.shown("codebook")
        await at.press("escape")
        assert not at.shown("codebook")
        assert at.focus == "transcript"


async def test_a_code_is_put_on_from_the_codebook(study: Path) -> None:
    async with sitting(study) as at:
        at.go_to("were")
        await at.press("tab", "down", "down", "enter")
        assert at.coded() == [("off-growth", WAGES)]
        await at.press("up", "enter")
        tree = at.coding.query_one(CodebookTree)
        assert tree.cursor_node is not None
        assert not tree.cursor_node.is_expanded
        assert len(at.coded()) == 1


async def test_the_codebook_explains_the_code_under_the_cursor(bundled: Path) -> None:
    async with sitting(bundled) as at:
        tree = at.coding.query_one(CodebookTree)
        await at.press("tab")
        tree.go_to("off-prod-cost")
        await at.until(lambda: tree.looked_at == "off-prod-cost")

        code = at.coding.desk.codebook.find(tree.looked_at or "")
        assert code.id == "off-prod-cost"
        assert code.definition in at.details
        assert "Include: " in at.details


async def test_the_coding_under_the_cursor_is_explained(study: Path) -> None:
    with elsewhere(study) as project:
        coded(project, WAGES, "off-cost")
    async with sitting(study) as at:
        assert "Lower cost" not in at.details
        await at.press("right_square_bracket")
        assert at.details.startswith("oc Lower cost")
        assert "direction: offshore" in at.details


async def test_a_case_leads_to_its_passages(study: Path) -> None:
    with elsewhere(study, coder="ana") as project:
        case = add_case(project, "Fagor", "Turkey")
        add_case(project, "Orbea", "China")
        interview = interview_of(project)
        start = interview.text.index("The market fell")
        set_passage(project, interview, Segment("ana", start, start + 16), case=case.id)
    async with sitting(study) as at:
        await at.press("shift+tab")
        assert at.lines("cases") == ["Fagor – Turkey 0", "Orbea – China 0", "no case 0"]
        await at.press("home", "enter")
        assert at.selected == "The market fell."
        await at.press("end", "up", "enter")
        assert at.said == "Nothing in this interview is about Orbea – China."
        await at.press("end", "enter")
        assert at.said == "Nothing is coded in this interview yet."
        at.go_to("The market fell.")
        await at.press("escape", "o", "g", "shift+tab", "end", "enter")
        assert at.said == "Everything coded in this interview is about a case."


# --- interviews ---


async def test_another_interview_is_opened_from_the_list(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        await at.press("shift+tab", "shift+tab", "down", "enter")

        assert at.interview.id == "ben"
        assert at.focus == "transcript"
        assert at.lines("interviews")[1].startswith("▶ ben")
        assert "Poland was cheap" in at.picture()


async def test_each_interview_is_found_where_it_was_left(study: Path) -> None:
    async with sitting(study) as at:
        at.go_to(WAGES)
        await at.open("ben")
        at.go_to("Poland")
        await at.open("ana")
        assert at.at_cursor.startswith(WAGES)
        await at.open("ben")
        assert at.at_cursor.startswith("Poland")


async def test_the_program_opens_where_it_was_left(study: Path) -> None:
    async with sitting(study) as at:
        await at.open("ben")
        at.go_to("Poland")
    async with sitting(study) as at:
        assert at.interview.id == "ben"
        assert at.at_cursor.startswith("Poland")


async def test_the_program_opens_where_it_was_left_by_chance_at_the_same_place(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("h", "l")
        before = at.selection.cursor
        await at.open("ben")
        assert at.selection.cursor == before
    async with sitting(study) as at:
        assert at.interview.id == "ben"


async def test_each_coder_has_a_place_of_their_own(study: Path) -> None:
    async with sitting(study) as at:
        at.go_to("Turkey")
    async with sitting(study, coder="ben") as at:
        assert at.at_cursor.startswith(QUESTION)


async def test_what_is_invented_says_so(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        assert not at.shown("banner")
        await at.open("zoe")
        assert at.shown("banner")
        assert "FICTIONAL: invented, for practice" in at.picture()
        assert "zoe (fictional)" in at.picture()
        await at.open("ana")
        assert not at.shown("banner")


@pytest.mark.parametrize(
    "size",
    [
        (120, 40),
        (80, 24),
    ],
)
async def test_the_banner_is_not_cut_off(study: Path, size: tuple[int, int]) -> None:
    async with sitting(study, size=size) as at:
        await at.open("zoe")

        assert "left out of every table" in at.picture()


# --- help ---


async def test_the_help_holds_every_key_and_can_be_searched(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("question_mark")
        await at.type("undo the last change, of")
        assert "u Ctrl+Z" in at.picture()
        assert "one screen down" not in at.picture()
        await at.press("f1")
        assert at.focus == "transcript"


# --- sizes ---


async def test_the_place_is_kept_when_the_window_changes(bundled: Path) -> None:
    async with sitting(bundled) as at:
        await at.open("practice-interview")
        at.go_to("We closed the hall there.")
        await at.settle()
        for width, height in ((80, 24), (160, 50), (60, 10), (120, 40)):
            await at.pilot.resize_terminal(width, height)
            await at.settle()
            assert "closed the" in at.picture()
            assert at.at_cursor.startswith("We closed")


@pytest.mark.parametrize("size", [(1, 1), (10, 3), (20, 5), (40, 12), (250, 70)])
async def test_a_terminal_of_any_size_will_do(study: Path, size: tuple[int, int]) -> None:
    async with sitting(study, size=size) as at:
        await at.press("s", "o", "g", "tab", "tab", "escape", "question_mark", "escape", "c")
        await at.press("escape", "f2", "escape")

        assert at.coded() == [("off-growth", QUESTION)]


# --- mouse ---


async def test_a_click_puts_the_cursor_under_the_pointer(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        await at.pilot.click(offset=cell_of(at, "Wages"))

        assert at.at_cursor.startswith("Wages")
        assert at.selected == ""


async def test_a_double_click_selects_a_word_and_a_triple_one_a_sentence(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        await at.pilot.double_click(offset=cell_of(at, "Wages", 2))
        assert at.selected == "Wages"
        await at.pilot.triple_click(offset=cell_of(at, "friends", 1))
        assert at.selected == "We also had friends there."


async def drag(at: Sitting, start: tuple[int, int], end: tuple[int, int]) -> None:
    await at.pilot.mouse_down(offset=start)
    await at.pilot.hover(offset=end)
    await at.pilot.mouse_up(offset=end)
    await at.settle()


async def test_a_drag_selects_from_the_first_character_to_the_last(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        await drag(at, cell_of(at, "Wages"), cell_of(at, "low.", 4))

        assert at.selected == WAGES


async def test_a_drag_backwards_selects_too(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        await drag(at, cell_of(at, "were"), cell_of(at, "market to"))

        assert at.selected == "market to grow. Wages "


async def test_after_a_drag_the_pointer_moves_freely(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        await drag(at, cell_of(at, "Wages"), cell_of(at, "were"))
        await at.pilot.hover(offset=cell_of(at, "Quality"))

        assert at.selected == "Wages "


async def test_shift_and_a_click_extend_the_selection(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        await at.pilot.click(offset=cell_of(at, "Wages"))
        await at.pilot.click(offset=cell_of(at, "low.", 4), shift=True)

        assert at.selected == WAGES


async def test_clicks_beside_the_text_do_no_harm(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        for x in (25, 26, 60, 86):
            for y in (0, 1, 20, 37):
                await at.pilot.click(offset=(x, y))
        assert 0 <= at.selection.cursor <= len(at.interview.text)


async def test_a_click_in_a_scrolled_text_hits_what_is_there(bundled: Path) -> None:
    async with sitting(bundled, size=(80, 24)) as at:
        await at.open("practice-interview")
        await at.press("space", "space", "space")
        words = next(
            row[11:].strip(" │▁▂▃▄▅▆▇█")[:30] for row in at.rows()[10:] if len(row[11:].split()) > 6
        )
        await at.pilot.click(offset=cell_of(at, words))

        assert at.at_cursor.startswith(words)


async def test_wide_characters_and_tabs_are_hit_where_they_are_drawn(tmp_path: Path) -> None:
    folder = a_project_folder(tmp_path / "study", ana="R: 中文话 café 👩‍🔬 ok\tend\n")
    async with sitting(folder, size=WIDE) as at:
        for words in ("café", "ok", "end"):
            row = next(row for row in at.rows() if "end" in row and "ok" in row)
            x, y = width_of(row[: row.index(words)]), at.rows().index(row)
            await at.pilot.click(offset=(x, y))
            assert at.at_cursor.startswith(words)


async def test_an_interview_a_code_and_a_case_are_clicked(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        await at.pilot.click(offset=cell_of(at, "Obstacle"))
        assert at.coded() == [("obstacle", QUESTION)]
        await at.pilot.click(offset=cell_of(at, "  ben    "))
        await at.until(lambda: at.interview.id == "ben")


async def test_escape_leads_from_every_list_back_to_the_text(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        for keys in (("shift+tab",), ("shift+tab", "shift+tab"), ("tab",)):
            await at.press(*keys)
            assert at.focus in {"cases", "interviews", "codebook"}
            await at.press("escape")
            assert at.focus == "transcript"
