from pathlib import Path

import pytest
from textual.widgets import Input, OptionList, TextArea

from tests.factories import CODEBOOK, TEXT, a_project_folder
from tests.tui.helpers import WIDE, Sitting, elsewhere, lines_of, sitting
from tests.workflow.helpers import coded
from whyshore.domain.memo import Topic
from whyshore.tui.dialogs import CasePicker, Chooser, CodePicker
from whyshore.workflow.write_memos import memos_of

QUESTION = "What took you to China?"
WAGES = "Wages were low."
FELL = "The market fell."


def dialog_lines(at: Sitting) -> list[str]:
    return lines_of(at.screen.query_one(OptionList))


def memos(at: Sitting) -> list[tuple[Topic, str]]:
    return [(memo.topic, memo.text) for memo in memos_of(at.project)]


# --- chords ---


async def test_the_sentence_at_the_cursor_is_coded_with_its_chord_alone(study: Path) -> None:
    async with sitting(study) as at:
        at.go_to("were")
        await at.press("o", "c")

        assert at.coded() == [("off-cost", WAGES)]
        assert at.said == f"coded oc Lower cost · no case · “{WAGES}”"


async def test_one_key_more_selects_the_next_sentence_first(study: Path) -> None:
    async with sitting(study) as at:
        at.go_to("were")
        await at.press("s", "b", "q")
        await at.press("s", "o", "g")

        assert at.coded() == [
            ("back-quality", WAGES),
            ("off-growth", "We also had friends there."),
        ]


async def test_a_chord_goes_on_what_is_selected(study: Path) -> None:
    async with sitting(study) as at:
        at.go_to("Wages")
        await at.press("w", "plus", "x", "o")

        assert at.coded() == [("obstacle", "Wages were")]


async def test_ten_sentences_take_three_keys_each_at_most(bundled: Path) -> None:
    async with sitting(bundled, size=(80, 24)) as at:
        await at.open("practice-interview")
        before = len(at.codings())
        for _ in range(10):
            await at.press("s", "x", "o")

        assert len(at.codings()) == before + 10
        assert len({each.segment for each in at.codings("practice-interview")}) == 10


async def test_a_chord_half_typed_shows_how_it_can_go_on(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("o")

        assert at.said == "o…  g Expected market growth c Lower cost"
        assert at.coded() == []


async def test_a_chord_of_no_code_is_given_up_and_keys_are_commands_again(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("o", "s")
        assert at.said == "No code has the chord “os”."
        await at.press("s")
        assert at.selected == QUESTION
        assert at.coded() == []


async def test_a_letter_of_no_chord_and_no_command_is_said_to_be_one(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("A")

        assert at.said == "No code and no command starts with “A”."


async def test_escape_gives_a_chord_up(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("o", "escape")
        assert at.said.startswith("ana · turn 1")
        await at.press("g")
        assert at.coded() == []


async def test_backspace_takes_back_a_letter_of_a_chord_and_no_coding(bundled: Path) -> None:
    async with sitting(bundled) as at:
        before = len(at.codings())
        await at.press("o", "m", "backspace")
        assert at.said.startswith("o…")
        await at.press("o", "backspace", "backspace")
        assert at.transcript.chord is None
        assert len(at.codings()) == before


async def test_leaving_the_text_gives_a_chord_up(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("o", "tab", "escape", "g")

        assert at.coded() == []
        assert at.transcript.chord is None


async def test_a_click_gives_a_chord_up(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("o")
        await at.pilot.click(at.transcript, offset=(30, 3))
        await at.press("g")

        assert at.coded() == []


async def test_a_chord_that_starts_with_a_command_goes_after_the_leader(study: Path) -> None:
    with_command_letters = CODEBOOK.replace("chord: xo", "chord: wo")
    (study / "codebook.yaml").write_text(with_command_letters, encoding="utf-8")
    async with sitting(study) as at:
        at.go_to("were")
        await at.press("semicolon")
        assert at.said.startswith(";…")
        await at.press("w")
        assert at.said == "w…  o Obstacle"
        await at.press("o")
        assert at.coded() == [("obstacle", WAGES)]
        await at.press("question_mark")
        await at.type("leader")
        await at.until(lambda: "In this codebook they are: wo" in at.picture())


async def test_the_leader_works_for_every_chord(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("semicolon", "o", "g")

        assert at.coded() == [("off-growth", QUESTION)]


async def test_the_same_code_on_the_same_words_is_refused_with_a_reason(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("o", "g", "o", "g")

        assert at.coded() == [("off-growth", QUESTION)]
        assert at.said == "not done: This passage already has the code og Expected market growth."


async def test_the_margin_shows_bracket_and_chord_and_codings_side_by_side(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        at.go_to("What")
        await at.press("o", "g", "x", "o")
        row = next(row for row in at.rows() if QUESTION in row)

        assert "[og" in row
        assert "[xo" in row


async def test_counts_follow_every_coding(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        at.go_to("were")
        await at.press("o", "g", "x", "o")

        assert at.lines("interviews")[0] == "▶ ana 2 50%"
        assert at.lines("cases") == ["no case 2"]
        assert "og 1/1 Expected" in at.picture()
        assert "o 1/1 Offshoring" in at.picture()


# --- codes again ---


async def test_numbers_are_the_codes_used_lately_and_a_dot_the_last(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("o", "g", "s", "s", "x", "o")
        await at.press("s", "2", "s", "full_stop")

        assert [code for code, _ in at.coded()] == ["off-growth", "obstacle"] + ["off-growth"] * 2


async def test_where_no_code_was_used_yet_that_is_said(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("full_stop")
        assert at.said == "No code was used yet in this sitting."
        await at.press("l", "4")
        assert at.said == "No code was used yet in this sitting."
        assert at.coded() == []
        await at.press("s", "o", "g", "4")
        assert at.said == "Only 1 code was used lately."


# --- picker ---


async def test_a_code_is_found_by_its_name(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("s", "c")
        assert isinstance(at.screen, CodePicker)
        await at.type("qualiyt")
        assert "Quality problems" in dialog_lines(at)[0]
        await at.press("enter")

        assert at.coded() == [("back-quality", QUESTION)]
        assert at.focus == "transcript"


async def test_a_code_is_found_by_what_people_say(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("enter")
        await at.type("would grow")
        await at.press("enter")

        assert at.coded() == [("off-growth", QUESTION)]


async def test_arrows_choose_another_code(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("c")
        second = dialog_lines(at)[1]
        await at.press("down", "enter")

        code = at.coding.desk.codebook.find(at.coded()[0][0])
        assert code.name in second


async def test_only_codes_that_go_on_text_are_offered(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("c")

        assert len(dialog_lines(at)) == 5


async def test_nothing_is_coded_where_no_code_fits_or_escape_closes(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("c")
        await at.type("zzzzqqq")
        await at.press("enter")
        assert isinstance(at.screen, CodePicker)
        await at.press("escape")
        assert at.coded() == []
        assert at.focus == "transcript"


# --- taking off ---


async def test_the_only_code_at_the_cursor_comes_off_at_once(study: Path) -> None:
    with elsewhere(study, coder="ana") as project:
        coded(project, WAGES)
    async with sitting(study) as at:
        at.go_to("were")
        await at.press("backspace")

        assert at.coded() == []
        assert at.said == f"removed og from “{WAGES}” · u undoes"


async def test_of_several_codes_one_chooses(study: Path) -> None:
    with elsewhere(study, coder="ana") as project:
        coded(project, WAGES)
        coded(project, "were low", "off-cost")
    async with sitting(study) as at:
        at.go_to("were")
        await at.press("delete")
        assert isinstance(at.screen, Chooser)
        assert dialog_lines(at) == ["oc  ana: “were low”", f"og  ana: “{WAGES}”"]
        await at.type("Wages")
        await at.press("enter")

        assert at.coded() == [("off-cost", "were low")]


async def test_where_there_is_no_code_that_is_said(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("backspace")

        assert at.said == "There is no coding at the cursor."


# --- memos ---


async def test_a_memo_on_the_coding_at_the_cursor(study: Path) -> None:
    with elsewhere(study, coder="ana") as project:
        coded(project, WAGES)
    async with sitting(study, size=WIDE) as at:
        at.go_to("were")
        await at.press("M")
        assert at.focus == "memo"
        await at.type("Said twice.")
        await at.press("escape")

        assert memos(at) == [(Topic.CODING, "Said twice.")]
        assert at.said == "memo saved · u undoes"
        assert "Memo on this coding: Said twice." in at.details
        assert any("2*" in row for row in at.rows())


async def test_without_a_coding_a_memo_is_on_the_interview(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("M")
        await at.type("A quiet room.")
        await at.press("ctrl+s")
        await at.press("I")
        assert at.screen.query_one(TextArea).text == "A quiet room."
        await at.type(" With coffee.")
        await at.press("escape")

        assert memos(at) == [(Topic.INTERVIEW, "A quiet room. With coffee.")]


async def test_a_memo_on_the_interview_also_where_there_is_a_coding(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("o", "g", "I")
        await at.type("One.")
        await at.press("escape")

        assert memos(at) == [(Topic.INTERVIEW, "One.")]


async def test_a_memo_can_be_left_as_it_was_or_emptied(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("I")
        await at.type("One")
        await at.press("escape", "I")
        await at.type(" more")
        await at.press("ctrl+d")
        assert memos(at) == [(Topic.INTERVIEW, "One")]
        await at.press("I", "backspace", "backspace", "backspace", "escape")
        assert memos(at) == []
        assert at.said.startswith("memo removed")


async def test_a_memo_on_a_code_in_the_codebook(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("tab", "down", "M")
        await at.type("Think again.")
        await at.press("escape")

        [memo] = memos_of(at.project)
        assert (memo.topic, memo.text) == (Topic.CODE, "Think again.")
        assert "Memo on the code: Think again." in at.details


async def test_a_memo_on_a_case_in_the_list(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("shift+tab", "a")
        await at.type("Orbea - China")
        await at.press("enter", "up", "up", "M")
        await at.type("Small.")
        await at.press("escape")

        [memo] = memos_of(at.project)
        assert (memo.topic, memo.about, memo.text) == (Topic.CASE, "orbea-china", "Small.")


async def test_a_memo_on_another_interview_in_the_list(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("shift+tab", "shift+tab", "down", "M")
        await at.type("Later.")
        await at.press("escape")

        [memo] = memos_of(at.project)
        assert (memo.topic, memo.about) == (Topic.INTERVIEW, "ben")


# --- undo ---


async def test_undo_and_redo_step_by_step(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        await at.press("o", "g", "x", "o", "u")
        assert at.coded() == [("off-growth", QUESTION)]
        assert at.said.startswith("undid: xo Obstacle on")
        assert "[xo" not in at.picture()
        await at.press("u")
        assert at.coded() == []
        await at.press("U", "ctrl+r")
        assert {code for code, _ in at.coded()} == {"off-growth", "obstacle"}
        assert "[xo" in at.picture()
        await at.press("U")
        assert at.said == "There is nothing to redo."


async def test_undo_reaches_into_earlier_sittings(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("o", "g", "s", "s", "o", "c")
    async with sitting(study) as at:
        await at.press("u", "ctrl+z")
        assert at.coded() == []
        await at.press("u")
        assert at.said == "There is nothing to undo."
    async with sitting(study) as at:
        await at.press("U")
        assert at.coded() == [("off-growth", QUESTION)]


async def test_undo_brings_a_memo_and_its_coding_back(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("o", "g", "M")
        await at.type("Why?")
        await at.press("escape", "backspace")
        assert (at.coded(), memos(at)) == ([], [])
        await at.press("u")

        assert at.coded() == [("off-growth", QUESTION)]
        assert memos(at) == [(Topic.CODING, "Why?")]
        assert "Memo on this coding: Why?" in at.details


async def test_what_another_coder_did_is_not_undone(study: Path) -> None:
    with elsewhere(study) as project:
        coded(project, WAGES)
    async with sitting(study) as at:
        await at.press("u")

        assert at.said == "There is nothing to undo."
        assert at.coded() == [("off-growth", WAGES)]


# --- cases ---


async def test_a_new_case_is_typed_for_the_selection(study: Path) -> None:
    async with sitting(study) as at:
        at.go_to("Wages")
        await at.press("s", "C")
        assert isinstance(at.screen, CasePicker)
        await at.type("Fagor – China")
        assert dialog_lines(at) == ["new case: Fagor – China"]
        await at.press("enter")

        assert at.passages() == [("fagor-china", WAGES)]
        assert at.said == "passage about Fagor – China · u undoes"
        await at.press("o", "c")
        assert at.said.startswith("coded oc Lower cost · Fagor – China")
        assert at.lines("cases")[0] == "Fagor – China 1"
        assert "· Fagor – China ·" in at.picture() or "╶" in at.picture()


async def test_without_a_selection_the_case_is_set_for_the_turn(study: Path) -> None:
    async with sitting(study) as at:
        at.go_to("fell")
        await at.press("C")
        await at.type("Fagor – Turkey")
        await at.press("enter")

        assert at.passages() == [("fagor-turkey", "R: The market fell. Quality was poor.")]
        assert "· Fagor – Turkey ·" in at.picture()


async def test_known_cases_are_picked_by_any_part_of_their_names(bundled: Path) -> None:
    async with sitting(bundled) as at:
        await at.open("practice-interview")
        await at.press("s", "C")
        await at.type("mex sorg")
        assert dialog_lines(at)[0] == "Sorginola Makinak – Mexico"
        await at.press("enter")

        assert [case for case, _ in at.passages()] == ["sorginola-makinak-mexico"]


async def test_a_part_of_a_passage_is_taken_out_of_its_case_again(study: Path) -> None:
    async with sitting(study) as at:
        at.go_to("Wages")
        await at.press("t", "C")
        await at.type("Fagor – China")
        await at.press("enter")
        at.go_to(WAGES, select=True)
        await at.press("C", "end")
        await at.press("down", "enter")

        assert at.passages() == [
            ("fagor-china", "We expected the market to grow."),
            ("fagor-china", "We also had friends there."),
        ]


async def test_the_default_case_holds_outside_passages(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("D")
        await at.type("Fagor – China")
        await at.press("enter")
        assert at.stored().default_case == "fagor-china"
        assert at.said == "default case: Fagor – China · u undoes"
        await at.press("o", "g")
        assert "Fagor – China" in at.said
        await at.press("u", "u")
        assert at.stored().default_case is None


async def test_leaving_the_case_picker_changes_nothing(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("C")
        await at.type("Fagor")
        await at.press("escape", "D", "escape")

        assert at.passages() == []
        assert at.coding.desk.cases == []


async def test_a_case_without_a_company_is_refused_with_a_reason(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("D")
        await at.type("???")
        await at.press("enter")

        assert "needs the name of a company" in at.said
        assert at.stored().default_case is None


async def test_a_case_that_is_there_already_is_not_added_twice(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("shift+tab", "a")
        await at.type("Orbea – China")
        await at.press("enter", "a")
        await at.type("orbea, China")
        await at.press("enter")

        assert at.said == "not done: There is a case “orbea – China” already."
        assert len(at.coding.desk.cases) == 1


# --- other programs, other times ---


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look for changes made elsewhere ten times a second."""
    monkeypatch.setattr("whyshore.tui.coding_screen.LOOK_EVERY", 0.1)


@pytest.mark.usefixtures("often")
async def test_what_another_program_codes_appears(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        with elsewhere(study) as project:
            coded(project, WAGES, "off-cost")
        await at.until(lambda: "╭oc" in at.picture())

        assert at.said == "taken over: changes made by another program"
        assert at.lines("interviews")[0] == "▶ ana 1 50%"


async def test_what_another_program_codes_appears_after_a_coding_of_ones_own(study: Path) -> None:
    async with sitting(study) as at:
        with elsewhere(study) as project:
            coded(project, WAGES, "off-cost")
        await at.press("o", "g")

        await at.until(lambda: "off-cost" in [each.code for each in at.coding.desk.codings])


async def test_what_another_program_codes_appears_after_a_memo_of_ones_own(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("I")
        await at.type("Mine.")
        with elsewhere(study) as project:
            coded(project, WAGES, "off-cost")
        await at.press("escape")

        await at.until(lambda: "off-cost" in [each.code for each in at.coding.desk.codings])


async def test_a_coding_that_another_program_removed_cannot_be_removed_again(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("o", "g")
        with elsewhere(study, coder="ana") as project:
            from whyshore.workflow.undo_changes import undo

            undo(project)
        await at.press("backspace")

        assert at.said == "not done: That coding is gone already."


async def test_a_codebook_with_a_mistake_in_it_is_told_and_nothing_is_coded(study: Path) -> None:
    async with sitting(study) as at:
        (study / "codebook.yaml").write_text("codes: [", encoding="utf-8")
        await at.press("o", "g")

        # the look for news, once a second, may tell it before the code is refused, or after
        await at.until(lambda: "codebook" in at.said)
        assert "codebook.yaml" in at.picture()
        assert at.coded() == []
        (study / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
        await at.press("o", "g")
        assert at.coded() == [("off-growth", QUESTION)]


async def test_another_chord_in_the_codebook_shows_in_the_margin_too(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("o", "g")
        assert "[og" in at.picture()
        other = CODEBOOK.replace("chord: og", "chord: oz")
        (study / "codebook.yaml").write_text(other, encoding="utf-8")

        await at.until(lambda: "[oz" in at.picture())
        assert "[og" not in at.picture()


async def test_undo_shows_what_it_did_though_the_codebook_has_a_mistake(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("o", "g")
        (study / "codebook.yaml").write_text("codes: [", encoding="utf-8")
        await at.press("u")

        assert at.coded() == []
        assert not at.said.startswith("not done")
        assert "[og" not in at.picture()


async def test_files_that_could_not_be_read_are_named_at_the_start(study: Path) -> None:
    (study / "interviews" / "broken.md").write_bytes(b"\x00\x01\x02\xff\xfe" * 40)
    async with sitting(study) as at:
        await at.until(lambda: "broken.md" in at.picture())


async def test_a_codebook_without_chords_still_codes(tmp_path: Path) -> None:
    folder = a_project_folder(tmp_path / "study", ana=TEXT)
    codes = "codes: [{id: cost, name: Lower cost}]\n"
    (folder / "codebook.yaml").write_text(codes, encoding="utf-8")
    async with sitting(folder) as at:
        await at.press("c")
        at.screen.query_one(Input).value = "cost"
        await at.settle()
        await at.press("enter")

        assert at.coded() == [("cost", QUESTION)]
        assert "[cos" in at.picture()
