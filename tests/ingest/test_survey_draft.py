"""What a draft of survey.yaml makes of columns that are easily taken for something else."""

import datetime
from pathlib import Path

import polars as pl
import pyreadstat
import pytest

from tests.survey_factories import a_survey, a_table, cell
from whyshore.domain.survey import Kind, Missing
from whyshore.errors import FixableError
from whyshore.ingest.survey_draft import draft_survey
from whyshore.ingest.survey_formats import FileLabels, HowToRead, RawTable
from whyshore.ingest.survey_spss import mixed_as_words
from whyshore.workflow.describe_survey import check_survey_data, doubtful_bases, draft_from
from whyshore.workflow.tabulate_survey import SurveyDesk, open_survey


def drafted(folder: Path, data: str | Path, *, yaml: tuple[str, str] = ("", "")) -> SurveyDesk:
    """A draft as it is, or with one thing corrected, opened."""
    if isinstance(data, str):
        (folder / "data.csv").write_text(data, encoding="utf-8")
        data = folder / "data.csv"
    draft_from(data, folder, HowToRead(header_rows=0), write=True)
    written = folder / "survey" / "survey.yaml"
    written.write_text(written.read_text(encoding="utf-8").replace(*yaml), encoding="utf-8")
    return open_survey(folder)


def a_filtered_survey() -> str:
    """60 respondents: 40 export, of whom 30 ticked something; 20 do not and were asked nothing."""
    rows = ["id,exports,uses_1,uses_2,why,rank_1,rank_2,rank_3,income"]
    rows += [f"{n},Yes,ai,{'iot' if n % 2 else ''},cost,1,2,3,5-9" for n in range(20)]
    rows += [f"{n},Yes,,iot,market,3,1,2,10-99" for n in range(20, 30)]
    rows += [f"{n},Yes,,,cost,2,3,1,100+" for n in range(30, 40)]
    rows += [f"{n},No,,,,,,,Don't know" for n in range(40, 60)]
    return "\n".join(rows) + "\n"


def test_a_wholly_blank_row_of_ticks_is_no_answer_and_who_was_not_asked_is_found(
    tmp_path: Path,
) -> None:
    desk = drafted(tmp_path, a_filtered_survey())
    table = a_table(desk, "set_1")

    assert str(desk.survey.sets["set_1"].asked_if) == "exports"
    assert table.columns[0].base == 30
    assert [row.cells[0].count for row in table.rows[:2]] == [20, 20]
    assert table.making.missing == {"not asked": 20, "no answer": 10}
    assert a_table(desk, "why").making.missing == {"not asked": 20}
    assert not check_survey_data(desk)
    assert not doubtful_bases(desk)


def test_one_item_alone_has_the_base_of_its_set(tmp_path: Path) -> None:
    table = a_table(drafted(tmp_path, a_filtered_survey()), "uses_1")

    assert (cell(table, "yes", "total").count, cell(table, "yes", "total").base) == (20, 30)


def test_a_set_that_counts_blank_rows_is_warned_of_with_its_rows_and_base(tmp_path: Path) -> None:
    desk = drafted(tmp_path, a_filtered_survey(), yaml=("no if another is ticked", "no"))
    [warning] = doubtful_bases(desk)

    assert not check_survey_data(desk)
    assert a_table(desk, "set_1").columns[0].base == 40
    assert "rows 32, 33, 34 and 7 more: every answer of `set_1` is empty" in str(warning)
    assert "base of 40" in str(warning)
    assert "blank: no if another is ticked" in str(warning)


def test_a_ranking_is_no_likert_scale(tmp_path: Path) -> None:
    desk = drafted(tmp_path, a_filtered_survey())

    assert [desk.survey.variables[f"rank_{n}"].kind for n in (1, 2, 3)] == [Kind.ORDERED] * 3
    assert "# a ranking of 3" in desk.file.read_text(encoding="utf-8")
    assert [row.cells[0].count for row in a_table(desk, "rank_1").rows[:3]] == [20, 10, 10]


def test_a_ranking_from_spss_is_made_out_as_well(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {f"rank{n}": [float(1 + (n + row) % 3) for row in range(9)] for n in range(3)}
    )
    pyreadstat.write_sav(frame, str(tmp_path / "a.sav"))

    assert drafted(tmp_path, tmp_path / "a.sav").survey.variables["rank0"].kind is Kind.ORDERED


def test_a_battery_of_agreement_is_no_ranking(tmp_path: Path) -> None:
    rows = [f"{1 + n % 3},{1 + n % 2},{1 + n % 3}" for n in range(30)]
    desk = drafted(tmp_path, "\n".join(["agree_1,agree_2,agree_3", *rows]) + "\n")

    assert desk.survey.variables["agree_1"].kind is Kind.LIKERT


def test_bands_are_ordered_by_their_numbers_and_do_not_know_is_no_band(tmp_path: Path) -> None:
    desk = drafted(tmp_path, a_filtered_survey())
    table = a_table(desk, "income")

    assert desk.survey.variables["income"].kind is Kind.ORDERED
    assert [row.key for row in table.rows[:3]] == ["5-9", "10-99", "100+"]
    assert table.making.missing == {"don't know": 20}


def test_a_few_empty_cells_make_no_filter(tmp_path: Path) -> None:
    rows = [f"{'Yes' if n % 10 else 'No'},{'' if n in (10, 20, 33) else n % 3}" for n in range(40)]
    desk = drafted(tmp_path, "\n".join(["exports,answer", *rows]) + "\n")

    assert desk.survey.variables["answer"].asked_if is None


def test_ticks_that_share_the_start_of_their_name_are_a_set(tmp_path: Path) -> None:
    rows = ["1,,", ",1,", "1,1,", ",,"]
    desk = drafted(tmp_path, "\n".join(["q5_1,q5_2,q5_3", *rows]) + "\n")
    table = a_table(desk, "set_1")

    assert desk.survey.sets["set_1"].items == ("q5_1", "q5_2", "q5_3")
    assert [row.cells[0].count for row in table.rows[:3]] == [2, 2, 0]
    assert table.columns[0].base == 3


@pytest.mark.parametrize("counted", ["1", "2"])
def test_a_set_of_spss_counts_the_value_that_the_file_says(tmp_path: Path, counted: str) -> None:
    frame = pl.DataFrame({"a": [1.0, 2.0, 2.0, None], "b": [1.0, 1.0, 2.0, None]})
    pyreadstat.write_sav(frame, str(tmp_path / "a.sav"))
    texts = {"1": "Mentioned", "2": "Not mentioned"} if counted == "1" else {"1": "No", "2": "Yes"}
    declared = {"is_dichotomy": True, "counted_value": int(counted), "variable_list": ["a", "b"]}
    labels = FileLabels(values={"a": texts, "b": texts}, sets={"uses": declared})
    draft = draft_survey(RawTable(frame, 1, labels=labels), "a.sav", HowToRead())
    (tmp_path / "survey.yaml").write_text(draft.text, encoding="utf-8")
    table = a_table(open_survey(tmp_path), "uses")

    assert [row.cells[0].count for row in table.rows[:2]] == ([1, 2] if counted == "1" else [2, 1])
    assert table.columns[0].base == 3


def test_a_weight_in_whole_numbers_is_a_number(tmp_path: Path) -> None:
    rows = [f"{1 + n % 3},{'a' if n % 2 else 'b'}" for n in range(12)]
    desk = drafted(tmp_path, "\n".join(["weight,group", *rows]) + "\n")

    assert desk.survey.variables["weight"].kind is Kind.NUMBER
    assert "# weight: weight" in desk.file.read_text(encoding="utf-8")
    assert a_table(desk, "group", weight="weight").weighted


def test_decimal_commas_are_read_where_the_comma_separates_nothing_else(tmp_path: Path) -> None:
    rows = [f"{n};{n},5;1.{100 + n},50;{'klein' if n % 2 else 'groß'}" for n in range(40)]
    desk = drafted(tmp_path, "\ufeff" + "\n".join(["id;umsatz;lohn;größe", *rows]) + "\n")
    [mean] = [row for row in a_table(desk, "umsatz").rows if row.key == "mean"]
    [wage] = [row for row in a_table(desk, "lohn").rows if row.key == "mean"]

    assert mean.cells[0].value == pytest.approx(20.0)
    assert wage.cells[0].value == pytest.approx(1120.0)
    assert "# numbers with a decimal comma" in desk.file.read_text(encoding="utf-8")


def test_gaps_between_decimal_commas_are_gaps_as_r_writes_them(tmp_path: Path) -> None:
    rows = [f'"{n}";{"NA" if n % 10 == 0 else f"{n},5"}' for n in range(1, 41)]
    desk = drafted(tmp_path, "\n".join(['"id";"umsatz"', *rows]) + "\n")
    [mean] = [row for row in a_table(desk, "umsatz").rows if row.key == "mean"]

    assert desk.survey.variables["umsatz"].kind is Kind.NUMBER
    assert dict(desk.survey.variables["umsatz"].missing) == {"NA": Missing.NO_ANSWER}
    assert mean.cells[0].value == pytest.approx((820 - 100 + 36 * 0.5) / 36)


def test_what_may_be_thousands_is_not_taken_for_decimals(tmp_path: Path) -> None:
    rows = [f"{n};1,{100 + n}" for n in range(40)]
    desk = drafted(
        tmp_path, "\n".join(["id;umsatz", *rows]) + "\n", yaml=("type: text", "type: number")
    )

    with pytest.raises(FixableError, match="Write numbers with a point"):
        a_table(desk, "umsatz")


def test_text_between_numbers_is_a_gap_or_told_by_row_and_column(tmp_path: Path) -> None:
    rows = [f"{n},{20 + n}" for n in range(60)] + ["60,n/a", "61,forty", "62,don't know"]
    desk = drafted(tmp_path, "\n".join(["id,age", *rows]) + "\n")
    [problem] = check_survey_data(desk)

    assert desk.survey.variables["age"].kind is Kind.NUMBER
    assert "row 63, column “age”: “forty” is no number" in str(problem)
    assert dict(desk.survey.variables["age"].missing) == {
        "n/a": Missing.NO_ANSWER,
        "don't know": Missing.DONT_KNOW,
    }


def test_200_answers_to_tick_are_one_set(tmp_path: Path) -> None:
    heads = [f"brand {n}" for n in range(200)]
    rows = [",".join(["x" if (row + n) % 7 == 0 else "" for n in range(200)]) for row in range(14)]
    first = ",".join(["Which brands?", *[""] * 199])
    desk = drafted(tmp_path, "\n".join([first, ",".join(heads), *rows]) + "\n")
    table = a_table(desk, "set_1")

    assert len(desk.survey.sets["set_1"].items) == 200
    assert {row.cells[0].count for row in table.rows[:200]} == {2}
    assert table.columns[0].base == 14


def test_na_between_numbers_is_no_answer_everywhere_in_the_file(tmp_path: Path) -> None:
    rows = [f"{n},{'NA' if n % 5 == 0 else n % 4 + 1},{'NA' if n % 7 == 0 else 'metal'},{n % 2 + 1}"
            for n in range(1, 71)]  # fmt: skip
    desk = drafted(tmp_path, "\n".join([",agree,sector,sex", *rows]) + "\n")
    variables = desk.survey.variables

    assert variables["agree"].kind is Kind.LIKERT
    assert a_table(desk, "agree").columns[0].base == 56
    assert variables["sector"].missing == {"NA": Missing.NO_ANSWER}
    assert desk.survey.key == "column_1"
    assert variables["sex"].kind is Kind.ONE
    assert not check_survey_data(desk)


def test_na_among_words_alone_is_an_answer(tmp_path: Path) -> None:
    rows = [f"{n},{'NA' if n % 3 else 'BW'}" for n in range(30)]
    desk = drafted(tmp_path, "\n".join(["id,country", *rows]) + "\n")

    assert [option.value for option in desk.survey.variables["country"].options] == ["BW", "NA"]


@pytest.mark.parametrize("name", ["women", "w_hnd", "Wife", "wealth"])
def test_a_name_that_begins_with_w_is_no_weight(tmp_path: Path, name: str) -> None:
    rows = [f"{n},{1 + n % 3}" for n in range(12)]
    desk = drafted(tmp_path, "\n".join([f"id,{name}", *rows]) + "\n")

    assert "# weight" not in desk.file.read_text(encoding="utf-8")


def test_x_and_y_are_two_answers_and_not_twice_a_yes(tmp_path: Path) -> None:
    rows = [f"{n},{'x' if n % 3 else 'y'},{'y' if n % 2 else 'n'}" for n in range(12)]
    desk = drafted(tmp_path, "\n".join(["id,group,member", *rows]) + "\n")

    assert [option.value for option in desk.survey.variables["group"].options] == ["x", "y"]
    assert desk.survey.variables["member"].kind is Kind.YES_NO


def test_several_answers_in_one_cell_are_warned_of_as_well(tmp_path: Path) -> None:
    survey = (
        "data: data.csv\nvariables:\n  id: {type: id}\n  asked: {type: yes/no}\n"
        "  uses: {type: several, blank: 'no', options: [ai, iot]}\n"
    )
    data = "id,asked,uses\n1,yes,ai;iot\n2,yes,\n3,no,\n"
    [warning] = doubtful_bases(a_survey(tmp_path, data, survey))
    asked = survey.replace("{type: several,", "{type: several, asked_if: asked,")
    [fewer] = doubtful_bases(a_survey(tmp_path, data, asked))

    assert "rows 3, 4: every answer of `uses` is empty" in str(warning)
    assert "row 3: every answer of `uses` is empty" in str(fewer)
    assert "base of 2" in str(fewer)


def test_letters_of_stata_between_numbers_are_kinds_of_missing(tmp_path: Path) -> None:
    mixed = pl.Series("q1", [1.0, 2.0, "a", "b", 1.0, None], dtype=pl.Object)
    labels = {"1": "Yes", "2": "Perhaps", "a": "Don't know", "b": "Refused"}
    frame = pl.DataFrame([mixed_as_words(mixed), pl.Series("n", ["u", "v", "u", "v", "u", "v"])])
    raw = RawTable(frame, 1, labels=FileLabels(values={"q1": labels}, missing={"q1": ["a", "b"]}))
    draft = draft_survey(raw, "a.parquet", HowToRead())
    frame.write_parquet(tmp_path / "a.parquet")
    (tmp_path / "survey.yaml").write_text(draft.text, encoding="utf-8")
    table = a_table(open_survey(tmp_path), "q1", "n")

    assert [row.cells[0].count for row in table.rows[:2]] == [2, 1]
    assert table.making.missing == {"don't know": 1, "refused": 1, "no answer": 1}


@pytest.mark.parametrize("name", ["n", "w", "w2", "len", "why", "hit", "asked", "total"])
def test_a_variable_may_have_any_name(tmp_path: Path, name: str) -> None:
    rows = [f"{n},{'ab'[n % 2]},{'x' if n % 3 else 'z'},1.{n}" for n in range(12)]
    desk = drafted(tmp_path, "\n".join([f"id,{name},other,weight", *rows]) + "\n")

    assert cell(a_table(desk, name, "other"), "a", "total").count == 6
    assert cell(a_table(desk, "other", name, weight="weight"), "z", "a").count == 2
    assert cell(a_table(desk, name, weight="weight"), "b", "total").count == 6
    assert not check_survey_data(desk)


def test_dates_of_spss_are_read_as_they_were_drafted(tmp_path: Path) -> None:
    days = [datetime.datetime(2020, 1, 1, hour % 2, tzinfo=datetime.UTC) for hour in range(12)]
    frame = pl.DataFrame(
        {"asked_at": [day.replace(tzinfo=None) for day in days], "name": list("abcdefghijkl")}
    )
    pyreadstat.write_sav(frame, str(tmp_path / "a.sav"))
    desk = drafted(tmp_path, tmp_path / "a.sav")

    assert a_table(desk, "asked_at").columns[0].base == 12
    assert desk.survey.variables["name"].kind is Kind.TEXT


def test_other_namely_stays_beside_the_answers_to_tick(tmp_path: Path) -> None:
    heads = "id,Which do you use?,,,\n,AI,IoT,Cloud,Other\n"
    rows = "1,AI,,,drones\n2,,IoT,,\n3,AI,IoT,,lasers and more\n4,,,,\n"
    desk = drafted(tmp_path, heads + rows)
    table = a_table(desk, "set_1")

    assert desk.survey.sets["set_1"].items == ("ai", "iot", "cloud")
    assert [row.cells[0].count for row in table.rows[:3]] == [2, 2, 0]
    assert table.columns[0].base == 3
    assert a_table(desk, "ai").columns[0].base == 3
