from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Label, OptionList, TextArea

from tests.factories import a_case
from tests.tui.helpers import Sitting, elsewhere, is_shown, lines_of, sitting
from tests.workflow.helpers import coded
from whyshore.domain.codebook import Code, Codebook
from whyshore.tui.coding_screen import CodingScreen
from whyshore.tui.dialogs import (
    Asker,
    CasePicker,
    Choice,
    Chooser,
    ChooseSeveral,
    CodePicker,
    Form,
    FormField,
    HelpScreen,
    help_text,
)
from whyshore.tui.keys import ALL_GROUPS, shown

CASES = [a_case("Orbea", "China"), a_case("Fagor", "China"), a_case("Fagor", "Turkey")]
LINES = [Choice(name, f"{name} row") for name in ("first", "second", "third")]
CODES = Codebook(
    codes=(
        Code("cost", "Lower cost", chord="lc", definition="Cheaper abroad.", cues=("wages",)),
        Code("quality", "Quality problems", chord="qp"),
        Code("growth", "Market growth", chord="mg"),
    )
)


Act = Callable[[Sitting], Any]


async def answer(at: Sitting, dialog: Screen[Any], act: Act) -> Any:  # noqa: ANN401 - of any kind
    """Open a dialog, do something in it, give what it answered."""
    answers: list[object] = []
    at.app.push_screen(dialog, answers.append)
    await at.settle()
    await act(at)
    await at.settle()
    return answers[0] if answers else "no answer"


async def asked(folder: Path, dialog: Screen[Any], act: Act) -> Any:  # noqa: ANN401 - as above
    """The same in a sitting of its own."""
    async with sitting(folder) as at:
        return await answer(at, dialog, act)


def pressing(*keys: str) -> Act:
    async def act(at: Sitting) -> None:
        await at.press(*keys)

    return act


# --- lists to pick from ---


async def test_the_first_fitting_line_is_taken_with_enter(study: Path) -> None:
    async with sitting(study) as at:
        assert await answer(at, Chooser("Which?", LINES), pressing("enter")) == "first"
        typed = pressing(*"third", "enter")
        assert await answer(at, Chooser("Which?", LINES), typed) == "third"


async def test_a_second_click_on_what_was_picked_closes_nothing_else(study: Path) -> None:
    async def act(at: Sitting) -> None:
        window = at.app.screen
        assert isinstance(window, Chooser)
        window.dismiss("second")
        window.dismiss("third")

    async with sitting(study) as at:
        assert await answer(at, Chooser("Which?", LINES), act) == "second"
        assert isinstance(at.app.screen, CodingScreen)


async def test_all_typed_words_have_to_fit_in_any_order(study: Path) -> None:
    keys = pressing(*"row", "space", *"sec", "enter")

    assert await asked(study, Chooser("Which?", LINES), keys) == "second"


async def test_arrows_and_pages_stop_at_the_ends(study: Path) -> None:
    async with sitting(study) as at:
        for keys, taken in (
            (("down", "down", "down", "down"), "third"),
            (("pagedown",), "third"),
            (("pagedown", "up"), "second"),
            (("pagedown", "pageup", "up"), "first"),
        ):
            found = await answer(at, Chooser("Which?", LINES), pressing(*keys, "enter"))
            assert found == taken


async def test_typing_goes_on_while_arrows_choose(study: Path) -> None:
    keys = pressing("down", *"ir", "down", "enter")

    assert await asked(study, Chooser("Which?", LINES), keys) == "third"


async def test_escape_takes_nothing(study: Path) -> None:
    async with sitting(study) as at:
        for dialog in (
            Chooser("Which?", LINES),
            CodePicker(CODES, ()),
            CasePicker("About", CASES, none="none"),
            ChooseSeveral("Which?", LINES, ()),
            Asker("Name"),
        ):
            assert await answer(at, dialog, pressing("escape")) is None


async def test_where_nothing_fits_enter_waits(study: Path) -> None:
    keys = pressing(*"qqq", "enter")

    assert await asked(study, Chooser("Which?", LINES), keys) == "no answer"


async def test_a_click_takes_a_line(study: Path) -> None:
    async def act(at: Sitting) -> None:
        y = next(n for n, row in enumerate(at.rows()) if "second row" in row)
        await at.pilot.click(offset=(at.rows()[y].index("second"), y))

    assert await asked(study, Chooser("Which?", LINES), act) == "second"


# --- codes ---


async def test_the_code_under_the_cursor_is_explained(study: Path) -> None:
    async def act(at: Sitting) -> None:
        await at.type("wages")
        await at.until(lambda: "Cheaper abroad." in at.picture())

    await asked(study, CodePicker(CODES, ()), act)


async def test_codes_used_lately_come_first(study: Path) -> None:
    assert await asked(study, CodePicker(CODES, ("growth",)), pressing("enter")) == "growth"


async def test_codes_are_found_by_chord_name_and_cue(study: Path) -> None:
    async with sitting(study) as at:
        for typed, code in (
            ("qp", "quality"),
            ("QUALITY", "quality"),
            ("mrkt", "growth"),
            ("wages", "cost"),
        ):
            assert await answer(at, CodePicker(CODES, ()), pressing(*typed, "enter")) == code


# --- cases ---


def case_lines(query: str) -> list[str]:
    picker = CasePicker("About", CASES, none="none of its own")
    return [str(option.prompt) for option in picker.options_for(query)]


def test_cases_are_found_by_company_country_and_alias() -> None:
    assert case_lines("turk") == ["Fagor – Turkey", "new case: turk"]
    assert case_lines("china fagor") == ["Fagor – China", "new case: china fagor"]


def test_a_case_whose_name_is_typed_whole_is_not_offered_as_new() -> None:
    assert case_lines("fagor – china") == ["Fagor – China"]


def test_none_is_offered_until_something_is_typed() -> None:
    assert case_lines("")[-1] == "none of its own"
    assert "none of its own" not in case_lines("f")


# --- several ---


async def test_several_are_taken_in_the_order_ticked(study: Path) -> None:
    keys = pressing("down", "space", "down", "enter", "up", "up", "space", "ctrl+s")

    assert await asked(study, ChooseSeveral("Which?", LINES, ()), keys) == [
        "second",
        "third",
        "first",
    ]


async def test_ticks_are_numbered_and_taken_off_again(study: Path) -> None:
    seen: list[list[str]] = []

    async def act(at: Sitting) -> None:
        await at.press("space")
        seen.append(lines_of(at.screen.query_one(OptionList)))
        await at.press("ctrl+s")

    taken = await asked(study, ChooseSeveral("Which?", LINES, ("first", "gone", "third")), act)

    assert taken == ["third"]
    assert seen == [["[  ] first row", "[  ] second row", "[ 1] third row"]]


# --- words ---


async def test_a_line_is_asked_for(study: Path) -> None:
    assert await asked(study, Asker("Name", "Orbea"), pressing("end", "!", "enter")) == "Orbea!"


# --- forms ---


def a_form(check: Callable[[Mapping[str, str]], str] = lambda _: "") -> Form:
    fields = (
        FormField("text", "Words", "A text"),
        FormField("kind", "Kind", "", ("market", "mixed", "none")),
        FormField("by", "By", "paper"),
    )
    return Form("A form", fields, check)


async def test_a_form_gives_every_field(study: Path) -> None:
    keys = pressing("!", "tab", *"market", "tab", "end", "x", "ctrl+s")

    assert await asked(study, a_form(), keys) == {
        "text": "A text!",
        "kind": "market",
        "by": "paperx",
    }


async def test_the_beginning_of_a_value_is_enough_where_it_is_clear(study: Path) -> None:
    async with sitting(study) as at:
        for typed, kept in (("ma", "market"), ("N", "none"), ("m", "m")):
            filled = await answer(at, a_form(), pressing("tab", *typed, "ctrl+s"))
            assert filled["kind"] == kept


async def test_a_form_says_what_is_wrong_and_stays_open(study: Path) -> None:
    async def act(at: Sitting) -> None:
        await at.press("tab", "x", "ctrl+s")
        await at.until(lambda: "Not [x]." in at.picture())
        assert at.screen.query_one(TextArea).text == "A text"
        await at.press("backspace", "ctrl+s")

    def check(values: Mapping[str, str]) -> str:
        return "Not [x]." if values["kind"] else ""

    assert (await asked(study, a_form(check), act))["text"] == "A text"


async def test_enter_is_a_new_line_in_the_first_field_and_keeps_in_the_others(study: Path) -> None:
    keys = pressing("enter", "x", "tab", "enter")

    assert (await asked(study, a_form(), keys))["text"] == "A text\nx"


async def test_shift_tab_goes_back(study: Path) -> None:
    keys = pressing("tab", "tab", "shift+tab", "n", "ctrl+s")

    assert (await asked(study, a_form(), keys))["kind"] == "none"


# --- help ---


def test_the_help_holds_every_key_once() -> None:
    text = help_text().plain

    for key in (key for group in ALL_GROUPS for key in group.keys):
        names = " ".join(shown(name) for name in key.keys)
        assert f"  {names:<26}{key.what}" in text


def test_the_help_is_searched_by_key_meaning_and_heading() -> None:
    assert "undo the last change" in help_text("CTRL+Z").plain
    assert "a memo on the interview" in help_text("memo").plain
    assert "go from statement to statement" in help_text("in the synthesis").plain
    assert "undo" not in help_text("one screen").plain
    assert "the interview guide: the text by question" in help_text("V").plain


def test_the_help_is_searched_by_everyday_words_and_says_where_nothing_is_found() -> None:
    for typed, found in (
        ("highlight", "put on a code"),
        ("tag", "put on a code"),
        ("delete", "delete an unused code"),
        ("merge", "merge the code into another"),
        ("stripe", "list all codings"),
        ("autocode", "find in all interviews"),
        ("backup", "whyshore backup"),
        ("chord", "type a code's chord"),
    ):
        assert found in help_text(typed).plain
        assert "Nothing here" not in help_text(typed).plain
    assert "Codes" not in help_text("merge").plain.splitlines()
    assert help_text("qqzz [b]").plain == "Nothing here has “qqzz [b]”."


def test_the_help_has_the_theme() -> None:
    for typed in ("theme", "color", "dark"):
        assert "another theme" in help_text(typed).plain


async def test_the_help_scrolls_by_keys(study: Path) -> None:
    async def act(at: Sitting) -> None:
        assert "one character back" in at.picture()
        for _ in range(40):
            await at.press("pagedown")
        assert "whyshore backup" in at.picture()
        await at.press("pageup", "up", "down", "escape")

    assert await asked(study, HelpScreen(), act) is None


# --- sizes ---

DIALOGS: Sequence[Callable[[], Screen[Any]]] = (
    lambda: Chooser("Which?", [Choice(str(n), "line") for n in range(60)]),
    lambda: CodePicker(CODES, ()),
    lambda: CasePicker("About", CASES, none="none"),
    lambda: ChooseSeveral("Which?", LINES, ()),
    lambda: Asker("Name"),
    lambda: HelpScreen(["wo"]),
    a_form,
)


async def test_every_part_of_every_dialog_fits_80_by_24(study: Path) -> None:
    async with sitting(study, size=(80, 24)) as at:
        for dialog in DIALOGS:
            at.app.push_screen(dialog())
            await at.settle()
            parts: list[Widget] = [*at.screen.query(Label), *at.screen.query(Input)]
            parts += [*at.screen.query(OptionList), *at.screen.query(TextArea)]
            hidden = [part for part in parts if part.id != "form-problem" and not is_shown(part)]
            assert hidden == []
            at.app.pop_screen()
            await at.settle()


# --- nothing fits ---


async def test_a_list_says_where_nothing_fits_and_forgets_what_it_explained(study: Path) -> None:
    async def act(at: Sitting) -> None:
        await at.until(lambda: "Cheaper abroad." in at.picture())
        await at.type("qqzz")
        await at.until(lambda: "Nothing here has “qqzz”" in at.picture())
        assert "Cheaper abroad." not in at.picture()
        await at.press("down", "enter", *("backspace",) * 4, "enter")

    assert await asked(study, CodePicker(CODES, ()), act) == "cost"
    assert await asked(study, Chooser("Which?", LINES), pressing(*"qq", "down", "enter")) == (
        "no answer"
    )


@pytest.mark.parametrize("key", ["c", "at", "Y", "Z", "ctrl+e", "f4"])
async def test_every_list_says_where_nothing_fits(study: Path, key: str) -> None:
    with elsewhere(study, coder="ana") as project:
        coded(project, "Wages were low.")
    async with sitting(study) as at:
        at.go_to("Wages")
        await at.press(key)
        assert len(at.app.screen_stack) > 2
        await at.type("qqzz")
        await at.until(lambda: "Nothing here has “qqzz”" in at.picture())
        await at.press("down", "up", "enter")
        assert len(at.app.screen_stack) > 2
        await at.press("escape")
        assert len(at.app.screen_stack) == 2
