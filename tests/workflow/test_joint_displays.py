"""The joint displays on the bundled project, against what the paper and its reading say."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from whyshore.domain.joint import Blank, Fit, JointCell, JointDisplay, JointLine
from whyshore.domain.link import Consent
from whyshore.errors import FixableError
from whyshore.export.joint import (
    cell_words,
    joint_as_csv,
    joint_as_data,
    joint_as_markdown,
    joint_as_text,
    write_joint_xlsx,
)
from whyshore.workflow.exchange_record import record_of, write_record
from whyshore.workflow.joint_displays import joint_display
from whyshore.workflow.link_cases import link_case
from whyshore.workflow.organise_cases import find_case
from whyshore.workflow.project import Project
from whyshore.workflow.start_project import copy_bundled_project, open_project
from whyshore.workflow.undo_changes import undo
from whyshore.workflow.write_findings import write_finding

RESPONDENTS = {"arteche-brazil": "R371", "fagor-industrial-china": "R396", "orbea-china": "R428"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("joint") / "study"
    copy_bundled_project(folder)
    open_project(folder, coder="ana").project.close()
    return folder


@pytest.fixture(scope="module")
def untouched(built: Path) -> Iterator[Project]:
    project = open_project(built, coder="ana").project
    yield project
    project.close()


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Iterator[Project]:
    opened = open_project(Path(shutil.copytree(built, tmp_path / "study")), coder="ana").project
    yield opened
    opened.close()


def line(display: JointDisplay, key: str) -> JointLine:
    return next(each for each in display.lines if each.key == key)


def cell(display: JointDisplay, key: str, column: str) -> JointCell:
    place = [name for name, _ in display.columns].index(column)
    return line(display, key).cells[place]


def link(project: Project, case: str, consent: Consent = Consent.GIVEN) -> None:
    link_case(project, find_case(project, case), RESPONDENTS[case], consent=consent)


# --- JD1 ---


def test_every_case_has_a_line_and_an_interview_without_a_case_too(untouched: Project) -> None:
    display = joint_display(untouched, "jd1")

    assert len(display.lines) == 13
    assert cell(display, "nbi-bearings-china", "offshore orientation").words == "production (p)"
    reasons = cell(display, "arteche-brazil", "backshore reasons").words
    assert reasons == "market, strategic, institutional (p); production (r)"
    assert display.lines[-1].cells[0].words == "interviewed, no case"


def test_unlinked_no_consent_and_outside_the_frame_are_three_different_blanks(
    project: Project,
) -> None:
    link(project, "arteche-brazil", Consent.NOT_ASKED)

    display = joint_display(project, "jd1", named=True)
    found = {
        key: cell_words(cell(display, key, "n_set_a"))
        for key in ("irizar-china", "arteche-brazil", "orbea-china")
    }

    assert found == {
        "irizar-china": "‹not linked›",
        "arteche-brazil": "‹no consent›",
        "orbea-china": "‹outside the frame›",
    }


def test_a_linked_respondent_outside_the_frame_is_blank_as_well(project: Project) -> None:
    link_case(project, find_case(project, "nbi-bearings-china"), "R004", consent=Consent.GIVEN)
    data = project.folder / "survey" / "synthetic-475.csv"
    lines = data.read_text(encoding="utf-8").splitlines()
    row = next(n for n, each in enumerate(lines) if each.startswith("R004,"))
    activity = lines[row].split(",")[2]
    lines[row] = lines[row].replace(activity, "mfr_finished_consumer", 1)
    data.write_text("\n".join(lines) + "\n", encoding="utf-8")

    display = joint_display(project, "jd1", named=True)

    assert cell(display, "nbi-bearings-china", "n_set_a").blank is Blank.OUTSIDE


def test_named_answers_are_withheld_unless_asked_for_and_then_it_is_said(project: Project) -> None:
    link(project, "arteche-brazil")

    default = joint_display(project, "jd1")
    assert cell(default, "arteche-brazil", "backshore_opinion").blank is Blank.WITHHELD
    assert cell(default, "arteche-brazil", "sub_group").blank is Blank.WITHHELD
    assert any("withheld (1 linked with consent)" in each for each in default.below)

    named = joint_display(project, "jd1", named=True)
    assert cell(named, "arteche-brazil", "backshore_opinion").words == "Decision taken"
    assert cell(named, "arteche-brazil", "sub_group").words == "Sub-group 1"
    assert named.named == 1
    assert any(each.startswith("CONFIDENTIAL: shows the answers of 1") for each in named.below)


def test_the_benchmark_of_a_case_is_the_share_of_its_own_sub_group(project: Project) -> None:
    link(project, "arteche-brazil")

    display = joint_display(project, "jd1", named=True)

    share = cell(display, "arteche-brazil", "benchmark decision to backshore taken").share
    assert share is not None
    assert (share.count, share.base) == (8, 61)
    assert "Benchmark, decision to backshore taken: Sub-group 1 8 of 61, Sub-group 2 8 of 60." in (
        display.below
    )


def test_a_link_to_a_respondent_that_is_gone_says_so(project: Project) -> None:
    link(project, "arteche-brazil")
    data = project.folder / "survey" / "synthetic-475.csv"
    data.write_text(data.read_text(encoding="utf-8").replace("R371,", "X371,"), encoding="utf-8")

    display = joint_display(project, "jd1", named=True)

    assert cell(display, "arteche-brazil", "n_set_a").blank is Blank.GONE


def test_a_cell_opens_the_quotes_of_its_case_and_direction(untouched: Project) -> None:
    display = joint_display(untouched, "jd1")

    quotes = cell(display, "arteche-brazil", "offshore orientation").quotes
    assert quotes
    assert {each.case for each in quotes} == {"arteche-brazil"}
    assert all(each.coding.code.startswith("off-") for each in quotes)
    assert cell(display, "arteche-brazil", "n_set_a").table is not None


# --- JD2 ---


@pytest.mark.parametrize(
    ("item", "shares", "tests", "statements"),
    [
        ("mech_cost", [(35, 50), (28, 38)], [(0.7042, 1), (0.8129, 1)], 0),
        ("mech_process", [(35, 50), (28, 38)], [(0.7042, 1), (0.8129, 1)], 0),
        ("mech_rd_intra", [(37, 50), (27, 38)], [(0.7585, 1), (0.8118, 1)], 1),
        ("mech_supplier_inter", [(41, 50), (21, 38)], [(0.0065, 0.0388), (0.0093, 0.0557)], 0),
        ("mech_market", [(29, 50), (23, 38)], [(0.8113, 1), (0.8304, 1)], 1),
        ("mech_other", [(24, 50), (12, 38)], [(0.1207, 0.7241), (0.1326, 0.7954)], 18),
    ],
)
def test_jd2_stands_as_in_the_specification(
    untouched: Project,
    item: str,
    shares: list[tuple[int, int]],
    tests: list[tuple[float, float]],
    statements: int,
) -> None:
    first, second, *tested, _, said = line(joint_display(untouched, "jd2"), item).cells

    assert [(e.share.count, e.share.base) for e in (first, second) if e.share] == shares
    for each, expected in zip(tested, tests, strict=True):
        assert (each.p, each.adjusted) == pytest.approx(expected, abs=5e-5)
    assert said.count == statements


def test_jd2_counts_statements_by_family_and_a_double_one_once(untouched: Project) -> None:
    below = " ".join(joint_display(untouched, "jd2").below)

    assert "Of 19 statements: back-mkt 12, back-firm 8, back-prod 2, back-dev 1" in below
    assert "Bonferroni over the 6 rows" in below


def test_the_same_statement_of_nbi_stands_behind_both_its_items(untouched: Project) -> None:
    display = joint_display(untouched, "jd2")

    assert cell(display, "mech_rd_intra", "statements").words == "1 of 19: NBI Bearings - China"
    assert cell(display, "mech_market", "statements").words == "1 of 19: NBI Bearings - China"


# --- JD3 ---


def test_jd3_reproduces_the_hypothesis_matrix(untouched: Project) -> None:
    display = joint_display(untouched, "jd3")
    counts = {each.key: [one.count for one in each.cells] for each in display.lines}

    assert counts == {
        "production": [0, 1, 0, 0, 1],
        "market": [9, 0, 1, 0, 10],
        "development": [0, 0, 0, 0, 0],
        "none": [0, 1, 0, 0, 1],
    }
    lost = cell(display, "market", "0").words
    assert lost.startswith("9 pairs, 5 firms: 5 mission lost: yes (Arteche – Brazil;")
    assert "4 mission lost: never materialised" in lost


def test_jd3_has_a_verdict_line_for_each_hypothesis(untouched: Project) -> None:
    display = joint_display(untouched, "jd3")

    assert cell(display, "production", "verdict").words == "H1: 1 pair; does not support 1"
    assert cell(display, "development", "verdict").words == "H3: no case"
    market = cell(display, "market", "verdict").words
    assert "supports in the wide sense only 4" in market
    assert "qualifies 1" in market


def test_jd3_has_no_percents_anywhere_and_says_why(untouched: Project) -> None:
    display = joint_display(untouched, "jd3")

    assert "%" not in joint_as_text(display)
    assert not any(each.share for one in display.lines for each in one.cells)
    assert any("No rate may be computed" in each for each in display.below)


# --- JD4 ---


def test_jd4_gives_every_share_with_its_base_and_interval(untouched: Project) -> None:
    display = joint_display(untouched, "jd4")

    first, second, rest = (each.share for each in line(display, "size_class/micro").cells)
    assert [each.base for each in (first, second, rest) if each] == [61, 60, 354]
    assert first is not None
    assert first.low is not None
    assert {c.blank for c in line(display, "backshore_opinion").cells[2:]} == {Blank.NOT_ASKED}


def test_jd4_names_cases_only_where_asked_and_allowed(project: Project) -> None:
    link(project, "arteche-brazil")
    link(project, "fagor-industrial-china", Consent.NOT_ASKED)

    default = line(joint_display(project, "jd4"), "cases").cells
    assert {each.blank for each in default} == {Blank.WITHHELD}

    named = joint_display(project, "jd4", named=True)
    first = line(named, "cases").cells[0]
    assert first.words.startswith("Arteche – Brazil (")
    assert "Fagor" not in joint_as_text(named)
    assert first.quotes


# --- what a person makes of it ---


def test_a_fit_and_a_meta_inference_are_kept_with_author_and_date(project: Project) -> None:
    write_finding(project, "jd2", "mech_market", fit=Fit.EXPANDS, text="One firm came home for it.")

    found = line(joint_display(project, "jd2"), "mech_market").finding

    assert found is not None
    assert (found.fit, found.text, found.author) == (
        Fit.EXPANDS,
        "One firm came home for it.",
        "ana",
    )
    assert found.created[:2] == "20"
    undo(project)
    assert line(joint_display(project, "jd2"), "mech_market").finding is None


def test_a_finding_is_rewritten_and_taken_away(project: Project) -> None:
    write_finding(project, "jd3", "market", fit=Fit.CONFIRMS, text="First.")
    write_finding(project, "jd3", "market", fit=None, text="Second.")
    assert [(e.fit, e.text) for e in record_of(project).findings] == [(None, "Second.")]

    assert write_finding(project, "jd3", "market", fit=None, text=" ") is None
    assert record_of(project).findings == ()


def test_findings_come_back_from_codings_jsonl(project: Project) -> None:
    write_finding(project, "jd1", "orbea-china", fit=Fit.SILENT, text="Sells to consumers.")
    before = record_of(project).findings
    write_record(project)
    project.close()
    for file in project.folder.glob("whyshore.db*"):
        file.unlink()

    again = open_project(project.folder).project

    assert record_of(again).findings == before
    again.close()


@pytest.mark.parametrize(("display", "key"), [("jd2", "mech_markt"), ("jd9", "market")])
def test_a_line_or_display_that_is_not_there_is_told(
    untouched: Project, display: str, key: str
) -> None:
    with pytest.raises(FixableError, match=r"no line “mech_markt”.*mech_market|no joint display"):
        write_finding(untouched, display, key, fit=Fit.SILENT, text="")


# --- formats ---


def test_the_same_display_gives_the_same_bytes_in_every_format(
    untouched: Project, tmp_path: Path
) -> None:
    for name in ("jd1", "jd2", "jd3"):
        one, other = (joint_display(untouched, name) for _ in range(2))
        for write in (joint_as_text, joint_as_markdown, joint_as_csv):
            assert write(one) == write(other)
        files = [
            write_joint_xlsx(tmp_path / f"{n}.xlsx", each) for n, each in enumerate((one, other))
        ]
        assert files[0].read_bytes() == files[1].read_bytes()


def test_a_narrow_terminal_changes_the_layout_and_no_number(untouched: Project) -> None:
    display = joint_display(untouched, "jd2")

    narrow = joint_as_text(display, width=60)

    assert all(len(each) <= 60 for each in narrow.splitlines())
    for words in ("82% (41 of 50)", ".0065 / .0388", ".0093 / .0557"):
        assert words in narrow
        assert words in joint_as_text(display)


def test_every_output_says_that_the_survey_is_synthetic(untouched: Project) -> None:
    for name in ("jd1", "jd2", "jd4"):
        display = joint_display(untouched, name)
        for text in (joint_as_text(display), joint_as_markdown(display), joint_as_csv(display)):
            assert "SYNTHETIC" in text
        assert any("SYNTHETIC" in str(each) for each in joint_as_data(display)["notes"])  # type: ignore[attr-defined]


# --- joint.yaml ---


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("rows: mech\n", "rows: mexh\n", "“mexh” is no battery or set"),
        ("mech_market: [back-mkt-home]", "mech_market: [back-mkt-hom]", "back-mkt-home"),
        ("column: backshore", "column: backwards", "no column “backwards”"),
        ("mech_cost:", "mech_costs:", "“mech_costs” is no item of mech"),
        ("answers: [n_set_a,", "answers: [n_set_x,", "no variable “n_set_x”"),
        ("answers: [n_set_a,", "answers: [company,", "confidential"),
        ("rule: four_of_a", "rule: four_of_a >", "joint.yaml:"),
        ("correction: bonferroni", "correction: bonferoni", "no correction “bonferoni”"),
        ("jd4:", "jd5:", "jd5"),
    ],
)
def test_a_mistake_in_joint_yaml_is_told(
    project: Project, old: str, new: str, message: str
) -> None:
    file = project.folder / "survey" / "joint.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    display = "jd1" if "answers" in old else "jd2"
    with pytest.raises(FixableError, match=message):
        joint_display(project, display)


def test_a_project_without_joint_yaml_says_how_to_write_one(project: Project) -> None:
    (project.folder / "survey" / "joint.yaml").unlink()

    with pytest.raises(FixableError, match=r"docs/joint\.md"):
        joint_display(project, "jd1")
