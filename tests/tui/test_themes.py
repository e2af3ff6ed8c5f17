"""Themes of high contrast, terminals with few colours, and NO_COLOR."""

import re
from pathlib import Path

import pytest
from rich.style import Style
from textual.color import Color
from textual.widgets import Input, OptionList

from tests.tui.helpers import WIDE, Sitting, Terminal, elsewhere, sitting, terminal
from tests.workflow.helpers import coded
from whyshore.tui.colours import contrast_of
from whyshore.tui.themes import HIGH_CONTRAST, unknown_theme
from whyshore.tui.transcript_rows import CodeLook

AAA = 7
"""What WCAG 2.2 asks of text at its highest level."""
NAMES = [theme.name for theme in HIGH_CONTRAST]
WAGES = "Wages were low."


def contrast(style: Style) -> float:
    """The contrast of a style's letters on their ground."""
    assert style.color is not None
    assert style.bgcolor is not None
    return contrast_of(Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor))


@pytest.mark.parametrize("theme", NAMES)
async def test_everything_in_the_text_stands_out_in_high_contrast(
    bundled: Path, theme: str
) -> None:
    async with sitting(bundled, size=WIDE) as at:
        at.app.theme = theme
        await at.settle()
        text = at.transcript
        words = text._style("transcript--words")
        looks = {
            name: words + text._style(f"transcript--{name}")
            for name in ("words", "number", "label", "question", "passage", "hit", "selection")
        }
        looks["hit, as written"] = looks["hit"]
        for code in text.looks:
            looks[f"stripe {code}"] = text._stripe_style(code, current=False)
            tint = text._blend(f"tint {code}", code, 0.28, as_background=True)
            looks[f"words in {code}"] = words + tint
            looks[f"question in {code}"] = looks["question"] + tint
        for code in ("none", "white", "black"):
            text.looks = {**text.looks, code: CodeLook("x", "" if code == "none" else code)}
            looks[f"stripe {code}"] = text._stripe_style(code, current=False)

        assert {name for name, style in looks.items() if contrast(style) < AAA} == set()
        assert not any(style.dim for style in looks.values())


@pytest.mark.parametrize("theme", NAMES)
async def test_the_parts_around_the_text_stand_out_in_high_contrast(
    bundled: Path, theme: str
) -> None:
    async with sitting(bundled, size=WIDE) as at:
        at.app.theme = theme
        await at.press("tab")
        lines = at.app.screen._compositor.render_strips()
        faint = {
            segment.text.strip()
            for strip in lines
            for segment in strip
            if segment.text.strip(" ▁▂▃▄▅▆▇█░▒▓│─╭╮╰╯┃▶▼■")
            and segment.style
            and contrast(segment.style) < 4.5
        }
        assert faint == set()


async def test_high_contrast_is_chosen_in_the_settings(study: Path) -> None:
    (study / "whyshore.toml").write_text('theme = "contrast-light"\n', encoding="utf-8")
    async with sitting(study) as at:
        assert at.app.theme == "contrast-light"


async def test_high_contrast_is_chosen_in_the_palette(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        await at.press("ctrl+p")
        await at.type("theme")
        await at.until(lambda: at.app.screen.query_one(OptionList).option_count > 0)
        await at.press("enter")
        await at.until(lambda: "contrast-dark" in at.picture() or "textual" in at.picture())
        at.app.screen.query_one(Input).value = "contrast-dark"
        await at.until(lambda: "contrast-light" not in at.picture())
        await at.until(lambda: at.app.screen.query_one(OptionList).highlighted is not None)
        await at.press("enter")
        await at.until(lambda: at.app.theme == "contrast-dark")


async def test_a_theme_that_does_not_exist_is_told_with_the_closest(study: Path) -> None:
    (study / "whyshore.toml").write_text('theme = "contrast-drak"\n', encoding="utf-8")
    async with sitting(study, size=WIDE) as at:
        await at.until(lambda: "there is no theme" in at.picture())
        (told,) = (each.message for each in at.app._notifications)
        assert told.startswith(
            "whyshore.toml: there is no theme “contrast-drak”. Closest: contrast-dark"
        )


def test_a_theme_like_no_other_is_told_with_some_to_take() -> None:
    told = unknown_theme("qqqq", ["nord", "contrast-dark", "contrast-light", "textual-dark"])

    assert "Closest: contrast-dark, contrast-light, textual-dark, textual-light." in told


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "solarized-light", "nord"])
async def test_questions_and_numbers_stand_back_but_can_be_read(bundled: Path, theme: str) -> None:
    async with sitting(bundled, size=WIDE) as at:
        at.app.theme = theme
        await at.settle()
        text = at.transcript
        words = text._style("transcript--words")
        for name in ("question", "number", "passage"):
            style = words + text._style(f"transcript--{name}")
            assert 4 < contrast(style) < contrast(words) + 2, name


# --- without colours ---


@pytest.fixture
def without_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")


def attributes(style: Style | None) -> str:
    names = {"bold": "B", "dim": "D", "italic": "I", "underline": "U", "reverse": "R"}
    return "".join(sign for name, sign in names.items() if getattr(style, name))


def look_of(at: Sitting, words: str) -> list[str]:
    """The attributes that words of the text are drawn in, wherever they stand alone."""
    strips = at.app.screen._compositor.render_strips()
    return [
        attributes(segment.style)
        for strip in strips
        for segment in strip
        if segment.text.strip() == words
    ]


@pytest.mark.usefixtures("without_colours")
async def test_without_colours_everything_looks_different(study: Path) -> None:
    with elsewhere(study) as project:
        coded(project, WAGES, "off-cost")
    async with sitting(study, size=WIDE) as at:
        at.go_to("We also")
        await at.press("right")
        looks = {
            "question": look_of(at, "What took you to China?"),
            "cursor": look_of(at, "e"),
            "what a code would go on": look_of(at, "also had friends there."),
            "coding elsewhere": look_of(at, "╭oc"),
        }
        at.go_to("Wages")
        await at.press("right")
        looks["what a code would go on, in a coding"] = look_of(at, "ges were")
        looks["cursor in a coding"] = look_of(at, "a")
        looks["coding at the cursor"] = look_of(at, "╭oc")
        at.go_to("The market")
        await at.press("s")
        looks["selection"] = look_of(at, "The market fell.")
        await at.press("slash")
        await at.type("were")
        await at.press("enter")
        looks["place found and gone to"] = look_of(at, "were")
        await at.press("g")
        looks["place found"] = look_of(at, "were")
        assert looks == {
            "question": ["D"],
            "cursor": ["R"],
            "what a code would go on": ["U"],
            "coding elsewhere": [""],
            "what a code would go on, in a coding": ["IU"],
            "cursor in a coding": ["IR"],
            "coding at the cursor": ["BR"],
            "selection": ["BR"],
            "place found and gone to": ["BIUR"],
            "place found": ["UR"],
        }


@pytest.mark.usefixtures("without_colours")
async def test_without_colours_one_sees_where_the_focus_is(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        assert at.picture().count("┏") == 1
        await at.press("shift+tab", "shift+tab")
        assert at.picture().count("┏") == 1
        assert look_of(at, "▶ ana") == ["BU"]


@pytest.mark.usefixtures("without_colours")
async def test_without_colours_a_theme_of_the_settings_brings_none(study: Path) -> None:
    (study / "whyshore.toml").write_text('theme = "contrast-light"\n', encoding="utf-8")
    async with sitting(study, size=WIDE) as at:
        assert at.app.theme == "ansi-dark"


WITHOUT = (
    "import os, sys; os.environ.update({0!r}); sys.argv.insert(1, '--project'); "
    "from whyshore.cli.start import main; main()"
)
"""The program with other variables in its environment."""
SGR = re.compile(rb"\x1b\[([\d;]*)m")
NO_COLOURS = {"0", "", "1", "2", "3", "4", "7", "9", "39", "49"}


def drive(running: Terminal) -> None:
    """Use a bit of everything on the screen."""
    running.wait_for("all saved")
    for keys in ("s", "og", "/low\r", "c", "\x1b", "Z", "\r", "\t", "\x1b", "\x1b[Q", "u"):
        running.send(keys)
        running.settle()


def test_with_no_color_just_the_terminals_own_colours_are_written(study: Path) -> None:
    with terminal(study, program=WITHOUT.format({"NO_COLOR": "1"}), size=WIDE) as running:
        drive(running)
        written = {part for codes in SGR.findall(running.raw) for part in codes.split(b";")}

    assert {part.decode() for part in written} <= NO_COLOURS
    assert b"7" in written


@pytest.mark.parametrize(
    ("term", "colours"),
    [("xterm", r"3[0-7]|4[0-7]|9[0-7]|10[0-7]"), ("xterm-256color", r"38;5;\d+|48;5;\d+")],
)
def test_few_colours_are_used_as_the_terminal_has_them(
    study: Path, term: str, colours: str
) -> None:
    program = WITHOUT.format({"TERM": term, "COLORTERM": ""})
    with terminal(study, program=program, size=WIDE) as running:
        drive(running)
        written = {codes.decode() for codes in SGR.findall(running.raw)}

    used = {re.sub(rf"\b({colours})\b", "", codes).strip(";") for codes in written}
    assert {part for codes in used for part in codes.split(";")} <= NO_COLOURS
    assert any("3" in codes.split(";") for codes in written)  # italic: the questions


@pytest.mark.usefixtures("without_colours")
@pytest.mark.parametrize("where", ["I", "slash"])
async def test_without_colours_one_sees_where_one_writes(study: Path, where: str) -> None:
    async with sitting(study, size=WIDE) as at:
        await at.press(where, "a", "k", "left")  # no chord of the codebook beside it is a k
        await at.until(lambda: look_of(at, "k") == ["R"])
