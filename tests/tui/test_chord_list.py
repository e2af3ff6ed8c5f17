"""The list that comes when one pauses over a chord."""

from pathlib import Path

from tests.tui.helpers import WIDE, Sitting, is_shown, sitting
from whyshore.domain.codebook import Code, Codebook
from whyshore.tui.chord_popup import ChordPopup, next_steps, steps_as_content

WAGES = "Wages were low."
SLOW = 10.0


def popup(at: Sitting) -> ChordPopup:
    return at.coding.query_one(ChordPopup)


async def test_after_a_pause_what_can_follow_is_listed(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        at.go_to(WAGES)
        await at.press("o")
        assert not is_shown(popup(at))
        await at.until(lambda: is_shown(popup(at)), SLOW)
        shown = at.picture()
        assert "o Offshoring" in shown
        assert "g   ■ Expected market growth" in shown
        assert at.focus == "transcript"
        await at.press("g")
        assert not is_shown(popup(at))
        assert at.coded() == [("off-growth", WAGES)]


async def test_it_never_shows_to_who_types_on(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        at.go_to(WAGES)
        await at.press("o", "g")
        await at.pilot.pause(0.6)
        assert not is_shown(popup(at))


async def test_escape_a_wrong_key_and_another_pane_take_it_away(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        for key in ("escape", "z", "tab", "backspace"):
            at.transcript.focus()
            await at.press("b")
            await at.until(lambda: is_shown(popup(at)), SLOW)
            await at.press(key)
            assert not is_shown(popup(at))
            assert at.transcript.chord is None


async def test_it_fits_80_by_24_with_every_code_of_the_project(bundled: Path) -> None:
    async with sitting(bundled, size=(80, 24)) as at:
        await at.press("semicolon")
        await at.until(lambda: is_shown(popup(at)), SLOW)
        assert "(10)" in at.picture()
        assert popup(at).region.height <= 16
        await at.press("o", "m")
        await at.until(lambda: "om Market orientation" in at.picture(), SLOW)
        await at.press("escape")
        assert at.coding.transcript.chord is None


def code(chord: str, **about: str) -> Code:
    return Code(chord, f"Code {chord}", chord=chord, **about)  # type: ignore[arg-type]


def test_steps_are_the_next_keys_with_how_many_codes_they_reach() -> None:
    codes = (code("ab"), code("acx"), code("acy"), code("d"))
    chords = {each.chord: each.id for each in codes}

    steps = next_steps(Codebook(codes=codes), chords, "a")

    assert [(step.key, step.code.chord, step.codes) for step in steps] == [
        ("b", "ab", 1),
        ("c", "acx", 2),
    ]


def test_definitions_are_cut_to_the_width_and_the_list_to_the_rows() -> None:
    codes = tuple(code(letter, definition="What it means. " * 20) for letter in "abcdefgh")
    chords = {each.chord: each.id for each in codes}
    steps = next_steps(Codebook(codes=codes), chords, "")

    lines = steps_as_content(steps, None, width=50, rows=5).plain.split("\n")

    assert len(lines) == 5
    assert lines[-1] == "… 4 more keys; c finds codes by name"
    assert max(map(len, lines)) <= 50


def test_names_from_a_codebook_are_never_markup() -> None:
    odd = Code("x", "[red]x[/] \x1b[2J", chord="ax", definition="[bold]")
    steps = next_steps(Codebook(codes=(odd,)), {"ax": "x"}, "a")

    shown = steps_as_content(steps, odd, width=60, rows=9).plain

    assert "[red]x[/] ␛[2J" in shown
