"""Keys as `whyshore.toml` gives them to actions."""

from pathlib import Path

import pytest
from textual.binding import Binding
from textual.keys import _character_to_key

from tests.tui.helpers import Sitting, sitting
from whyshore.cli.start import main
from whyshore.domain.codebook import Code, Codebook
from whyshore.domain.project import KeysWanted
from whyshore.errors import ProblemsError
from whyshore.tui.app import WhyshoreApp
from whyshore.tui.codebook_tree import CodebookTree
from whyshore.tui.coding_screen import CodingScreen
from whyshore.tui.dialogs import HelpScreen
from whyshore.tui.find_line import FindBar
from whyshore.tui.guide_window import GuideWindow
from whyshore.tui.hint_line import fitting
from whyshore.tui.key_names import KeyNameError, key_called, typed_by
from whyshore.tui.keymap import keymap, problems_with_keys
from whyshore.tui.keys import ALL_GROUPS, CODE, SELECT, TRANSCRIPT_GROUPS
from whyshore.tui.memo_list import MemoList
from whyshore.tui.panes import CaseList
from whyshore.tui.results_screen import ResultsScreen
from whyshore.tui.synthesis_screen import SynthesisScreen
from whyshore.workflow.settings import read_settings


def wanting(**keys: str | list[str]) -> dict[str, KeysWanted]:
    """Keys as a settings file gives them, one action a line."""
    listed = {action: [k] if isinstance(k, str) else k for action, k in keys.items()}
    return {
        action: KeysWanted(tuple(names), line)
        for line, (action, names) in enumerate(listed.items(), start=2)
    }


def told(**keys: str | list[str]) -> list[str]:
    return [str(problem) for problem in keymap(wanting(**keys)).problems]


# --- names ---


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("s", "s"),
        ("S", "S"),
        ("shift+s", "S"),
        ("Ctrl+S", "ctrl+s"),
        ("F9", "f9"),
        ("PgDn", "pagedown"),
        ("Esc", "escape"),
        ("?", "question_mark"),
        ("+", "plus"),
        ("ctrl++", "ctrl+plus"),
        ("shift + ctrl + right", "ctrl+shift+right"),
        (" ", "space"),
        ("é", "é"),
    ],
)
def test_keys_are_called_as_people_write_them(written: str, key: str) -> None:
    assert key_called(written) == key


@pytest.mark.parametrize("written", ["", "pgupp", "f13", "hyper+s", "ctrl+", "ss", "ctrl+m"])
def test_what_is_no_key_is_refused(written: str) -> None:
    with pytest.raises(KeyNameError):
        key_called(written)


def test_signs_are_called_as_textual_calls_them() -> None:
    for sign in map(chr, range(33, 127)):
        assert key_called(sign) == _character_to_key(sign)
        assert typed_by(key_called(sign)) == sign


# --- the table with them in it ---


def test_a_wanted_key_is_taken_from_the_action_that_has_it_by_default() -> None:
    keys = keymap(wanting(next_sentence="n", next_hit=["ctrl+g"]))

    actions = keys.actions(*TRANSCRIPT_GROUPS)
    assert (actions["n"], actions["ctrl+g"]) == ("next_sentence", "next_hit")
    assert "s" not in actions
    assert keys.problems == ()


def test_hints_begin_with_the_keys_as_they_are() -> None:
    groups = keymap(wanting(next_sentence="f9", shrink="_", grow="*")).of(SELECT, CODE)

    shown = [" ".join(word for word, _ in hint.words) for hint in fitting(groups, 500)]
    assert {"F9 sentence", "* _ longer, shorter", "c code"} <= set(shown)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"fnid": "f"}, "whyshore.toml:2: There is no action “fnid”. Closest: find, find_"),
        ({"find": "pagedwn"}, "whyshore.toml:2: “pagedwn” is no key (keys of “find”). Closest: "),
        ({"find": ";"}, "whyshore.toml:2: “;” cannot be a key of “find”: it begins a chord."),
        ({"find": "3"}, "whyshore.toml:2: “3” cannot be a key of “find”: it stands for a recent"),
        ({"memo_close": "x"}, "whyshore.toml:2: “x” cannot be a key of “memo_close”: it is typed"),
        ({"memo_go": " "}, "whyshore.toml:2: “ ” cannot be a key of “memo_go”: it is typed"),
        ({"find": "ctrl+i"}, "whyshore.toml:2: Terminals send tab for “ctrl+i”"),
        (
            {"memo": "f", "case": "f"},
            "whyshore.toml:3: The key “f” of “case” is that of “memo” (line 2) too.",
        ),
        ({"memo": "e"}, "whyshore.toml:2: “memo” takes the last key of “next_uncoded”"),
    ],
)
def test_what_cannot_be_done_is_told_with_its_line(
    keys: dict[str, str | list[str]], said: str
) -> None:
    [problem] = told(**keys)

    assert problem.startswith(said)


def test_actions_that_never_meet_may_share_a_key() -> None:
    assert told(draft="ctrl+y", case="ctrl+y") == []


def test_an_action_keeps_its_keys_when_none_of_the_wanted_ones_can_be_used() -> None:
    assert keymap(wanting(find="pagedwn")).keys_of("find") == ("slash", "ctrl+f")


def test_chords_that_a_wanted_key_gets_in_the_way_of_are_told() -> None:
    codebook = Codebook(codes=(Code("a", "A", chord="omg"), Code("b", "B", chord="sx")))

    problems = problems_with_keys(wanting(find="o", next_hit="s", memo="F"), codebook)

    [told_of] = [str(p) for p in problems if "begins chords" in str(p)]
    assert told_of.startswith("whyshore.toml:2: The key “o” of “find” begins chords")
    assert "(omg)" in told_of


@pytest.mark.parametrize(
    "screen",
    [
        CodingScreen,
        SynthesisScreen,
        GuideWindow,
        WhyshoreApp,
        CaseList,
        CodebookTree,
        FindBar,
        MemoList,
        ResultsScreen,
    ],
)
def test_every_binding_of_the_table_can_be_configured(screen: type) -> None:
    known = {key.action for group in ALL_GROUPS for key in group.keys}
    by_hand = {"back", "clear", "close", "step(1)", "step(-1)", "step(8)", "step(-8)"}
    for binding in screen.BINDINGS:  # type: ignore[attr-defined]
        assert isinstance(binding, Binding)
        assert binding.id in known or binding.action in by_hand


# --- the settings file ---


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("keys = 3\n", "whyshore.toml:1: “keys” has to be a table."),
        ('\ncoder = 4\n[keys]\ncopy = "Y"', "whyshore.toml:2: “coder” has to be text in quotes"),
        ('[kyes]\ncopy = "Y"', "whyshore.toml:1: There is no setting “kyes”. Closest: keys"),
    ],
)
def test_settings_of_the_wrong_kind_are_told_with_their_line(
    tmp_path: Path, text: str, said: str
) -> None:
    (tmp_path / "whyshore.toml").write_text(text, encoding="utf-8")

    with pytest.raises(ProblemsError) as caught:
        read_settings(tmp_path / "whyshore.toml")

    assert str(caught.value.problems[0]).startswith(said)


def test_one_key_or_a_list_of_them_is_read_with_the_line(tmp_path: Path) -> None:
    text = 'coder = "ana"\n[keys]\ncopy = "Y"\nfind = ["f", "F9"]\n'
    (tmp_path / "whyshore.toml").write_text(text, encoding="utf-8")

    settings = read_settings(tmp_path / "whyshore.toml")

    assert settings.coder == "ana"
    assert settings.keys == {"copy": KeysWanted(("Y",), 3), "find": KeysWanted(("f", "F9"), 4)}


@pytest.mark.parametrize("keys", ["3", "[]", '["Y", 3]'])
def test_keys_that_are_no_text_are_left_out_and_told(tmp_path: Path, keys: str) -> None:
    (tmp_path / "whyshore.toml").write_text(f"[keys]\n\ncopy = {keys}\n", encoding="utf-8")

    keymapped = keymap(read_settings(tmp_path / "whyshore.toml").keys)

    assert keymapped.keys_of("copy") == keymap({}).keys_of("copy")
    assert [str(problem) for problem in keymapped.problems] == [
        "whyshore.toml:3: The keys of “copy” have to be text in quotes, or a list of such. "
        'Write: copy = "f9" or ["f9", "ctrl+g"]'
    ]


# --- pressed ---


def configure(folder: Path, keys: str) -> Path:
    (folder / "whyshore.toml").write_text(f"[keys]\n{keys}\n", encoding="utf-8")
    return folder


async def test_configured_keys_act_in_the_text_and_the_others_no_longer(study: Path) -> None:
    configure(study, 'next_sentence = "z"\nnext_question = "f9"\ncopy = ["ctrl+y"]')
    async with sitting(study) as at:
        await at.open("ana")
        await at.press("z")
        assert at.selected == "What took you to China?"
        await at.press("y")
        assert at.app.clipboard == ""
        await at.press("ctrl+y")
        assert "What took you to China?" in at.app.clipboard


async def test_a_line_that_cannot_be_used_does_not_keep_the_program_from_starting(
    study: Path,
) -> None:
    configure(study, "redo = 5")
    async with sitting(study, size=(120, 40)) as at:
        assert "The keys of “redo” have to be text" in " ".join(at.picture().split())
        await at.press("s", "o", "g", "u", "U")
        assert len(at.coded()) == 1


async def test_configured_keys_act_in_the_lists_and_on_the_other_screens(study: Path) -> None:
    configure(
        study, 'synthesis = "f9"\nclose = "f10"\nnext_pane = "f11"\nadd_case = "+"\nadd = "n"'
    )
    async with sitting(study) as at:
        await at.press("f11", "f11", "f11")
        assert at.focus == "cases"
        await at.press("plus")
        assert "New case" in at.picture()
        await at.press("escape", "f9")
        assert isinstance(at.screen, SynthesisScreen)
        await at.press("n")
        assert "The table has no rows yet" in at.said
        await at.press("f10")
        assert isinstance(at.screen, CodingScreen)


async def test_configured_keys_act_in_the_codebook_instead_of_filtering(study: Path) -> None:
    configure(study, 'filter = "f9"\nclose_all = "z"\nmemo_close = "f10"')
    async with sitting(study) as at:
        await at.press("tab", "home", "z")
        tree = at.coding.query_one(CodebookTree)
        assert not any(node.is_expanded for node in tree.root.children)
        await at.press("M", "a", "f10")
        assert at.focus == "codebook"
        await at.press("f9")
        await at.type("cost")
        await at.until(lambda: tree.looked_at == "off-cost")


async def test_leaving_can_have_another_key(study: Path) -> None:
    configure(study, 'quit = "f12"')
    async with sitting(study) as at:
        await at.press("f12")
        await at.until(lambda: not at.app.is_running)


async def test_help_hints_and_commands_show_the_configured_keys(study: Path) -> None:
    configure(study, 'next_sentence = "f9"\nundo = "ctrl+u"')
    async with sitting(study, size=(120, 40)) as at:
        assert "F9 sentence" in hints_of(at)
        help_of = at.commands
        assert help_of["Select this sentence, then the next"] == "F9"
        assert help_of["Undo the last change, of earlier sittings too"] == "Ctrl+U"
        await at.press("question_mark")
        assert isinstance(at.screen, HelpScreen)
        await at.type("this sentence")
        assert "  F9    " in at.picture()


async def test_problems_with_keys_are_told_when_the_screen_opens(study: Path) -> None:
    configure(study, 'fnid = "f"')
    async with sitting(study, size=(120, 40)) as at:
        await at.until(lambda: "There is no action “fnid”" in at.picture())


def test_check_lists_problems_with_keys(
    study: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    configure(study, 'fnid = "f"\nfind = "o"')
    monkeypatch.setattr("sys.argv", ["whyshore", "-p", str(study), "check"])

    with pytest.raises(SystemExit) as left:
        main()

    printed = capsys.readouterr().out
    assert left.value.code == 0
    assert "warning: whyshore.toml:2: There is no action “fnid”. Closest: find, find_" in printed
    assert "warning: whyshore.toml:3: The key “o” of “find” begins chords" in printed


def hints_of(at: Sitting) -> str:
    return str(at.coding.query_one("#hints").content)  # type: ignore[attr-defined]
