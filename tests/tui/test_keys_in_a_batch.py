"""Keys that arrive all at once, as over a slow line or from a paste, act in the order typed."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input, OptionList

from tests.tui.helpers import Sitting, sitting
from whyshore.tui.codebook_tree import FilterLine

WAGES = "Wages were low."
FRIENDS = "We also had friends there."


async def burst(at: Sitting, keys: Iterable[str]) -> None:
    """Send keys without waiting for what they bring about; `\\n` is Enter."""
    for key in keys:
        name = {"\n": "enter", "/": "slash", ".": "full_stop"}.get(key, key)
        typed = "\r" if key == "\n" else key if len(key) == 1 else None
        at.pilot.app.post_message(events.Key(name, typed))
    for _ in range(12):
        await at.settle()


async def test_a_code_goes_on_the_sentence_selected_when_its_chord_was_typed(study: Path) -> None:
    async with sitting(study) as at:
        at.go_to(WAGES)
        await burst(at, "socs.")

        assert at.coded() == [("off-cost", WAGES), ("off-cost", FRIENDS)]


async def test_what_is_typed_after_a_slash_is_looked_for_and_not_obeyed(study: Path) -> None:
    async with sitting(study) as at:
        await burst(at, "/wages\nsoc")

        assert at.coded() == [("off-cost", WAGES)]


async def test_what_is_typed_after_c_goes_into_the_picker(study: Path) -> None:
    async with sitting(study) as at:
        at.go_to(WAGES)
        await burst(at, "clower\ns.")

        assert at.coded() == [("off-cost", WAGES), ("off-cost", FRIENDS)]


async def test_what_is_typed_after_m_goes_into_the_memo(study: Path) -> None:
    async with sitting(study) as at:
        await burst(at, "Moc us")
        await at.press("escape")
        await at.settle()

        assert at.coded() == []
        assert list(at.coding.desk.memos.values()) == ["oc us"]


async def test_what_is_typed_in_the_codebook_filters_it_and_codes_nothing(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("tab")
        await burst(at, "ograom")

        assert at.coding.query_one(FilterLine).value == "ograom"
        assert at.coded() == []


async def test_what_is_typed_after_i_names_the_new_code(study: Path) -> None:
    async with sitting(study) as at:
        at.go_to("friends", select=True)
        await burst(at, "i of mine\n")
        await at.until(lambda: bool(at.coded()))

        assert at.coded() == [("friends-of-mine", "friends")]


async def test_keys_behind_the_escape_of_a_memo_are_commands_again(study: Path) -> None:
    async with sitting(study) as at:
        at.go_to(WAGES)
        await at.press("I")
        for key in ("x", "escape", "s", "o", "c"):
            at.pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await at.until(lambda: bool(at.coded()))

        assert at.coded() == [("off-cost", WAGES)]
        assert list(at.coding.desk.memos.values()) == ["x"]


async def coded_twice(at: Sitting) -> None:
    at.go_to(WAGES, select=True)
    await at.press("o", "c")
    at.go_to(FRIENDS, select=True)
    await at.press("o", "g", "escape")
    assert at.coded() == [("off-cost", WAGES), ("off-growth", FRIENDS)]


async def test_tab_ticks_what_was_typed_before_it(study: Path) -> None:
    async with sitting(study) as at:
        await coded_twice(at)
        await at.press("Z")
        await burst(at, [*"growth", "tab"])

        assert "[x] code: og" in at.picture()
        assert at.picture().count("[x]") == 1


async def test_the_change_typed_is_taken_back_and_not_the_one_on_top_before(study: Path) -> None:
    async with sitting(study) as at:
        await coded_twice(at)
        await at.press("ctrl+e")
        await burst(at, [*"wages", "ctrl+z"])

        await at.until(lambda: at.coded() == [("off-growth", FRIENDS)])


@pytest.mark.parametrize(("opens", "words"), [("Z", "code"), ("ctrl+e", "on"), ("f4", "a")])
async def test_an_arrow_goes_down_in_what_fits_the_letters_before_it(
    study: Path, opens: str, words: str
) -> None:
    async with sitting(study) as at:
        await coded_twice(at)
        for memo in ("aa", "ab"):
            await at.press("M", *memo, "escape")
            at.go_to(WAGES)
        await at.press(opens)
        await burst(at, [*words, "down"])

        assert at.screen.query_one(Input).value == words
        assert at.screen.query_one(OptionList).highlighted == 1


async def test_one_goes_to_what_the_memo_typed_is_about(study: Path) -> None:
    async with sitting(study) as at:
        for words, memo in ((WAGES, "first"), (FRIENDS, "second")):
            at.go_to(words, select=True)
            await at.press("o", "c", "escape")
            at.go_to(words)
            await at.press("M", *memo, "escape")
        await at.press("f4")
        await burst(at, [*"first", "ctrl+g", *"og"])

        assert ("off-growth", WAGES) in at.coded()
