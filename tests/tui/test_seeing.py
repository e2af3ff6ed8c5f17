"""Which codings show, those at the cursor, and the interview as a whole."""

from pathlib import Path

import pytest
from textual.widgets import Input

from tests.factories import a_project_folder
from tests.tui.helpers import WIDE, Sitting, elsewhere, sitting
from tests.workflow.helpers import coded
from whyshore.tui.minimap import CURSOR, FOUND, ON_SCREEN, Minimap

GROWTH = "We expected the market to grow."
WAGES = "Wages were low."
FELL = "The market fell."


@pytest.fixture
def marked(study: Path) -> Path:
    """Three codings by ana and one by ben."""
    with elsewhere(study, coder="ana") as project:
        coded(project, GROWTH, "off-growth")
        coded(project, WAGES, "off-cost")
        coded(project, FELL, "back-decline")
    with elsewhere(study, coder="ben") as project:
        coded(project, "Quality was poor.", "back-quality")
    return study


def shown(at: Sitting) -> list[str]:
    """The codes of the codings that show."""
    return [each.code for each in at.transcript.margin.codings]


def subtitle(at: Sitting) -> str:
    return str(at.transcript._border_subtitle or "")


async def only(at: Sitting, *queries: str) -> None:
    """Filter by what is typed."""
    await at.press("Z")
    for query in queries:
        await at.type(query)
        await at.press("tab", *["backspace"] * len(query))
    await at.press("enter")


# --- the filter ---


async def test_a_filter_shows_some_codings_and_says_so_as_long_as_it_holds(marked: Path) -> None:
    async with sitting(marked, size=WIDE) as at:
        await at.press("Z")
        await at.type("backsh")
        await at.press("enter")

        assert shown(at) == ["back-decline", "back-quality"]
        assert "[bd" in at.picture()
        assert "[og" not in at.picture()
        assert at.said == "only direction: backshore · 2 of 4 codings · Z or Esc shows all"
        await at.press("l")
        assert at.said.endswith("2 of 4 codings in the text (Z shows all)")
        assert subtitle(at) == "2 of 4 codings · only direction: backshore"


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("code: og", ["off-growth"]),
        ("branch: o", ["off-growth", "off-cost"]),
        ("coder: ben", ["back-quality"]),
        ("orientation: market", ["off-growth", "back-decline"]),
        ("case: no case", ["off-growth", "off-cost", "back-decline", "back-quality"]),
    ],
)
async def test_by_code_branch_coder_facet_and_case(
    marked: Path, query: str, codes: list[str]
) -> None:
    async with sitting(marked, size=WIDE) as at:
        await only(at, query)
        assert shown(at) == codes


async def test_several_things_are_combined(marked: Path) -> None:
    async with sitting(marked, size=WIDE) as at:
        await only(at, "direction: backshore", "coder: ana")

        assert shown(at) == ["back-decline"]
        assert subtitle(at) == "1 of 4 codings · only direction: backshore and coder: ana"


@pytest.mark.parametrize("key", ["Z", "escape"])
async def test_all_codings_come_back(marked: Path, key: str) -> None:
    async with sitting(marked, size=WIDE) as at:
        await only(at, "coder: ben")
        await at.press(key)

        assert len(shown(at)) == 4
        await at.until(lambda: subtitle(at) == "")


async def test_escape_lets_go_of_the_selection_before_the_filter(marked: Path) -> None:
    async with sitting(marked, size=WIDE) as at:
        await only(at, "coder: ben")
        await at.press("s", "escape")
        assert len(shown(at)) == 1
        await at.press("escape")
        assert len(shown(at)) == 4


async def test_the_filter_that_held_last_is_offered_again(marked: Path) -> None:
    async with sitting(marked, size=WIDE) as at:
        await only(at, "coder: ben")
        await at.press("Z", "Z")
        assert "[x] coder: ben  1" in at.picture()
        assert "1 of 4 codings" in at.picture()
        await at.press("escape")
        assert len(shown(at)) == 4


@pytest.mark.parametrize("query", ["coder: ben", "orientation: market"])
async def test_what_is_typed_is_a_new_choice_whatever_held_last(marked: Path, query: str) -> None:
    async with sitting(marked, size=WIDE) as at:
        await only(at, "code: oc")
        await at.press("Z", "Z")
        await at.type(query)
        assert "[x]" not in at.picture()
        assert f"codings · only {query}" in at.picture()
        await at.press("enter")

        assert at.said.startswith(f"only {query} · ")


async def test_where_nothing_fits_what_is_typed_the_last_choice_is_not_taken(marked: Path) -> None:
    async with sitting(marked, size=WIDE) as at:
        await only(at, "coder: ben")
        await at.press("Z", "Z")
        await at.type("qqzz")
        await at.press("enter", "escape")

        assert len(shown(at)) == 4


async def test_enter_on_another_line_takes_that_one_and_not_the_last_choice(marked: Path) -> None:
    async with sitting(marked, size=WIDE) as at:
        await only(at, "coder: ana")
        await at.press("Z", "Z")
        await at.press("enter")
        assert at.said.startswith("only coder: ana · ")
        await at.press("Z", "Z", "down")
        assert "1 of 4 codings · only coder: ben" in at.picture()
        await at.press("enter")
        assert at.said.startswith("only coder: ben · ")


async def test_tab_adds_to_the_last_choice(marked: Path) -> None:
    async with sitting(marked, size=WIDE) as at:
        await only(at, "coder: ana")
        await at.press("Z", "Z", "down", "tab", "up", "up", "enter")
        assert at.said.startswith("only coder: ana or coder: ben · ")


async def test_what_is_ticked_stays_in_sight_while_one_types(marked: Path) -> None:
    async with sitting(marked, size=WIDE) as at:
        await at.press("Z")
        await at.type("coder: ben")
        await at.press("tab", *["backspace"] * len("coder: ben"))
        await at.type("code: bq")
        assert "[x] coder: ben  1" in at.picture()
        assert "1 of 4 codings · only coder: ben" in at.picture()


async def test_only_what_occurs_here_is_offered(marked: Path) -> None:
    async with sitting(marked, size=WIDE) as at:
        await at.press("Z")
        assert "branch: o Offshoring  2" in at.picture()
        assert "Obstacle" not in "\n".join(at.rows()[5:25])
        await at.press("escape")
        await at.open("ben")
        await at.press("Z")
        assert at.said == "There are no codings in this interview to choose from."


async def test_next_and_previous_coding_follow_the_filter(marked: Path) -> None:
    async with sitting(marked, size=WIDE) as at:
        await only(at, "orientation: market")
        await at.press("g", "right_square_bracket")
        assert at.selected == GROWTH
        await at.press("right_square_bracket")
        assert at.selected == FELL
        await at.press("right_square_bracket")
        assert at.said.startswith("There is no coding further on. (the filter hides some")
        await at.press("left_square_bracket")
        assert at.selected == GROWTH


async def test_what_is_coded_outside_the_filter_is_said_to_be_hidden(marked: Path) -> None:
    async with sitting(marked, size=WIDE) as at:
        await only(at, "coder: ben")
        at.go_to("We also had friends")
        await at.press("o", "g")

        assert ("off-growth", "We also had friends there.") in at.coded()
        assert at.said.endswith("the filter hides it: Z shows all")
        await at.press("E")
        assert "filtered away" not in at.said
        await at.press("right_square_bracket")
        at.go_to("also had")
        assert "(+1 filtered away)" in at.said


async def test_what_is_hidden_is_not_taken_off_unseen(marked: Path) -> None:
    async with sitting(marked, size=WIDE) as at:
        await only(at, "coder: ben")
        at.go_to(WAGES)
        await at.press("backspace")

        assert at.said == "The filter hides what is coded here: Z shows all, @ lists it."
        assert len(at.codings()) == 4


async def test_a_filter_goes_on_in_the_next_interview(marked: Path) -> None:
    async with sitting(marked, size=WIDE) as at:
        await only(at, "coder: ben")
        await at.open("ben")
        await at.press("s", "o", "g")
        await at.settle()

        assert shown(at) == []
        assert subtitle(at) == "0 of 1 coding · only coder: ben"


async def test_a_filter_by_mouse(marked: Path) -> None:
    async with sitting(marked, size=WIDE) as at:
        await at.press("Z")
        row = next(y for y, line in enumerate(at.rows()) if "coder: ben" in line)
        await at.pilot.click(offset=(30, row))
        assert "[x] coder: ben" in at.picture()
        await at.pilot.click("#filter-take")
        await at.settle()

        assert shown(at) == ["back-quality"]


async def test_names_in_the_list_are_text_and_nothing_else(study: Path) -> None:
    with elsewhere(study, coder="[b]ben[/b]\x1b[31m") as project:
        coded(project, GROWTH)
    async with sitting(study, size=WIDE) as at:
        await at.press("Z")
        assert "coder: [b]ben[/b]␛[31m  1" in at.picture()
        await at.type("coder")
        await at.press("enter")
        assert "only coder: [b]ben[/b]␛[31m" in at.said


# --- the codings at the cursor ---


async def test_every_coding_at_the_cursor_is_listed_and_can_be_gone_to(study: Path) -> None:
    codes = ["off-growth", "off-cost", "back-decline", "back-quality", "obstacle"]
    with elsewhere(study) as project:
        for code in codes:
            coded(project, f"{GROWTH} {WAGES}" if code == "obstacle" else GROWTH, code)
    async with sitting(study, size=(80, 24)) as at:
        at.go_to("expected")
        await at.settle()
        assert at.transcript._lanes() == 4
        assert "+2" in at.picture()

        await at.press("at")
        assert "5 codings at the cursor" in at.picture()
        for chord in ("og", "oc", "bd", "bq", "xo"):
            assert f"{chord}  " in at.picture()
        await at.type("obstacle")
        await at.press("enter")

        assert at.selected == f"{GROWTH} {WAGES}"
        current = at.transcript.current
        assert current is not None
        assert current.code == "obstacle"


async def test_the_list_tells_what_is_filtered_away(marked: Path) -> None:
    async with sitting(marked, size=WIDE) as at:
        await only(at, "coder: ben")
        at.go_to(WAGES)
        await at.press("at")
        assert "oc  Lower cost (filtered away) · ana · no case: “Wages were low.”" in at.picture()
        await at.press("enter")
        assert at.said == "oc is filtered away: Z shows all codings"
        at.go_to("And Turkey")
        await at.press("at")
        assert at.said == "There is no coding at the cursor."


async def test_of_codings_on_the_same_words_the_one_asked_for_is_current(study: Path) -> None:
    with elsewhere(study) as project:
        for code in ("off-growth", "off-cost"):
            coded(project, WAGES, code)
    async with sitting(study, size=WIDE) as at:
        at.go_to(WAGES)
        for name in ("Expected", "Lower"):
            await at.press("at")
            await at.type(name)
            await at.press("enter")
            assert name in at.details
            assert "Also here: " in at.details


# --- the interview as a whole ---


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """An interview of many screens; the first third of it and one sentence are coded."""
    turns = [f"R: Sentence number {n} is here.\n" for n in range(1, 301)]
    folder = a_project_folder(tmp_path / "long", ana="".join(turns))
    with elsewhere(folder, coder="ana") as project:
        for n in range(1, 101):
            coded(project, f"Sentence number {n} is here.", "off-growth")
        coded(project, "Sentence number 250 is here.", "back-decline")
    return folder


def column(at: Sitting) -> list[str]:
    """The rows of the overview as they are on the screen."""
    region = at.coding.query_one(Minimap).content_region
    rows = at.rows()[region.y : region.bottom]
    return [row[region.x : region.right] for row in rows]


def cursor_row(at: Sitting) -> int:
    return next(y for y, row in enumerate(column(at)) if row[0] == CURSOR)


async def test_the_overview_shows_density_the_screen_and_the_cursor(long: Path) -> None:
    async with sitting(long, size=WIDE) as at:
        await at.until(lambda: "░" in "".join(column(at)))
        rows = column(at)
        third = len(rows) // 3
        assert {row[1] for row in rows[: third - 1]} <= set("▓█")
        assert {row[1] for row in rows[third + 1 : -10]} == {" "}
        assert "░" in {row[1] for row in rows[-10:]}
        assert rows[0][0] == CURSOR
        assert rows[1][0] == ON_SCREEN
        assert rows[10][0] == " "

        await at.press("G")
        await at.until(lambda: cursor_row(at) == len(rows) - 1)
        assert column(at)[0][0] == " "


async def test_the_overview_follows_filter_finds_and_changes(long: Path) -> None:
    async with sitting(long, size=WIDE) as at:
        await only(at, "direction: backshore")
        assert [row[1] for row in column(at)].count(" ") == len(column(at)) - 1
        await at.press("G", "s", "b", "d")
        assert [row[1] for row in column(at)].count(" ") == len(column(at)) - 2
        await at.press("u")
        assert [row[1] for row in column(at)].count(" ") == len(column(at)) - 1
        await at.press("slash")
        await at.type("number 150")
        await at.press("enter", "g")
        half = len(column(at)) // 2
        assert FOUND in {row[0] for row in column(at)[half - 2 : half + 2]}


async def test_pointing_at_the_overview_goes_there(long: Path) -> None:
    async with sitting(long, size=WIDE) as at:
        await at.pilot.click(Minimap, offset=(1, 19))
        await at.until(lambda: cursor_row(at) == 18)
        turn = at.interview.turn_at(at.selection.cursor)
        assert turn is not None
        assert 140 <= turn.number <= 165

        await at.pilot.mouse_down(Minimap, offset=(0, 5))
        await at.pilot.hover(Minimap, offset=(0, 8))
        await at.pilot.mouse_up(Minimap, offset=(0, 8))
        await at.until(lambda: cursor_row(at) == 7)
        assert at.focus == "transcript"


async def test_scrolling_moves_what_is_marked_as_on_the_screen(long: Path) -> None:
    async with sitting(long, size=WIDE) as at:
        at.transcript.scroll_to(y=300, animate=False)
        await at.until(lambda: column(at)[19][0] == ON_SCREEN)
        assert column(at)[0][0] == CURSOR
        assert column(at)[1][0] == " "


@pytest.mark.parametrize(("size", "at_first"), [((80, 24), False), ((120, 40), True)])
async def test_the_overview_is_toggled(long: Path, size: tuple[int, int], at_first: bool) -> None:  # noqa: FBT001
    async with sitting(long, size=size) as at:
        assert at.shown("minimap") is at_first
        await at.press("f9")
        assert at.shown("minimap") is not at_first
        await at.press("f9")
        assert at.shown("minimap") is at_first


async def test_a_text_shorter_than_the_screen_has_a_row_of_its_own_each(marked: Path) -> None:
    async with sitting(marked, size=WIDE) as at:
        await at.until(lambda: "▒" in "".join(column(at)) or "▓" in "".join(column(at)))
        rows = column(at)
        last = at.transcript.laid_out
        assert last is not None
        assert all(row == "  " for row in rows[last.rows :])


async def test_the_longest_stretch_without_a_coding_and_the_next(long: Path) -> None:
    async with sitting(long, size=WIDE) as at:
        await at.press("circumflex_accent")
        assert at.at_cursor.lstrip("R: \n").startswith("Sentence number 101 is")
        assert "without a coding · gap 1 of" in at.said
        await at.press("circumflex_accent")
        assert at.at_cursor.lstrip("R: \n").startswith("Sentence number 251 is")
        await at.press("g")
        await only(at, "direction: backshore")
        await at.press("circumflex_accent")
        assert at.at_cursor.startswith("R: Sentence number 1 is")
        assert "without a shown coding" in at.said


async def test_to_a_percentage(long: Path) -> None:
    async with sitting(long, size=WIDE) as at:
        for typed, turn in (("50", 150), ("0", 1), ("100%", 300), ("33,5", 100)):
            await at.press("percent_sign")
            at.app.screen.query_one(Input).value = typed
            await at.press("enter")
            found = at.interview.turn_at(at.selection.cursor)
            assert found is not None
            assert abs(found.number - turn) <= 3
        assert at.said == "33.5% of the interview"


@pytest.mark.parametrize("typed", ["nan", "101", "-1", "half"])
async def test_what_is_no_percentage_is_told(long: Path, typed: str) -> None:
    async with sitting(long, size=WIDE) as at:
        await at.press("percent_sign")
        await at.type(typed)
        await at.press("enter")
        assert at.said == f"“{typed}” is no percentage: type a number from 0 to 100."
        assert at.selection.cursor == at.interview.turns[0].words_start
