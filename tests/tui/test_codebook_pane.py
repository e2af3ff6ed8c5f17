from pathlib import Path

import pytest
from textual.widgets import Input, Static

from tests.factories import CODEBOOK
from tests.tui.helpers import WIDE, Sitting, sitting
from whyshore.tui.change_windows import NewCodeWindow
from whyshore.tui.codebook_tree import CodebookTree
from whyshore.tui.coded_segments_screen import CodedSegmentsScreen


def tree(at: Sitting) -> CodebookTree:
    return at.coding.query_one(CodebookTree)


def shown_codes(at: Sitting) -> list[str]:
    """The codes with a line in the tree, in order."""
    found: list[str] = []

    def walk(nodes: object) -> None:
        for node in nodes:  # type: ignore[attr-defined]
            found.append(str(node.data))
            if node.is_expanded:
                walk(node.children)

    walk(tree(at).root.children)
    return found


def field(at: Sitting, name: str) -> str:
    return at.screen.query_one(f"#new-{name}", Input).value


def said_in(at: Sitting, widget: str) -> str:
    return str(at.screen.query_one(f"#{widget}", Static).content)


def codebook(at: Sitting) -> str:
    return at.project.codebook_file.read_text(encoding="utf-8")


async def in_the_codebook(at: Sitting) -> None:
    await at.press("tab")
    assert at.focus == "codebook"


# --- filter ---


async def test_typing_narrows_the_tree_to_what_fits_and_its_branch(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        await in_the_codebook(at)
        await at.type("market")

        await at.until(lambda: shown_codes(at) == ["off", "off-growth", "back", "back-decline"])
        assert at.focus == "codebook-filter"
        assert " market " in at.picture()
        assert "2 of 7 match" in at.picture()
        await at.until(lambda: tree(at).looked_at == "back-decline")


async def test_escape_shows_every_code_again_with_the_found_one_in_its_branch(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        await in_the_codebook(at)
        await at.press("minus")
        assert shown_codes(at) == ["off", "back", "obstacle"]
        await at.press("slash")
        await at.type("cost")
        await at.until(lambda: shown_codes(at) == ["off", "off-cost"])
        await at.press("escape")

        await at.until(
            lambda: shown_codes(at) == ["off", "off-growth", "off-cost", "back", "obstacle"]
        )
        assert tree(at).looked_at == "off-cost"
        assert at.focus == "codebook"
        assert not at.shown("codebook-filter")


async def test_enter_keeps_the_filter_and_the_next_enter_applies_the_code(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        at.go_to("were")
        await in_the_codebook(at)
        await at.type("quality")
        await at.press("enter")
        await at.until(lambda: tree(at).looked_at == "back-quality")
        assert at.focus == "codebook"
        await at.press("enter")
        assert at.coded() == [("back-quality", "Wages were low.")]

        await at.press("escape")
        assert len(shown_codes(at)) == 7
        await at.press("escape")
        assert at.focus == "transcript"


@pytest.mark.parametrize("typed", ["would grow", "OFF-GROWTH", "og", "expécted"])
async def test_id_chord_cues_and_names_without_accents_fit(study: Path, typed: str) -> None:
    async with sitting(study, size=WIDE) as at:
        await in_the_codebook(at)
        await at.press("slash")
        await at.type(typed)

        await at.until(lambda: tree(at).looked_at == "off-growth")
        assert shown_codes(at)[:2] == ["off", "off-growth"]


async def test_nothing_that_fits_is_said_so(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        await in_the_codebook(at)
        await at.type("zzz")

        await at.until(lambda: "0 of 7 match" in at.picture())
        await at.press("backspace", "backspace", "backspace")
        await at.until(lambda: len(shown_codes(at)) == 7)


async def test_counts_are_right_in_a_filtered_tree(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        at.go_to("were")
        await at.press("o", "c")
        await in_the_codebook(at)
        await at.type("cost")

        await at.until(lambda: "oc 1/1 Lower cost" in at.picture())
        assert "o 1/1 Offshoring" in at.picture()


# --- getting around ---


async def test_branches_open_and_close(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        await in_the_codebook(at)
        await at.press("home")
        await at.press("left")
        assert shown_codes(at)[:2] == ["off", "back"]
        await at.press("right", "right")
        assert tree(at).looked_at == "off-growth"
        await at.press("left")
        assert tree(at).looked_at == "off"
        await at.press("minus")
        assert shown_codes(at) == ["off", "back", "obstacle"]
        await at.press("plus")
        assert len(shown_codes(at)) == 7


async def test_a_chord_after_the_semicolon_goes_to_its_code(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        await in_the_codebook(at)
        await at.press("minus", "semicolon", "b")
        await at.until(lambda: tree(at).looked_at == "back")
        await at.press("q")
        await at.until(lambda: tree(at).looked_at == "back-quality")
        assert at.coded() == []

        await at.press("semicolon", "z")
        assert at.said == "No code has the chord “z”."


async def test_what_a_code_means_can_be_read_to_its_end(study: Path) -> None:
    long = "definition: " + " ".join(f"word{n}" for n in range(200))
    with_long = CODEBOOK.replace("chord: o\n", f"chord: o\n    {long}\n", 1)
    (study / "codebook.yaml").write_text(with_long, encoding="utf-8")
    async with sitting(study, size=(80, 24)) as at:
        await in_the_codebook(at)
        await at.press("home")
        await at.until(lambda: "word0 " in at.picture())
        assert "word199" not in at.picture()
        assert "▼" in at.picture()
        await at.press(*["J"] * 40)
        assert "word199" in at.picture()
        await at.press(*["K"] * 40)
        assert "word0 " in at.picture()


async def test_the_wheel_scrolls_what_a_code_means(bundled: Path) -> None:
    async with sitting(bundled, size=(80, 24)) as at:
        await in_the_codebook(at)
        await at.press("semicolon", "o", "p", "c")
        details = at.coding.query_one("#details")
        await at.until(lambda: "Lower production cost" in at.details)
        before = str(details.render())
        await at.pilot._post_mouse_events([_wheel()], details)
        await at.settle()

        assert str(details.render()) != before


def _wheel() -> type:
    from textual import events

    return events.MouseScrollDown


async def test_the_passages_of_a_code_are_asked_for(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        at.go_to("were")
        await at.press("o", "c")
        await in_the_codebook(at)
        await at.press("semicolon", "o", "c")
        await at.until(lambda: tree(at).looked_at == "off-cost")
        await at.press("Q")

        await at.until(lambda: isinstance(at.app.screen, CodedSegmentsScreen))


# --- new codes ---


async def test_selected_words_become_a_code_that_is_on_them(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        at.go_to("friends there", select=True)
        await at.press("i")
        assert isinstance(at.screen, NewCodeWindow)
        assert (field(at, "name"), field(at, "id")) == ("friends there", "friends-there")
        assert "+   - id: friends-there" in said_in(at, "change")
        await at.press("enter")

        assert at.coded() == [("friends-there", "friends there")]
        assert codebook(at) == CODEBOOK + (
            "  - id: friends-there\n    name: friends there\n    chord: " + _chord(at) + "\n"
        )
        assert at.said.startswith("new code friends-there")
        assert at.coding.desk.recent[0] == "friends-there"


def _chord(at: Sitting) -> str:
    return at.project.codebook().find("friends-there").chord


async def test_the_proposed_chord_puts_the_new_code_on_text(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        at.go_to("friends there", select=True)
        await at.press("i", "enter")
        at.go_to("were")
        await at.press(*_chord(at))

        assert ("friends-there", "Wages were low.") in at.coded()


async def test_name_parent_id_chord_and_definition_can_be_written(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        at.go_to("friends there", select=True)
        await at.press("i", *["backspace"] * 20)
        await at.type("Relations")
        await at.press("tab")
        await at.type("back")
        await at.until(lambda: field(at, "id") == "back-relations")
        assert field(at, "chord") == "br"
        await at.press("tab", "tab", "backspace", "backspace")
        await at.type("bz")
        await at.press("tab")
        await at.type("People one knows: friends")
        await at.press("enter")

        code = at.project.codebook().find("back-relations")
        assert (code.name, code.parent, code.chord) == ("Relations", "back", "bz")
        assert code.definition == "People one knows: friends"
        assert at.coded() == [("back-relations", "friends there")]


async def test_arrows_choose_the_code_above(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        await at.press("i", "down")
        await at.type("market")
        first = field(at, "chord")
        await at.press("down")

        await at.until(lambda: field(at, "chord") != first)
        assert "(2 of " in said_in(at, "new-parent-found")


async def test_escape_leaves_everything_as_it_is(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("i", "escape")

        assert (at.coded(), codebook(at)) == ([], CODEBOOK)


@pytest.mark.parametrize("size", [(80, 24), WIDE])
async def test_what_will_not_do_is_said_and_nothing_written(
    study: Path, size: tuple[int, int]
) -> None:
    async with sitting(study, size=size) as at:
        at.go_to("friends there", select=True)
        await at.press("i", "tab", "tab", "tab", *["backspace"] * 4)
        await at.type("xo")
        await at.press("enter")

        assert "“xo” is that of “Obstacle” already" in said_in(at, "change-problem")
        assert "that of “Obstacle”" in at.picture()
        assert (at.coded(), codebook(at)) == ([], CODEBOOK)


async def test_a_file_changed_meanwhile_is_not_overwritten(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        at.go_to("friends there", select=True)
        await at.press("i")
        by_hand = CODEBOOK + "# by hand\n"
        at.project.codebook_file.write_text(by_hand, encoding="utf-8")
        await at.press("enter")

        assert "changed by another program meanwhile" in said_in(at, "change-problem")
        assert (at.coded(), codebook(at)) == ([], by_hand)
        await at.type("s")
        await at.until(lambda: "by hand" in said_in(at, "change"))
        await at.press("enter")
        assert at.coded() == [("friends-theres", "friends there")]


async def test_a_write_protected_codebook_is_left_alone(study: Path) -> None:
    (study / "codebook.yaml").chmod(0o444)
    async with sitting(study, size=WIDE) as at:
        at.go_to("friends there", select=True)
        await at.press("i", "enter")

        assert "write-protected" in said_in(at, "change-problem")
        assert (at.coded(), codebook(at)) == ([], CODEBOOK)


async def test_undo_takes_the_coding_and_its_new_code_back(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        at.go_to("friends there", select=True)
        await at.press("i", "enter", "u")

        assert (at.coded(), codebook(at)) == ([], CODEBOOK)
        assert "undid (and codebook.yaml): new code friends-there" in at.said
        await at.press("U")
        assert at.coded() != []
        assert "- id: friends-there" in codebook(at)


async def test_a_code_in_use_is_not_taken_out(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        await at.press("x", "o")
        await in_the_codebook(at)
        await at.press("end", "delete")

        assert "“obstacle” is on 1 passage" in at.said
        assert codebook(at) == CODEBOOK


async def test_a_code_without_words_is_added_from_the_codebook(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        await in_the_codebook(at)
        await at.press("semicolon", "b", "d")
        await at.until(lambda: tree(at).looked_at == "back-decline")
        await at.press("N")
        await at.type("Currency")
        await at.until(lambda: field(at, "id") == "back-currency")
        await at.press("enter")

        assert at.coded() == []
        assert at.project.codebook().find("back-currency").parent == "back"
        await at.until(lambda: tree(at).looked_at == "back-currency")


async def test_commands_of_the_codebook_can_be_given_by_name(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        await in_the_codebook(at)
        named = {"Close every branch of the codebook", "Make a new code beside or below this one"}
        assert named <= set(at.commands)
        await at.press("ctrl+p")
        await at.type("close every")
        await at.until(lambda: "Close every branch" in at.picture())
        await at.press("enter")
        await at.until(lambda: shown_codes(at) == ["off", "back", "obstacle"])
