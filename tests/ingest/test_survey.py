from pathlib import Path

import pytest

from tests.survey_factories import CSV, ROOT, YAML, a_survey, a_table, cell
from whyshore.errors import FixableError, ProblemsError
from whyshore.ingest.survey import read_survey


def problems_in(folder: Path, text: str) -> str:
    (folder / "survey.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsError) as caught:
        read_survey(folder / "survey.yaml")
    return str(caught.value)


def test_the_bundled_survey_is_read() -> None:
    survey = read_survey(ROOT / "survey" / "survey.yaml")

    assert len(survey.sets["tech"].items) == 15
    assert [group.value for group in survey.variables["sub_group"].groups] == ["1", "2"]
    assert survey.variables["turnover_class"].label_of("10_50") == "10 to 50 million"


def test_band_labels_stay_text_even_without_quotes(tmp_path: Path) -> None:
    survey = (
        "data: data.csv\nvariables:\n  band: {type: one, options: {26_50: Middle, 1_10: Low}}\n"
    )
    table = a_table(a_survey(tmp_path, "band\n26_50\n26_50\n1_10\n", survey), "band")

    assert cell(table, "26_50", "total").count == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("variables: {}\n", "The survey has no `data`"),
        ("# nothing\n", "nothing in it but comments"),
        (YAML + "weigth: w\n", "survey.yaml:28: The survey has no key `weigth`. Closest: weight."),
        (YAML.replace("type: one", "type: won", 1), "no type “won”. Closest: one"),
        (YAML.replace("refused", "declined"), "“declined” is no reason"),
        (YAML.replace("count(tech)", "count(tch)"), "names `tch` at character 7"),
        (YAML.replace("count(tech)", "count(tech) +"), "ends too early"),
        (YAML.replace("count(tech)", "n_tech + 1"), "`n_tech` is worked out from itself"),
        (YAML.replace("top: [3]", "top: [9]"), "top names “9”, which is no option"),
        (YAML.replace("top: [3]", "label: x"), "has no `top`"),
        (YAML.replace("key: id", "key: idd"), "`key` names `idd`"),
        (YAML + "weight: v\n", "`weight` names `v`"),
        (YAML.replace("{ai: Artificial intelligence, iot: Internet of Things}", "[a, b]"),
         "The item `a` of `tech` is no variable"),
        (YAML.replace("    none: None", "    exclusive: [zz]\n    none: None"),
         "`exclusive` names `zz`"),
        (YAML + "overrides:\n  - {respondent: r1, variable: n_tech, value: 3}\n",
         "An override needs `reason`"),
        (YAML + "overrides:\n  - {respondent: r1, variable: sector, value: a, reason: b}\n",
         "not a derived variable"),
        (YAML.replace("[small, middle, large]", "[small, small]"), "“small” is there twice"),
        (YAML.replace(", options: [small, middle, large]", ""), "need their `options`"),
        (YAML.replace("member: {type: yes/no}", "sector: {type: id}"), "`sector` is there twice"),
        (YAML + "header_rows: 9\n", "`header_rows` has to be 1 to 5"),
        (YAML + "switches:\n  s: true\n", "Write: s: {value: false"),
        (YAML.replace("member: {type: yes/no}", "member: {type: yes/no, blank: maybe}"),
         "“no” or “missing”, not “maybe”"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_survey_yaml_is_said(tmp_path: Path, text: str, said: str) -> None:
    assert said in problems_in(tmp_path, text)


def test_a_folder_without_a_survey_says_how_to_get_one(tmp_path: Path) -> None:
    from whyshore.workflow.tabulate_survey import open_survey

    with pytest.raises(FixableError, match="whyshore survey describe DATA --write"):
        open_survey(tmp_path)


def test_a_missing_column_is_named_with_the_nearest(tmp_path: Path) -> None:
    desk = a_survey(tmp_path, CSV.replace("sector", "Sektor"))

    with pytest.raises(FixableError, match="no column “sector”"):
        a_table(desk, "sector")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    desk = a_survey(tmp_path)
    desk.data.unlink()

    with pytest.raises(FixableError, match="There is no file"):
        a_table(desk, "sector")
