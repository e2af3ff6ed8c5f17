import csv
import io
import sqlite3
from pathlib import Path

import pytest

from tests.cli.helpers import Answer, Run
from tests.factories import CODEBOOK, TEXT, a_project_folder
from whyshore import __version__

WAGES = "Wages were low."

COMMANDS = (
    *("init", "demo", "sync", "check", "history", "undo", "redo", "export", "import", "code"),
    *("quotes", "freq", "matrix", "table", "cases", "codebook", "memos", "memo"),
    *("backup", "restore"),
)
CASE_COMMANDS = ("add", "describe", "remove", "row")
CODEBOOK_COMMANDS = ("add", "remove")


# --- help and usage ---


def test_the_version(run: Run) -> None:
    assert run("--version") == Answer(0, f"whyshore {__version__}\n", "")


def test_the_help_names_every_command_with_what_it_does(run: Run) -> None:
    for flag in ("--help", "-h"):
        helped = run(flag)

        assert helped.code == 0
        for command in COMMANDS:
            line = next(
                line for line in helped.out.splitlines() if line.strip().startswith(command)
            )
            assert len(line.split()) > 3


@pytest.mark.parametrize(
    "command",
    [
        *((each,) for each in COMMANDS),
        *(("cases", each) for each in CASE_COMMANDS),
        *(("codebook", each) for each in CODEBOOK_COMMANDS),
    ],
)
def test_every_command_has_help(run: Run, command: tuple[str, ...]) -> None:
    helped = run(*command, "--help")

    assert helped.code == 0
    assert helped.out.startswith(f"Usage: whyshore {' '.join(command)}")
    words = " ".join(helped.out.split())
    assert words.index(".") > 0
    for option in ("--project", "--json", "--coder", "--quote", "--binary", "--orientation"):
        if option in words:
            assert len(words.split(option)[1].split()) > 2


@pytest.mark.usefixtures("study")
@pytest.mark.parametrize(
    "arguments",
    [
        ("nothing",),
        ("--nothing",),
        ("code",),
        ("code", "ana"),
        ("history", "--limit", "-1"),
        ("history", "--limit", "many"),
        ("undo", "--event", "x"),
        ("import",),
        ("cases", "nothing"),
        ("cases", "add"),
        ("cases", "row", "Label"),
    ],
)
def test_wrong_usage_ends_with_2_and_names_the_help(run: Run, arguments: tuple[str, ...]) -> None:
    answer = run(*arguments)

    assert answer.code == 2
    assert answer.out == ""
    assert "--help" in answer.err or "-h" in answer.err


def test_outside_a_project_every_command_says_how_to_start_one(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    needing_one = set(COMMANDS) - {"init", "demo", "code", "import", "memo", "restore"}
    with_more = (("code", "a", "b"), ("import", "f"), ("memo", "project"), ("restore", "newest"))
    for command in (*((each,) for each in needing_one), *with_more):
        answer = run(*command)

        assert answer.code == 1, command
        assert "whyshore init" in answer.err
        assert answer.out == ""


def test_without_a_terminal_the_screen_is_not_opened(run: Run, study: Path) -> None:
    answer = run("--project", study)

    assert answer.code == 1
    assert "needs a terminal" in answer.err


def test_a_project_is_found_from_a_folder_inside_it(
    run: Run, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(study / "interviews")

    assert run("check").code == 0


# --- begin ---


def test_a_project_is_begun_and_takes_interviews_in(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    begun = run("init", folder, "--plain")
    assert begun.code == 0
    assert begun.out.splitlines() == [
        f"made {folder / name}" for name in ("codebook.yaml", "interviews", "exports")
    ]
    (folder / "interviews" / "ana.md").write_text(TEXT, encoding="utf-8")

    assert run("sync", "-p", folder).out.splitlines()[0] == "added: ana"
    assert run("check", "-p", folder).out == "Everything stored is sound; 0 to look at.\n"


def test_the_codebook_of_the_study_is_the_one_to_begin_with(run: Run, tmp_path: Path) -> None:
    run("init", tmp_path / "new")

    assert run("freq", "-p", tmp_path / "new").code == 0
    codebook = (tmp_path / "new" / "codebook.yaml").read_text(encoding="utf-8")
    assert "Offshoring and backshoring motives" in codebook


def test_a_project_is_not_begun_twice(run: Run, study: Path) -> None:
    before = (study / "codebook.yaml").read_bytes()
    answer = run("init", study)

    assert answer.code == 1
    assert "is there already; nothing was changed" in answer.err
    assert (study / "codebook.yaml").read_bytes() == before


def test_the_demo_prints_table_5_and_writes_it(run: Run, tmp_path: Path) -> None:
    answer = run("demo", tmp_path / "demo")

    assert answer.code == 0
    assert answer.out.startswith("**Table 5: ")
    written = (tmp_path / "demo" / "exports" / "table-5.md").read_text(encoding="utf-8")
    assert written == answer.out
    again = run("demo", tmp_path / "demo", "--coder", "ana")
    assert again.out == answer.out


def test_the_demo_goes_to_a_folder_of_its_own_where_none_is_named(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "thesis.odt").touch()

    assert run("demo").code == 0

    assert (tmp_path / "whyshore-demo" / "codebook.yaml").is_file()
    assert run("--project", "elsewhere", "demo").code == 0
    assert (tmp_path / "elsewhere" / "codebook.yaml").is_file()


@pytest.mark.usefixtures("study")
def test_an_unknown_interview_is_to_be_put_in_only_where_none_is_close(run: Run) -> None:
    close, far = run("code", "anna", "og", "-t", "2"), run("code", "zzzzzz", "og", "-t", "2")

    assert "Closest: ana." in close.err
    assert "Put its file" not in close.err
    assert "Put its file" in far.err


def test_the_demo_does_not_go_where_other_things_are(run: Run, tmp_path: Path) -> None:
    (tmp_path / "thesis.odt").touch()
    answer = run("demo", tmp_path)

    assert answer.code == 1
    assert "not empty" in answer.err
    assert list(tmp_path.iterdir()) == [tmp_path / "thesis.odt"]


def test_new_and_changed_files_are_taken_in(run: Run, study: Path) -> None:
    assert run("sync", "--json").data == {
        "dry_run": False,
        "added": [],
        "updated": [],
        "unchanged": ["ana"],
        "renamed": [],
        "corrected": [],
        "new_cases": [],
        "problems": [],
        "notices": [],
    }
    (study / "interviews" / "ben.md").write_text(
        "---\ncases: [Orbea – China]\n---\nR: Yes.\n", encoding="utf-8"
    )
    synced = run("sync", "--json").data
    assert (synced["added"], synced["new_cases"]) == (["ben"], ["Orbea – China"])


def test_a_file_that_cannot_be_read_ends_with_1_and_the_others_are_taken_in(
    run: Run, study: Path
) -> None:
    (study / "interviews" / "empty.md").touch()
    (study / "interviews" / "ben.md").write_text("R: Yes.\n", encoding="utf-8")
    answer = run("sync")

    assert answer.code == 1
    assert "added: ben" in answer.out
    assert any("problem: " in line and "empty.md" in line for line in answer.out.splitlines())


def test_other_commands_tell_of_new_files_beside_their_answer(run: Run, study: Path) -> None:
    (study / "interviews" / "ben.md").write_text("R: Yes.\n", encoding="utf-8")
    answer = run("cases", "--json")

    assert answer.err == "added: ben\n"
    assert answer.data == {"cases": [], "without_case": 0}


# --- check ---


def test_a_quote_altered_by_hand_is_found(run: Run, study: Path) -> None:
    run("code", "ana", "og", "-q", WAGES)
    database = sqlite3.connect(study / "whyshore.db")
    database.execute("update coding set quote = 'Wages were high.'")
    database.commit()
    database.close()

    answer = run("check")
    assert answer.code == 1
    assert "keeps “Wages were high.”" in answer.out
    assert f"“{WAGES}”" in answer.out
    checked = run("check", "--json")
    assert checked.code == 1
    assert checked.data["sound"] is False
    assert checked.data["findings"][0]["weight"] == "broken"


@pytest.mark.usefixtures("study")
def test_what_is_left_to_decide_is_a_warning(run: Run) -> None:
    run("code", "ana", "og", "-q", WAGES)
    answer = run("check")

    assert answer.code == 0
    assert "belongs to no case" in answer.out


# --- code and quotes ---


@pytest.mark.usefixtures("study")
def test_words_a_sentence_and_a_turn_are_coded(run: Run) -> None:
    assert run("code", "ana", "og", "-q", "wages were low").out == (
        "off-growth on “Wages were low”\n"
    )
    assert run("code", "ana.md", "Lower cost", "-t", "2", "-s", "1").out == (
        "off-cost on “We expected the market to grow.”\n"
    )
    coded = run("code", "ana", "back-decline", "--turn", "4", "--json").data
    assert coded["quote"] == "The market fell. Quality was poor."
    assert (coded["code"], coded["coder"]) == ("back-decline", "ana")
    text = TEXT
    assert text[coded["start"] : coded["end"]] == coded["quote"]


@pytest.mark.usefixtures("study")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("code", "anna", "og", "-t", "2"), "no interview “anna”. Closest: ana."),
        (("code", "ana", "off-grwth", "-t", "2"), "no code “off-grwth”. Closest: off-growth"),
        (("code", "ana", "off", "-t", "2"), "groups other codes"),
        (("code", "ana", "og"), "Say what to code"),
        (("code", "ana", "og", "-t", "9"), "the turns 1 to 4"),
        (("code", "ana", "og", "-t", "0"), "the turns 1 to 4"),
        (("code", "ana", "og", "-t", "2", "-s", "4"), "Turn 2 has 3 sentences"),
        (("code", "ana", "og", "-q", "zebra"), "These words are not in “ana”: zebra"),
        (("code", "ana", "og", "-q", "market"), "stand 2 times"),
        (("code", "ana", "og", "-q", "the"), "Say which turn"),
        (("quotes", "--code", "of-cost"), "Closest: off-cost"),
        (("quotes", "--interview", "anna"), "Closest: ana"),
        (("quotes", "--case", "Fagr"), "There is no case “Fagr”"),
        (("quotes", "--by", "bene"), "Nobody called “bene”"),
        (("matrix", "of-cost"), "Closest: off-cost"),
        (("cases", "describe", "Fagr"), "There is no case “Fagr”. Closest: Fagor – China"),
        (("cases", "remove", "Fagor"), "names several cases: Fagor – China, Fagor – Turkey"),
        (("cases", "row", "A row", "Fagor China", "nobody"), "There is no case “nobody”"),
        (("cases", "add", "Fagor", "China"), "There is a case “Fagor – China” already"),
        (("cases", "add", "???"), "needs the name of a company"),
        (("cases", "describe", "fagor-china", "outcome"), "NAME=VALUE"),
        (("undo", "--event", "999"), "999"),
        (("import", "nothing.jsonl"), "nothing.jsonl"),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, tuple) else None,
)
def test_what_a_person_can_fix_is_said_in_words_and_ends_with_1(
    run: Run, arguments: tuple[str, ...], said: str
) -> None:
    run("cases", "add", "Fagor", "China")
    run("cases", "add", "Fagor", "Turkey")
    answer = run(*arguments)

    assert answer.code == 1
    assert said in answer.err
    assert "Traceback" not in answer.err
    assert answer.out == ""


@pytest.mark.usefixtures("study")
def test_the_same_coding_twice_is_refused(run: Run) -> None:
    run("code", "ana", "og", "-q", WAGES)
    answer = run("code", "ana", "og", "-q", WAGES)

    assert (answer.code, "already has the code" in answer.err) == (1, True)
    assert len(run("quotes", "--json").data) == 1


@pytest.mark.usefixtures("bundled")
def test_quotes_are_narrowed_by_code_case_interview_and_coder(run: Run) -> None:
    everything = run("quotes", "--json").data
    branch = run("quotes", "--code", "off-mkt", "--json").data
    arteche = run("quotes", "--case", "Arteche – Brazil", "--json").data
    interview = run("quotes", "-i", "orbea", "--json").data

    assert len(everything) > len(branch) > 0
    assert {each["code"].startswith("off-mkt") for each in branch} == {True}
    assert {each["case"] for each in arteche} == {"arteche-brazil"}
    assert {each["interview"] for each in interview} == {"orbea"}


@pytest.mark.usefixtures("study")
def test_quotes_in_every_form_hold_the_same_words(run: Run) -> None:
    run("code", "ana", "og", "-q", WAGES)

    [row] = csv.DictReader(io.StringIO(run("quotes", "--csv").out))
    assert (row["quote"], row["code"], row["turn"]) == (WAGES, "off-growth", "2")
    assert WAGES in run("quotes", "--md").out
    shown = run("quotes").out
    for word in (WAGES, "Expected market growth", "no case", "turn 2"):
        assert word in shown
    assert run("quotes", "--case", "no case", "--json").data[0]["quote"] == WAGES


@pytest.mark.usefixtures("study")
def test_codings_carry_the_coder_that_was_named(run: Run) -> None:
    run("code", "ana", "og", "-q", WAGES, "--coder", "ben")

    assert run("quotes", "--by", "ben", "--json").data[0]["coder"] == "ben"
    assert run("quotes", "--by", "ana").code == 1


# --- counting ---


@pytest.mark.usefixtures("study")
def test_each_code_is_counted_with_its_bases(run: Run) -> None:
    run("code", "ana", "og", "-q", WAGES)
    counted = run("freq", "--json").data

    assert (counted["codings"], counted["interviews"]) == (1, 1)
    row = next(each for each in counted["codes"] if each["id"] == "off-growth")
    assert (row["codings"], row["interviews"]) == (1, 1)
    for flag in ("--csv", "--md"):
        assert "Expected market growth" in run("freq", flag).out
    assert "Expected market growth" in run("freq").out


def test_two_cases_in_one_interview_are_counted_apart(run: Run, tmp_path: Path) -> None:
    text = "---\ncases: [Fagor – China, Fagor – Turkey]\ncase: Fagor – China\n---\n" + TEXT
    folder = a_project_folder(tmp_path / "two", ana=text)
    for number in (1, 2):
        run("code", "ana", "off-cost", "-t", "2", "-s", str(number), "-p", folder)
    matrix = run("matrix", "-p", folder, "--json").data

    [code] = [each for each in matrix["codes"] if each["id"] == "off-cost"]
    assert {case["name"] for case in matrix["cases"]} == {"Fagor – China", "Fagor – Turkey"}
    assert code["codings"]["fagor-turkey"] == 0
    assert code["codings"]["fagor-china"] + code["without_case"] == 2


@pytest.mark.usefixtures("bundled")
def test_the_matrix_as_ones_and_noughts(run: Run) -> None:
    rows = list(csv.reader(io.StringIO(run("matrix", "--binary", "--csv").out)))
    cells = {cell for row in rows[1:] for cell in row if cell.isdigit()}

    assert cells == {"0", "1"}


@pytest.mark.usefixtures("bundled")
def test_the_matrix_of_some_codes(run: Run) -> None:
    matrix = run("matrix", "back-mkt-decline", "--json").data

    assert [code["id"] for code in matrix["codes"]] == ["back-mkt-decline"]
    assert len(matrix["cases"]) == 12
    assert "Market deteriorated" in run("matrix", "bmd").out
    assert "Market deteriorated" in run("matrix", "bmd", "--md").out


# --- cases ---


@pytest.mark.usefixtures("study")
def test_cases_are_added_described_and_removed(run: Run) -> None:
    assert run("cases", "add", "Fagor", "China", "--alias", "FI").out == (
        "added Fagor – China (fagor-china)\n"
    )
    described = run("cases", "describe", "FI", "outcome=sold", "mode=plant", "--alias", "Fagor CN")
    assert described.out.splitlines() == [
        "Fagor – China",
        "  outcome: sold",
        "  mode: plant",
        "  also called: FI, Fagor CN",
    ]
    run("cases", "describe", "Fagor CN", "mode=")
    [case] = run("cases", "--json").data["cases"]
    assert case["attributes"] == {"outcome": "sold"}
    assert run("cases", "remove", "fagor-china").out == "removed Fagor – China\n"
    assert run("cases", "--json").data["cases"] == []


@pytest.mark.usefixtures("study")
def test_cases_form_a_row(run: Run) -> None:
    run("cases", "add", "Fagor", "China")
    run("cases", "add", "Orbea", "China")

    assert run("cases", "row", "Two in China", "Orbea", "fagor-china").out == (
        "row 1: Two in China\n"
    )
    listed = run("cases").out
    assert "Fagor – China" in listed
    assert "Two in China" in listed
    assert run("cases", "remove", "Orbea").code == 1


# --- history, exchange ---


@pytest.mark.usefixtures("study")
def test_the_history_says_who_did_what(run: Run) -> None:
    run("code", "ana", "og", "-q", WAGES)
    run("undo")
    newest, coded = run("history", "-n", "2", "--json").data

    assert (coded["coder"], coded["action"], coded["undone"]) == ("ana", "apply code", True)
    assert (newest["kind"], newest["target"]) == ("undo", coded["number"])
    lines = run("history").out.splitlines()
    assert lines[1].endswith(f"off-growth on “{WAGES}” (ana, turn 2) (undone)")
    assert run("redo").out == f"redid {coded['number']}: {coded['summary']}\n"


@pytest.mark.usefixtures("study")
def test_any_change_of_ones_own_is_undone_by_its_number(run: Run) -> None:
    run("code", "ana", "og", "-q", WAGES)
    run("code", "ana", "oc", "-q", WAGES)
    number = run("history", "-n", "2", "--json").data[1]["number"]

    assert run("undo", "--event", str(number)).code == 0
    assert [each["code"] for each in run("quotes", "--json").data] == ["off-cost"]


@pytest.mark.usefixtures("study")
def test_where_there_is_nothing_to_undo_that_is_said(run: Run) -> None:
    for command in ("undo", "redo"):
        answer = run(command, "--coder", "zoe")
        assert answer.code == 1
        assert answer.err == f"There is nothing of zoe to {command}.\n"


def test_work_goes_out_as_text_and_comes_in_elsewhere(
    run: Run, study: Path, tmp_path: Path
) -> None:
    run("code", "ana", "og", "-q", WAGES)
    run("cases", "add", "Fagor", "China")
    assert run("export").out == f"written to {study / 'codings.jsonl'}\n"
    other = a_project_folder(tmp_path / "other")

    taken = run("import", study / "codings.jsonl", "-p", other)
    assert taken.out == "2 new\n"
    assert run("import", study / "codings.jsonl", "-p", other).out == "0 new\n"
    assert run("quotes", "-p", other, "--json").data[0]["quote"] == WAGES


def test_the_bundled_work_goes_out_as_it_came_in(run: Run, bundled: Path) -> None:
    before = (bundled / "codings.jsonl").read_text(encoding="utf-8")
    run("export", "again.jsonl")

    assert (bundled / "again.jsonl").read_text(encoding="utf-8") == before


def test_a_codebook_with_mistakes_lists_all_of_them(run: Run, study: Path) -> None:
    broken = CODEBOOK.replace("chord: oc", "chord: og").replace("id: obstacle", "id: back")
    (study / "codebook.yaml").write_text(broken, encoding="utf-8")
    answer = run("freq")

    assert answer.code == 1
    assert answer.err.count("codebook.yaml:") >= 2


def test_quotes_show_ratings_where_the_codebook_has_a_scale(run: Run, study: Path) -> None:
    scale = "ratings: {title: Certainty, scale: {1: doubtful, 2: likely}}\n"
    (study / "codebook.yaml").write_text(scale + CODEBOOK, encoding="utf-8")

    coded = run("code", "ana", "og", "--quote", WAGES, "--rating", "2", "--json").data

    assert coded["rating"] == 2
    assert run("quotes").out.rstrip().endswith("Certainty: 2 likely")
    assert "Certainty: 2 likely" in run("quotes", "--md").out
    assert run("quotes", "--json").data[0]["rating"] == 2
    run("export")
    assert '"rating": 2' in (study / "codings.jsonl").read_text(encoding="utf-8")
    assert "no step 7" in run("code", "ana", "og", "--turn", "4", "--rating", "7").err


def test_a_rating_without_a_scale_is_refused(run: Run, study: Path) -> None:
    refused = run("code", "ana", "og", "--quote", WAGES, "--rating", "2")

    assert (refused.code, "Add `ratings:`" in refused.err) == (1, True)
    assert study.is_dir()
    assert run("quotes").out.strip() == ""
