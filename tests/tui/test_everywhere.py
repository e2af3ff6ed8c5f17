"""Find in all interviews, and the coded segments of a code: look through, jump, change many."""

from pathlib import Path

import pytest
from textual.widgets import Input, Static

from tests.factories import TEXT
from tests.tui.helpers import Sitting, elsewhere, rows_of, sitting, terminal
from tests.workflow.helpers import coded
from whyshore.domain.finding import Unit
from whyshore.store.codings import codings_in
from whyshore.tui.codebook_tree import CodebookTree
from whyshore.tui.coded_segments_screen import CodedSegmentsScreen
from whyshore.tui.dialogs import HelpScreen
from whyshore.tui.find_screen import FindScreen
from whyshore.tui.passage import Passage
from whyshore.tui.results_screen import ResultsScreen
from whyshore.tui.status import Line
from whyshore.workflow.import_interviews import sync
from whyshore.workflow.undo_changes import history, undo


def screen(at: Sitting) -> ResultsScreen:
    found = at.screen
    assert isinstance(found, ResultsScreen)
    return found


def told(at: Sitting) -> str:
    return str(screen(at).query_one("#summary", Line).content)


def answer(at: Sitting) -> str:
    return str(screen(at).query_one("#status", Line).content)


def places(at: Sitting) -> list[str]:
    return [each.words for each in screen(at).results.results]


async def look_for(at: Sitting, words: str, count: int) -> None:
    await at.press("F")
    await at.type(words)
    await at.until(lambda: len(places(at)) == count and "searching" not in told(at))


# --- find everywhere ---


async def test_where_no_role_is_known_that_is_said_where_only_one_is_asked_for(study: Path) -> None:
    def unnamed(name: str) -> None:
        file = study / "interviews" / f"{name}.md"
        text = file.read_text(encoding="utf-8").replace("I: ", "Jon: ").replace("R: ", "Mia: ")
        file.write_text(text, encoding="utf-8")

    unnamed("ana")
    async with sitting(study, size=(160, 30)) as at:
        await look_for(at, "was", 3)
        await at.press("enter", "w")
        await at.until(lambda: "searching" not in told(at))
        assert "respondents only · nobody is known as interviewer in 1 of them" in told(at)
    for name in ("ben", "zoe"):
        unnamed(name)
    async with sitting(study, size=(160, 30)) as at:
        await look_for(at, "was", 3)
        assert "nobody is known" not in told(at)
        await at.press("enter", "w")
        await at.until(lambda: "searching" not in told(at))
        assert "respondents only · nobody is known as interviewer: name the roles" in told(at)


async def test_what_is_found_comes_with_its_surroundings_by_interview(study: Path) -> None:
    async with sitting(study) as at:
        await look_for(at, "was", 3)
        assert told(at).startswith("3 places in 2 of 3 interviews · c codes the sentence")
        shown = at.picture()
        assert "ana · 1 place" in shown
        assert "ben · 2 places" in shown
        rows = [row for row in rows_of(at.app) if "[ ]" in row]
        hits = ("was poor", "was cheap", "was slow")
        assert len({row.index(hit) for row, hit in zip(rows, hits, strict=True)}) == 1


async def test_enter_goes_to_the_list_and_then_to_the_place(study: Path) -> None:
    async with sitting(study) as at:
        await look_for(at, "was", 3)
        await at.press("enter", "end", "enter")
        await at.until(lambda: at.focus == "transcript")
        assert at.interview.id == "ben"
        assert at.at_cursor.startswith(" slow in the end")
        assert at.selected == "was"
        assert len(at.transcript.hits) == 2
        await at.press("N")
        assert at.said.strip() == "1 of 2"


async def test_coming_back_finds_the_list_as_it_was_left(study: Path) -> None:
    async with sitting(study) as at:
        await look_for(at, "was", 3)
        await at.press("enter", "down", "down", "space", "enter")
        await at.until(lambda: at.focus == "transcript")
        at_place = at.at_cursor[:10]
        await at.press("F")
        await at.until(lambda: len(places(at)) == 3 and "searching" not in told(at))
        assert "1 ticked" in told(at)
        await at.press("enter")
        await at.until(lambda: at.focus == "transcript")
        assert at.at_cursor[:10] == at_place


async def test_what_was_found_here_is_looked_for_everywhere(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("slash")
        await at.type("was")
        await at.press("enter", "F")
        await at.until(lambda: len(places(at)) == 3)
        await at.press("enter")
        assert at.focus == "results"


async def test_other_words_take_the_place_of_those_brought_along(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("slash")
        await at.type("was")
        await at.press("enter", "F")
        await at.type("market")
        await at.until(lambda: "searching" not in told(at) and len(places(at)) > 0)
        assert {each.casefold() for each in places(at)} == {"market"}
        await at.press("enter", "slash")
        await at.type("was")
        await at.until(lambda: len(places(at)) == 3)


async def test_a_heading_is_not_coded_but_says_what_to_do(worked_on: Path) -> None:
    async with sitting(worked_on) as at:
        await look_for(at, "was", 3)
        await at.press("enter", "g", "c")
        assert answer(at).startswith("Nothing is ticked: ↓ goes to a place, Space ticks these")
        await at.press("escape")
        await at.until(lambda: at.focus == "transcript")
        await list_costs(at)
        await at.press("g", "delete")
        assert answer(at).startswith("Nothing is ticked")


async def test_ticked_places_are_coded_in_one_step(study: Path) -> None:
    async with sitting(study) as at:
        await look_for(at, "was", 3)
        await at.press("enter", "a")
        assert "3 ticked" in told(at)
        await at.press("c")
        await at.type("oc")
        await at.press("enter")
        assert answer(at) == "coded 3 as Lower cost · u undoes"
        assert sorted(at.coded()) == [
            ("off-cost", "It was slow in the end."),
            ("off-cost", "Poland was cheap at first."),
            ("off-cost", "Quality was poor."),
        ]
        assert history(at.project)[0].summary.startswith("off-cost on 3 sentences found by “was”")
        await at.press("u")
        assert at.coded() == []
        assert answer(at).startswith("undid: oc Lower cost on 3 sentences")
        await at.press("U")
        assert len(at.coded()) == 3


async def test_keys_typed_ahead_wait_for_the_search(study: Path) -> None:
    many = "".join(f"R: The market fell {n} times.\n" for n in range(300))
    (study / "interviews" / "many.md").write_text(many, encoding="utf-8")
    async with sitting(study) as at:
        await at.press("F", *"fell", "enter", "a", "c", "o", "c", "enter")
        await at.until(lambda: "coded 301 as Lower cost" in answer(at))


async def test_what_has_the_code_already_is_told(study: Path) -> None:
    async with sitting(study) as at:
        await look_for(at, "was", 3)
        await at.press("enter", "space", "c", "o", "c", "enter", "a", "c", "o", "c", "enter")
        assert answer(at) == "coded 2 as Lower cost, 1 had it already · u undoes"


@pytest.mark.parametrize(("times", "words"), [(1, "turn"), (2, "was")])
async def test_the_unit_is_chosen(study: Path, times: int, words: str) -> None:
    async with sitting(study) as at:
        await look_for(at, "poor|was", 0)
        await at.press("ctrl+r")
        await at.until(lambda: len(places(at)) == 4)
        await at.press("enter", *["v"] * times, "c", "o", "c", "enter")
        [(_, quote)] = at.coded()
        assert quote == {"turn": "The market fell. Quality was poor.", "was": "was"}[words]


async def test_only_some_speakers_words(study: Path) -> None:
    async with sitting(study) as at:
        await look_for(at, "you", 2)
        await at.press("enter", "w")
        await at.until(lambda: "respondents only" in told(at) and "searching" not in told(at))
        assert places(at) == []
        await at.press("w")
        await at.until(lambda: len(places(at)) == 2)
        assert "interviewers only" in told(at)


async def test_places_are_ticked_one_by_one_by_interview_and_all(study: Path) -> None:
    async with sitting(study) as at:
        await look_for(at, "was", 3)
        await at.press("enter", "space", "space")  # a place; the heading of ben
        assert "3 ticked" in told(at)
        await at.press("a")
        assert "ticked" not in told(at)
        await at.press("G", "space")
        assert "1 ticked" in told(at)
        assert "[x]" in at.picture()


async def test_a_click_goes_there_a_click_on_the_box_ticks_two_open(study: Path) -> None:
    async with sitting(study) as at:
        await look_for(at, "was", 3)
        await at.press("enter")
        await at.pilot.click("#results", offset=(2, 4))
        await at.settle()
        assert "1 ticked" in told(at)
        await at.pilot.click("#results", offset=(20, 5), times=2)
        await at.until(lambda: at.focus == "transcript")
        assert at.interview.id == "ben"


async def test_a_text_replaced_meanwhile_is_not_coded(study: Path) -> None:
    async with sitting(study) as at:
        await look_for(at, "was", 3)
        await at.press("enter", "a", "c")
        assert "A code for 3 places" in at.picture()
        await at.press("escape")
        with elsewhere(study) as other:
            (study / "interviews" / "ben.md").write_text("R: All new here.\n", encoding="utf-8")
            sync(other)
        await at.press("c", "o", "c", "enter")
        assert "was replaced since it was searched" in answer(at)
        assert at.coded() == []


async def test_a_problem_with_an_expression_is_said(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("F", "ctrl+r")
        await at.type("(wa")
        await at.until(lambda: "This is no regular expression" in answer(at))


async def test_escape_leads_from_the_line_to_the_list_to_the_text(study: Path) -> None:
    async with sitting(study) as at:
        at.go_to("friends")
        await look_for(at, "was", 3)
        await at.press("escape")
        assert at.focus == "results"
        await at.press("slash")
        assert at.focus == "find"
        await at.press("escape", "escape")
        await at.until(lambda: at.focus == "transcript")
        assert at.at_cursor.startswith("friends")


async def test_nothing_found_can_neither_be_coded_nor_opened(study: Path) -> None:
    async with sitting(study) as at:
        await look_for(at, "zebra", 0)
        await at.press("enter", "c", "enter", "space", "a", "end", "u")
        assert isinstance(at.screen, FindScreen)
        assert answer(at) == "There is nothing to undo."


async def test_markup_and_wide_letters_stand_as_they_are(study: Path) -> None:
    text = "R: [b]one[/b] 日本語の会社 needle \x1b[31m and 🙂🙂 more.\n"
    (study / "interviews" / "wide.md").write_text(text, encoding="utf-8")
    async with sitting(study) as at:
        await look_for(at, "needle", 1)
        [row] = [row for row in rows_of(at.app) if "[ ]" in row]
        assert "]one[/b] 日本語の会社 needle ␛[31m and 🙂🙂" in row
        assert "\x1b" not in row


async def test_keys_of_ones_own_act_in_the_list_too(study: Path) -> None:
    wanted = '[keys]\ntick_all = "g"\nclose = "q"\nregex = "f4"\n'
    (study / "whyshore.toml").write_text(wanted, encoding="utf-8")
    async with sitting(study) as at:
        await look_for(at, "was|poor", 0)
        await at.press("f4")
        await at.until(lambda: len(places(at)) == 4)
        await at.press("enter", "end", "g")
        assert "4 ticked" in told(at)
        assert "g all" in at.picture()
        assert "F4 regex" not in at.picture()
        await at.press("slash")
        assert "F4 regex" in at.picture()
        await at.press("escape", "q")
        await at.until(lambda: at.focus == "transcript")


async def test_what_was_done_stays_in_the_status_line(worked_on: Path) -> None:
    async with sitting(worked_on) as at:
        await list_costs(at)
        await at.press("c", "b", "q", "enter", "u")
        await at.settle()
        assert answer(at) == "undid: oc Lower cost → bq Quality problems on 1 coding"


def test_it_all_works_with_the_clerk_in_a_process_of_its_own(study: Path) -> None:
    with terminal(study) as run:
        run.wait_for("all saved")
        run.send("Fwas")
        run.wait_for("3 places in 2 of 3 interviews · c codes")
        run.send("\racoc\r")
        run.wait_for("coded 3 as Lower cost")
        run.send("\r")
        run.wait_for("s sentence")
        run.send("Q")
        run.wait_for("3 codings · in 2 interviews")
        run.send("acbq\r")
        run.wait_for("re-coded as Quality problems: 3 codings")
        run.send("u")
        run.wait_for("undid: oc Lower cost → bq Quality problems on 3 codings")
        run.wait_for("3 codings · in 2 interviews")
        run.send("\x11")
        assert run.wait_for_end(10) == 0
    with elsewhere(study) as project, project.database.reading() as session:
        assert [each.code for each in codings_in(session)] == ["off-cost"] * 3


def test_one_can_leave_while_an_expression_takes_long(study: Path) -> None:
    (study / "interviews" / "a-slow.md").write_text(f"R: {'a' * 60}!\n", encoding="utf-8")
    with terminal(study) as run:
        run.wait_for("all saved")
        run.send("F\x12")
        run.wait_for("● regex")
        run.send("(a+)+$")
        run.wait_for("searching (0 of 4)")
        run.send("\x1b")
        run.wait_for("s sentence")
        run.send("og")
        run.wait_for("market growth · no case")
        run.settle()
        run.send("\x11")
        assert run.wait_for_end(10) == 0
    with elsewhere(study) as project, project.database.reading() as session:
        assert len(codings_in(session)) == 1


# --- coded segments ---


@pytest.fixture
def worked_on(study: Path) -> Path:
    """Four codings by two coders in two interviews."""
    with elsewhere(study, coder="ana") as project:
        coded(project, "We expected the market to grow.")
        coded(project, "Wages were low.", "off-cost")
        coded(project, "Poland was cheap at first.", "off-cost", "ben")
    with elsewhere(study, coder="ben") as project:
        coded(project, "friends", "off-cost")
    return study


async def list_costs(at: Sitting) -> None:
    await at.open("ana")
    at.go_to("Wages")
    await at.press("Q")
    await at.until(lambda: isinstance(at.screen, CodedSegmentsScreen))


async def test_the_segments_of_the_code_at_the_cursor_are_listed(worked_on: Path) -> None:
    async with sitting(worked_on, size=(120, 40)) as at:
        await list_costs(at)
        assert places(at) == ["Wages were low.", "friends", "Poland was cheap at first."]
        assert "3 codings · in 2 interviews · Offshoring › Lower cost" in told(at)
        assert "ana, turn 2 · R · no case" in answer(at)
        await at.press("end", "enter")
        await at.until(lambda: at.focus == "transcript")
        assert (at.interview.id, at.selected) == ("ben", "Poland was cheap at first.")


async def test_a_branch_is_listed_from_the_codebook(worked_on: Path) -> None:
    async with sitting(worked_on, size=(120, 40)) as at:
        await at.press("tab")
        tree = at.coding.query_one(CodebookTree)
        tree.go_to("off")
        await at.until(lambda: tree.looked_at == "off")
        await at.press("Q")
        assert len(places(at)) == 4
        await at.press("o")
        assert "The coded segments of which code?" in at.picture()
        await at.type("growth")
        await at.press("enter")
        assert places(at) == ["We expected the market to grow."]
        await at.press("escape")
        assert isinstance(at.screen, type(at.coding))


async def test_many_are_recoded_in_one_step(worked_on: Path) -> None:
    async with sitting(worked_on) as at:
        await list_costs(at)
        await at.press("a", "c")
        await at.type("bq")
        await at.press("enter")
        assert answer(at) == "re-coded as Quality problems: 3 codings · u undoes"
        assert places(at) == []
        assert [code for code, _ in at.coded()].count("back-quality") == 3
        await at.press("u")
        assert len(places(at)) == 3
        await at.press("escape")
        assert isinstance(at.screen, type(at.coding))
        assert len(at.coding.desk.codings) == 3


async def test_one_is_recoded_into_one_that_is_there(worked_on: Path) -> None:
    with elsewhere(worked_on, coder="ana") as project:
        coded(project, "Wages were low.", "back-quality")
    async with sitting(worked_on) as at:
        await at.open("ana")
        at.go_to("friends")
        await at.press("Q", "c")
        assert "Another code for 1 coding" in at.picture()
        await at.press("b", "q", "enter")
        assert (
            answer(at)
            == "re-coded as Quality problems: 1 merged into one that was there · u undoes"
        )
        assert len(at.coded()) == 4


async def test_a_code_is_taken_off_many(worked_on: Path) -> None:
    async with sitting(worked_on) as at:
        await list_costs(at)
        await at.press("space", "space", "backspace")
        assert answer(at) == "code taken off: 2 codings · u undoes"
        assert places(at) == ["Poland was cheap at first."]
        await at.press("u", "home", "space", "delete")
        assert places(at) == ["Poland was cheap at first."]


async def test_the_list_is_narrowed_by_coder_interview_and_case(worked_on: Path) -> None:
    async with sitting(worked_on) as at:
        await list_costs(at)
        await at.press("f")
        await at.type("coder ben")
        await at.press("enter")
        assert places(at) == ["friends"]
        assert "only coder ben" in told(at)
        await at.press("f", "enter")
        assert len(places(at)) == 3
        await at.press("f")
        await at.type("interview ben")
        await at.press("enter")
        assert places(at) == ["Poland was cheap at first."]


async def test_what_another_program_changed_is_left_alone_and_told(worked_on: Path) -> None:
    async with sitting(worked_on) as at:
        await list_costs(at)
        with elsewhere(worked_on, coder="ben") as other:
            undo(other)
        await at.press("a", "c", "b", "q", "enter")
        assert "2 codings, 1 changed by another program meanwhile, left alone" in answer(at)
        assert len(at.coded()) == 3


async def test_where_nothing_is_coded_that_is_said(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("Q")
        if isinstance(at.screen, CodedSegmentsScreen):
            assert answer(at) == "Nothing is coded with it here."
            await at.press("c", "delete", "f", "escape", "enter")
            assert answer(at) != ""
        else:
            assert "no coding at the cursor" in at.said


async def test_thousands_of_places_are_gone_through_at_once(study: Path) -> None:
    many = "".join(f"R: The market fell {n} times.\n" for n in range(6000))
    (study / "interviews" / "many.md").write_text(TEXT + many, encoding="utf-8")
    async with sitting(study) as at:
        await at.press("F")
        at.screen.query_one(Input).value = "market"
        await at.until(lambda: len(places(at)) == 6004 and "searching" not in told(at), 20)
        await at.press("enter", "end")
        assert "5999" in at.picture()
        assert isinstance(at.screen, FindScreen)
        assert at.screen.search.unit is Unit.SENTENCE


async def test_long_lists_are_paged_through(study: Path) -> None:
    many = "".join(f"R: The market fell {n} times.\n" for n in range(100))
    (study / "interviews" / "many.md").write_text(many, encoding="utf-8")
    async with sitting(study) as at:
        await look_for(at, "fell", 101)
        await at.press("enter", "home", "pagedown")
        assert screen(at).results.current is not None
        first = screen(at).results.current
        await at.press("pagedown")
        assert screen(at).results.current != first
        await at.press("pageup")
        assert screen(at).results.current == first
        await at.press("question_mark")
        assert isinstance(at.screen, HelpScreen)
        await at.press("escape")
        assert isinstance(at.screen, FindScreen)


async def test_segments_are_gone_through_paged_undone_and_redone(study: Path) -> None:
    many = "".join(f"R: The market fell {n} times.\n" for n in range(60))
    (study / "interviews" / "many.md").write_text(many, encoding="utf-8")
    async with sitting(study) as at:
        await look_for(at, "fell", 61)
        await at.press("enter", "a", "c")
        await at.type("oc")
        await at.press("enter", "escape")
        await at.open("many")
        at.go_to("fell 0")
        await at.press("Q", "home", "down")
        here = screen(at).results
        top = here.current
        await at.press("down", "j")
        assert here.current != top
        await at.press("up", "k")
        assert here.current == top
        await at.press("pagedown")
        assert here.current not in (None, top)
        await at.press("home", "down")
        assert here.current == top
        await at.press("pagedown", "pageup")
        assert here.current == top

        await at.press("a", "backspace")
        assert at.coded() == []
        await at.press("u")
        assert len(at.coded()) == 61
        await at.press("U")
        assert at.coded() == []
        await at.press("question_mark")
        assert isinstance(at.screen, HelpScreen)
        await at.press("escape")
        assert isinstance(at.screen, CodedSegmentsScreen)


LONG = "It began small, and then it grew for ten years, until nobody could say who had begun it."


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_long_passage_can_be_read_in_full_below_the_list(
    study: Path, size: tuple[int, int]
) -> None:
    (study / "interviews" / "long.md").write_text(f"R: Well. “{LONG}” So.\n", encoding="utf-8")
    async with sitting(study, size=size) as at:
        coded(at.project, LONG, "off-cost", "long")
        await at.open("long")
        at.go_to("It began")
        await at.press("Q")
        read = str(screen(at).query_one(Passage).query_one(Static).content)
        assert read == f"… R: Well. “{LONG}” So. …"
        assert "had begun it." in at.picture()
        await at.press("home")
        assert "had begun it." not in at.picture()
        await at.press("down", "escape")
        await look_for(at, "ten years", 1)
        assert "until nobody could say" in " ".join(at.picture().split())


async def test_a_row_of_a_tiny_terminal_is_not_given_to_the_passage(study: Path) -> None:
    async with sitting(study, size=(60, 12)) as at:
        await look_for(at, "was", 3)
        assert not screen(at).query_one(Passage).display
        assert screen(at).results.size.height > 1


async def test_what_was_recoded_in_the_list_is_said_in_the_text_at_once(worked_on: Path) -> None:
    async with sitting(worked_on, size=(120, 40)) as at:
        await list_costs(at)
        await at.press("c")
        await at.type("bq")
        await at.press("enter", "escape")
        assert at.screen is at.coding
        assert "· bq ·" in at.said


async def test_a_place_gone_to_says_the_keys_that_act_there(study: Path) -> None:
    async with sitting(study) as at:
        await look_for(at, "was", 3)
        await at.press("enter", "end", "enter")
        await at.until(lambda: at.focus == "transcript")
        assert at.said.strip() == "2 of 2 · n and N go on"


async def test_a_speaker_nobody_named_leaves_no_gap(study: Path) -> None:
    (study / "interviews" / "notes.md").write_text("Only notes, nobody speaks.\n", "utf-8")
    async with sitting(study, size=(120, 40)) as at:
        coded(at.project, "Only notes", "off-cost", "notes")
        await at.open("notes")
        at.go_to("notes")
        await at.press("Q")
        assert "no case" in answer(at)
        assert " ·  · " not in answer(at)


async def test_enter_on_the_heading_of_an_interview_goes_to_its_first_place(study: Path) -> None:
    async with sitting(study) as at:
        await look_for(at, "was", 3)
        await at.press("enter", "down")
        assert answer(at) == "⏎ goes to the first of its places, Space ticks them all"
        await at.press("enter")
        await at.until(lambda: at.focus == "transcript")
        assert at.interview.id == "ben"
        assert at.at_cursor.startswith(" cheap at first")
