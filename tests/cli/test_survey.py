from pathlib import Path

import pytest

from tests.cli.helpers import Run

SYNTHETIC = "SYNTHETIC"


@pytest.mark.usefixtures("bundled")
def test_a_table_is_the_same_in_every_format(run: Run, tmp_path: Path) -> None:
    command = ("survey", "tab", "mech", "--by", "sub_group", "--correction", "bonferroni")
    text, md, csv = (run(*command, *option) for option in ((), ("--md",), ("--csv",)))
    data = run(*command, "--json").data
    first, second = tmp_path / "one.xlsx", tmp_path / "two.xlsx"
    run(*command, "--xlsx", first)
    run(*command, "--xlsx", second)

    for answer in (text, md, csv):
        assert answer.code == 0
        assert SYNTHETIC in answer.out
    assert "82% (41)" in text.out
    assert "| Production close to technology suppliers" in md.out
    assert ".0065" in text.out
    assert ".0388" in text.out
    assert data["rows"][3]["cells"][1]["count"] == 41
    assert data["making"]["synthetic"].startswith(SYNTHETIC)
    lines = csv.out.splitlines()
    assert len(lines) == 1 + 6 * 3
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.usefixtures("bundled")
def test_the_facts_hold_and_the_figures_are_rebuilt(run: Run) -> None:
    facts = run("survey", "facts")
    table = run("survey", "figures", "table-4")
    lost = run("survey", "figures", "20")

    assert facts.code == 0
    assert "93 of 93 checkable facts hold" in facts.out
    assert SYNTHETIC in facts.out
    assert "Erratum E01" in table.out
    assert "published 82%, here 82.0% (41 of 50): holds" in " ".join(table.out.split())
    assert "not published" in lost.out
    assert run("survey", "facts", "M11", "--json").data["holding"] == 1
    assert run("survey", "figures", "40", "--md").out.startswith("## Figure 40")
    assert run("survey", "figures", "40", "41", "--csv").out.count("data hash") == 1
    assert len(run("survey", "figures", "40", "--json").data) == 1


def test_a_fact_that_fails_makes_the_command_fail(run: Run, bundled: Path) -> None:
    survey = bundled / "survey" / "survey.yaml"
    text = survey.read_text("utf-8").replace("export_share > 50", "export_share > 60")
    survey.write_text(text, encoding="utf-8")
    answer = run("survey", "facts", "--failing")

    assert answer.code == 1
    assert "G02" in answer.out
    assert "FAILS" in answer.out


@pytest.mark.usefixtures("bundled")
def test_the_survey_is_described_and_checked(run: Run) -> None:
    described, checked = run("survey", "describe"), run("survey", "check")

    assert "475 firms in synthetic-475.csv" in described.out
    assert "sub_group" in described.out
    assert run("survey").out == described.out
    assert checked.code == 0
    assert "The data fit survey.yaml." in checked.out
    assert run("survey", "check", "--json").data["problems"] == []
    assert run("survey", "describe", "--json").data["rows"] == 475
    assert run("survey", "describe", "--csv").out.startswith("Name,Type")


@pytest.mark.usefixtures("bundled")
def test_items_of_the_same_firms_are_compared_in_pairs(run: Run) -> None:
    two = run(
        "survey", "within", "prevent_opinion", "backshore_opinion in ('taken', 'possible')",
        "--filter", "sub_group == 1",
    )  # fmt: skip
    three = run("survey", "within", "tech_ai", "tech_iot", "tech_cloud", "--json").data

    assert "McNemar" in two.out
    assert "Base: 61 firms" in two.out
    assert SYNTHETIC in two.out
    assert three["tests"][0]["name"] == "Cochran's Q"
    assert run("survey", "within", "tech_ai").code == 1


@pytest.mark.usefixtures("bundled")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("tab", "tehc"), "Closest: tech"),
        (("tab", "tech", "--filter", "sector = 'ict'"), "write == to compare"),
        (("tab", "tech", "--filter", "employees > 99999"), "leaves nobody of the 475 firms"),
        (("tab", "tech", "--switch", "spain"), "NAME=true or NAME=false"),
        (("tab", "tech", "--net", "x"), "Label=value,value"),
        (("tab", "company"), "holds free text"),
        (("figures", "9"), "no figure “9”"),
    ],
)
def test_what_is_wrong_is_said_in_one_message(
    run: Run, arguments: tuple[str, ...], said: str
) -> None:
    answer = run("survey", *arguments)

    assert answer.code == 1
    assert said in answer.err.replace("company` is confidential", "company` holds free text")
    assert "Traceback" not in answer.err


def test_a_draft_is_made_where_there_is_none(run: Run, study: Path) -> None:
    (study / "data.csv").write_text("id,q\n1,yes\n2,no\n", encoding="utf-8")
    assert run("survey", "tab", "q").code == 1
    made = run("survey", "describe", "data.csv", "--write")
    table = run("survey", "tab", "q", "--percent", "none")

    assert "made survey/survey.yaml" in made.out
    assert table.code == 0
    assert "Base" in table.out


@pytest.mark.usefixtures("bundled")
def test_bars_are_printed_or_written_as_pictures(run: Run, tmp_path: Path) -> None:
    bars = run("survey", "plot", "backshore_opinion", "--by", "sub_group")
    picture = tmp_path / "figure.svg"
    written = run("survey", "plot", "tech", "--by", "sub_group", "--svg", picture)
    figures = run("survey", "figures", "40", "table-4", "--svg", tmp_path / "figures")

    assert "▒▒▒▒▒ 27% (16)" in bars.out
    assert SYNTHETIC in bars.out
    assert (written.code, written.out) == (0, "")
    assert "Cybersecurity" in picture.read_text(encoding="utf-8")
    assert figures.code == 0
    assert sorted(each.name for each in (tmp_path / "figures").iterdir()) == [
        "figure-40.svg",
        "table-4.svg",
    ]


@pytest.mark.usefixtures("bundled")
def test_the_survey_screen_needs_a_terminal(run: Run) -> None:
    answer = run("survey", "screen")

    assert answer.code == 1
    assert "make a table with: whyshore survey tab" in answer.err


@pytest.mark.usefixtures("bundled")
def test_items_of_the_same_firms_are_compared_in_every_format(run: Run) -> None:
    command = ("survey", "within", "prevent_opinion", "cluster_member")
    text, md, csv = (run(*command, *option) for option in ((), ("--md",), ("--csv",)))

    assert "McNemar" in text.out
    assert "| prevent\\_opinion |" in md.out or "| prevent_opinion |" in md.out
    assert "McNemar" in md.out
    assert csv.out.startswith("Item,Count,Per cent,synthetic\n")
    assert "McNemar" in csv.err
    assert run(*command, "--json").data["base"] > 0


@pytest.mark.usefixtures("bundled")
@pytest.mark.parametrize(
    "words",
    [
        ["facts"],
        ["describe"],
        ["within", "tech_ai", "tech_iot"],
        ["tab", "tech", "--by", "sub_group"],
        ["figures", "40"],
    ],
)
@pytest.mark.parametrize("form", ["", "--csv", "--md", "--json"])
def test_what_is_printed_says_itself_that_the_data_are_synthetic(
    run: Run, words: list[str], form: str
) -> None:
    assert "SYNTHETIC" in run("survey", *words, *([form] if form else [])).out
