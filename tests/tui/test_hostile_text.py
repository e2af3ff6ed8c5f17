import re
from pathlib import Path

import pytest

from tests.factories import place
from tests.tui.helpers import (
    WIDE,
    Sitting,
    rows_of,
    sitting,
    terminal,
    width_of,
)
from tests.workflow.helpers import coded, interview_of
from whyshore.domain.memo import Topic
from whyshore.domain.synthesis import Wording
from whyshore.workflow.organise_cases import add_case, add_group, set_default_case, set_passage
from whyshore.workflow.start_project import open_project
from whyshore.workflow.write_memos import write_memo
from whyshore.workflow.write_synthesis import add_statement

CLIPBOARD = "\x1b]52;c;ZXZpbA==\x07"
TITLE = "\x1b]0;EVIL\x07"
MODE = "\x1b[?6666h"
PLACE = "\x1b[77;78H"
DEVICE = "\x1bP+q544e\x1b\\"
C1 = "\x9b66;67H"
BELL = "\x07"
OVERRIDE, ISOLATE = "\u202e", "\u2066"
ESCAPE = "\x1b"
SEQUENCES = (CLIPBOARD[:-1], TITLE[:-1], MODE, PLACE, DEVICE[:6], C1, OVERRIDE, ISOLATE)
MARKUP = "[bold]loud[/bold] [@click=app.quit]quit[/] [/] [$x] [red on"

TRANSCRIPT = f"""\
I: {MARKUP} and [crosstalk]?
R: {CLIPBOARD}{TITLE}{MODE} before {PLACE}{DEVICE}{C1}{BELL} after.
R: turned {OVERRIDE}around{ISOLATE} and a\u200bzero width\u200b, a soft\u00adhyphen, \ufeffmarks.
R: tab\there\tand\tthere, 中文字符测试 wide 全角, 👩‍🔬 👨‍👩‍👧‍👦 🇪🇸 👍🏽 joined, e\u0301 combining.
R: rule \x01\x7f\x85\u2028 ends. quit.
"""
MARKS = "\u200e left \u200f right \u061c Arabic"

_ACTIVE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def yaml(text: str) -> str:
    """A text in double quotes, with what YAML does not take as it is escaped."""
    escaped = "".join(
        letter if letter.isprintable() and letter not in '"\\' else f"\\U{ord(letter):08x}"
        for letter in text
    )
    return f'"{escaped}"'


NASTY = f"N{CLIPBOARD}{OVERRIDE}{MARKUP}\tx\ny 中 {C1}"

CODEBOOK = f"""\
title: {yaml("B" + NASTY)}
facets:
  direction:
    values: {{offshore: {yaml("Why" + NASTY)}, backshore: Why back}}
codes:
  - id: 'off'
    name: {yaml("C" + NASTY)}
    definition: {yaml("D" + NASTY)}
    children:
      - {{id: cost, name: {yaml("E" + NASTY)}, chord: xc, direction: offshore,
         cues: [{yaml(NASTY)}], examples: [{yaml(NASTY)}],
         definition: {yaml("F" + NASTY)}, include: {yaml(NASTY)}, exclude: {yaml(NASTY)}}}
      - {{id: other, name: {yaml(MARKUP)}, chord: xo}}
"""


@pytest.fixture(scope="module")
def _hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile") / "study"
    (folder / "interviews").mkdir(parents=True)
    front = f"---\ntitle: {yaml('T' + NASTY)}\n---\n"
    (folder / "interviews" / "ana.md").write_text(front + TRANSCRIPT, encoding="utf-8", newline="")
    (folder / "interviews" / "we[@click=app.quit]quit.md").write_text("R: One.\n", encoding="utf-8")
    (folder / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    opened = open_project(folder, coder="ana")
    project = opened.project
    try:
        assert not opened.report.problems
        case = add_case(project, f"G{NASTY}", f"H{NASTY}")
        interview = set_default_case(project, interview_of(project), case.id)
        coding = coded(project, "turned", "cost")
        coded(project, "after", "other")
        for topic, about in (
            (Topic.CODING, coding.id),
            (Topic.INTERVIEW, "ana"),
            (Topic.CODE, "cost"),
            (Topic.CASE, case.id),
        ):
            write_memo(project, topic, about, f"M{NASTY}")
        set_passage(project, interview, place(interview, "joined"), case=case.id)
        row = add_group(project, f"L{MARKUP}{OVERRIDE}", [case.id])
        wording = Wording(f"S{NASTY}", hedge=f"K{NASTY}")
        add_statement(project, group=row.id, column="offshore", wording=wording)
    finally:
        project.close()
    return folder


@pytest.fixture
def hostile(_hostile: Path, tmp_path: Path) -> Path:
    import shutil

    return Path(shutil.copytree(_hostile, tmp_path / "study"))


def check(at: Sitting) -> None:
    """Nothing on the screen acts, and every row is as wide as the terminal."""
    for row in rows_of(at.app):
        assert not _ACTIVE.search(row), ascii(row)
        assert width_of(row) == at.app.size.width, ascii(row)


SHOWN: dict[str, tuple[str, ...]] = {
    "the text": (),
    "a coding": ("right_square_bracket",),
    "the codebook": ("tab", "down", "down"),
    "the picker": ("c",),
    "what the picker finds": ("c", "l", "o", "u", "d"),
    "cases": ("shift+tab", "home"),
    "interviews": ("shift+tab", "shift+tab", "end"),
    "a case to pick": ("C",),
    "which code to take off": ("v", "G", "v", "g", "backspace"),
    "a memo on a coding": ("right_square_bracket", "right_square_bracket", "M"),
    "a memo on the interview": ("I",),
    "a new coding": ("x", "c"),
    "an undone change": ("x", "c", "u"),
    "a memo on a case": ("shift+tab", "home", "M"),
    "all memos": ("f4",),
    "a filtered codebook": ("tab", "slash", "c", "l", "o", "u", "d"),
    "a new code": ("i",),
    "a new code below another": ("i", "down", "c", "l", "o", "u", "d"),
    "the synthesis": ("f2",),
    "a draft": ("f2", "d"),
    "evidence to choose": ("f2", "l"),
    "a statement": ("f2", "e"),
    "open problems": ("f2", "p"),
    "a row": ("f2", "R"),
    "a label": ("f2", "R", "ctrl+s"),
    "the commands": ("ctrl+p",),
    "a problem": ("x", "c", "x", "c"),
}


WRITTEN_IN = (
    "a memo on a coding",
    "a memo on the interview",
    "a memo on a case",
    "a statement",
    "a label",
)
"""Where a control character stands in lines that one writes in."""


@pytest.mark.parametrize(
    "where",
    SHOWN,
)
async def test_nothing_acts_wherever_it_is_shown(hostile: Path, where: str) -> None:
    async with sitting(hostile, size=WIDE) as at:
        await at.press(*SHOWN[where])
        check(at)
        assert not at.app._exit


async def test_a_click_on_a_link_in_the_text_is_just_a_click(hostile: Path) -> None:
    async with sitting(hostile, size=WIDE) as at:
        for keys in ((), ("c",), ("shift+tab",), ("f2",), ("f2", "p")):
            for number in range(2):
                await at.press(*keys)
                places = [
                    (width_of(row[: found.start()]) + 1, y)
                    for y, row in enumerate(at.rows())
                    for found in re.finditer("quit", row)
                ]
                await at.pilot.click(offset=places[number % len(places)])
                assert not at.app._exit
                while len(at.app.screen_stack) > 2:
                    at.app.pop_screen()
                    await at.settle()
                at.coding.action_to_text()


async def test_the_words_in_brackets_are_there_to_be_read(hostile: Path) -> None:
    async with sitting(hostile, size=(200, 60)) as at:
        assert f"{MARKUP} and [crosstalk]?" in at.picture()
        assert "␛]52;c;ZXZpbA==␇" in at.picture()
        await at.press("c")
        assert MARKUP in at.picture()


async def test_what_is_coded_are_the_characters_of_the_file(hostile: Path) -> None:
    async with sitting(hostile, size=WIDE) as at:
        at.go_to("turned \u202earound\u2066 and", select=True)
        await at.press("x", "o")
        assert ("other", "turned \u202earound\u2066 and") in at.coded()
        await at.press("y")
        assert "\u202e" in at.app.clipboard


async def test_marks_of_direction_take_no_room_they_do_not_have(tmp_path: Path) -> None:
    folder = tmp_path / "study"
    (folder / "interviews").mkdir(parents=True)
    (folder / "interviews" / "ana.md").write_text(f"R: {MARKS}.\n", encoding="utf-8")
    (folder / "codebook.yaml").write_text(
        f"codes: [{{id: a, name: {yaml(MARKS)}}}]\n", encoding="utf-8"
    )
    async with sitting(folder) as at:
        check(at)
        await at.press("c")
        check(at)


async def test_what_is_typed_is_shown_without_harm(study: Path) -> None:
    from textual import events

    async with sitting(study) as at:
        for keys in (("slash",), ("escape", "I"), ("escape", "C"), ("escape", "question_mark")):
            await at.press(*keys)
            at.app.post_message(events.Paste(NASTY.replace("\n", " ")))
            await at.settle()
            await at.settle()
            for row in at.rows():
                assert not _ACTIVE.search(row), ascii(row)


def test_no_sequence_of_a_file_reaches_a_real_terminal(hostile: Path) -> None:
    with terminal(hostile) as at:
        at.wait_for("[crosstalk]")
        for keys in ("]", "xo", "u", "c", ESCAPE, "I", ESCAPE, "\t", ESCAPE):
            at.send(keys)
            at.settle()
        at.send("\x14")
        at.wait_for("Synthesis")
        for keys in ("e", ESCAPE, "p", ESCAPE, "d", "\t", ESCAPE):
            at.send(keys)
            at.settle()
        at.send("\x11")
        assert at.wait_for_end(5) == 0
        for sequence in SEQUENCES:
            assert sequence.encode() not in at.raw


def test_the_end_of_the_session_names_nothing(hostile: Path) -> None:
    with terminal(hostile) as at:
        at.wait_for("[crosstalk]")
        at.settle()
        before = len(at.raw)
        at.send("\x11")
        assert at.wait_for_end(5) == 0
        assert b"crosstalk" not in at.raw[before:]
