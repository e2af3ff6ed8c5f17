"""The same answers from every kind of file."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pyreadstat
import pytest
import xlsxwriter

from tests.survey_factories import CSV, YAML, a_survey, a_table, cell
from whyshore.errors import FixableError
from whyshore.ingest.survey_formats import HowToRead, read_data
from whyshore.workflow.describe_survey import check_survey_data, draft_from
from whyshore.workflow.tabulate_survey import open_survey


def frame() -> pl.DataFrame:
    return pl.read_csv(CSV.encode())


def write_sheet(path: Path) -> None:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("answers")
    table = frame()
    sheet.write_row(0, 0, table.columns)
    for place, row in enumerate(table.iter_rows(), start=1):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(place, column, value)
    book.add_worksheet("other")
    book.close()


WRITERS: dict[str, Callable[[Path], object]] = {
    "data.csv": lambda path: path.write_text(CSV, encoding="utf-8"),
    "data.tsv": lambda path: path.write_text(CSV.replace(",", "\t"), encoding="utf-8"),
    "semicolon.csv": lambda path: path.write_text(CSV.replace(",", ";"), encoding="utf-8"),
    "utf16.csv": lambda path: path.write_text(CSV, encoding="utf-16"),
    "bom.csv": lambda path: path.write_text(CSV, encoding="utf-8-sig"),
    "latin.csv": lambda path: path.write_bytes(CSV.replace("r6", "é6").encode("latin-1")),
    "crlf.csv": lambda path: path.write_bytes(CSV.replace("\n", "\r\n").encode()),
    "data.parquet": lambda path: frame().write_parquet(path),
    "data.xlsx": write_sheet,
    "data.sav": lambda path: pyreadstat.write_sav(frame(), str(path)),
    "data.zsav": lambda path: pyreadstat.write_sav(frame(), str(path), compress=True),
    "data.dta": lambda path: pyreadstat.write_dta(frame(), str(path)),
    "data.por": lambda path: pyreadstat.write_por(frame().rename(str.upper), str(path)),
}


@pytest.mark.parametrize("name", WRITERS)
def test_every_kind_of_file_gives_the_same_table(tmp_path: Path, name: str) -> None:
    WRITERS[name](tmp_path / name)
    survey = YAML.replace("data.csv", name)
    if name.endswith(".por"):
        for column in ("id", "sector", "size", "staff", "member", "w"):
            survey = survey.replace(
                f"  {column}: {{type", f"  {column}: {{column: {column.upper()}, type"
            )
        survey = survey.replace(
            "{ai: Artificial intelligence, iot: Internet of Things}", "[ai, iot]"
        )
        survey = survey.replace("sets:", "  ai: {column: AI, type: yes/no}\n"
                                "  iot: {column: IOT, type: yes/no}\nsets:")  # fmt: skip
    (tmp_path / "survey.yaml").write_text(survey, encoding="utf-8")
    desk = open_survey(tmp_path)
    table = a_table(desk, "tech", "sector")
    staff = a_table(desk, "staff")

    assert [each.base for each in table.columns] == [6, 3, 3]
    assert (cell(table, "ai", "metal").count, cell(table, "ai", "food").count) == (2, 1)
    assert staff.rows[0].cells[0].value == pytest.approx(862 / 5)
    assert len(table.making.data_hash) == 64


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"", "The file is empty"),
        ("a.csv", b"a,b\n", "not a single row"),
        ("a.doc", b"x", "Files that end in “.doc” are not read"),
        ("a.sav", b"not spss", "cannot be read"),
        ("a.parquet", b"not parquet", "cannot be read as Parquet"),
        ("a.xlsx", b"not excel", "cannot be read as a spreadsheet"),
        ("a.csv", b"\x89PNG\r\n\x1a\n\x00\x00", "not text but a picture"),
        ("a.csv", b"a,b\n1,2,3\n", "Row 2 has 3 cells under 2 headings"),
        ("a.csv", b"\n  \n", "The first line holds no headings"),
        ("a.csv", b'a,b\n1,x\n2,"open\n3,y\n', "Row 3: a double quote is opened and not closed"),
        ("a.csv", b"a,b\n1,\x00x\n", "holds NUL characters"),
        ("answers", b"a,b\n1,2\n", "Its name has no ending"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_the_reason(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)

    with pytest.raises(FixableError) as caught:
        read_data(tmp_path / name, HowToRead())
    assert said in str(caught.value)


def test_an_encoding_can_be_named_and_a_wrong_one_is_told(tmp_path: Path) -> None:
    file = tmp_path / "mac.csv"
    file.write_bytes("n,q\n1,é\n".encode("mac-roman"))

    assert read_data(file, HowToRead(encoding="mac-roman")).frame["q"].to_list() == ["é"]
    with pytest.raises(FixableError, match="no encoding “klingon”"):
        read_data(file, HowToRead(encoding="klingon"))
    with pytest.raises(FixableError, match="cannot be read as ascii"):
        read_data(file, HowToRead(encoding="ascii", header_rows=2))


def test_a_sheet_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    write_sheet(tmp_path / "a.xlsx")

    with pytest.raises(FixableError, match="There are: answers, other"):
        read_data(tmp_path / "a.xlsx", HowToRead(sheet="third"))


def test_empty_and_doubled_headings_get_names(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("q,,q\n1,2,3\n", encoding="utf-8")

    raw = read_data(tmp_path / "a.csv", HowToRead())

    assert raw.frame.columns == ["q", "column 2", "q (3)"]
    assert "Two columns are headed “q”; column 3 is taken as “q (3)”" in str(raw.notices[0])


# --- drafts ---

TWO_ROWS = """\
Respondent ID,Which films have you seen?,,,Sex,Age
,Film  One,Film Two,Film Three,Response,Response
1,Film  One,,Film Three,Male,18-29
2,,,,Female,30-44
3,Film  One,Film Two,,Female,18-29
"""


def test_two_rows_of_headings_and_latin_1_are_found_and_explained(tmp_path: Path) -> None:
    (tmp_path / "films.csv").write_bytes(TWO_ROWS.replace("Sex", "Sexé").encode("latin-1"))
    drafted = draft_from(tmp_path / "films.csv", tmp_path, HowToRead(header_rows=0), write=True)
    desk = open_survey(tmp_path)
    table = a_table(desk, "set_1")

    assert any("2 rows of headings" in note for note in drafted.draft.notes)
    assert any("Windows-1252" in note for note in drafted.draft.notes)
    assert [row.cells[0].count for row in table.rows[:3]] == [2, 1, 1]
    assert table.columns[0].base == 2
    assert not check_survey_data(desk)
    with pytest.raises(FixableError, match="there already"):
        draft_from(tmp_path / "films.csv", tmp_path, HowToRead(header_rows=0), write=True)


def test_the_labels_and_missing_values_of_spss_are_taken_over(tmp_path: Path) -> None:
    table = pl.DataFrame({"q1": [1.0, 2.0, 9.0, 8.0], "age": [20.0, 31.0, 45.0, 999.0]})
    pyreadstat.write_sav(
        table,
        str(tmp_path / "a.sav"),
        column_labels={"q1": "Do you export?", "age": "Age"},
        variable_value_labels={"q1": {1: "Yes", 2: "No", 8: "Refused", 9: "Don't know"}},
        missing_ranges={"q1": [8, 9], "age": [999]},
    )
    draft_from(tmp_path / "a.sav", tmp_path, HowToRead(header_rows=0), write=True)
    desk = open_survey(tmp_path)
    export = a_table(desk, "q1")

    assert export.title == "Do you export?"
    assert [(row.label, row.cells[0].count) for row in export.rows[:2]] == [("Yes", 1), ("No", 1)]
    assert export.making.missing == {"don't know": 1, "refused": 1}
    assert a_table(desk, "age").columns[0].base == 3


def test_a_draft_is_printed_and_nothing_written(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(CSV, encoding="utf-8")
    drafted = draft_from(tmp_path / "a.csv", tmp_path, HowToRead(header_rows=0), write=False)

    assert drafted.file is None
    assert "key: id" in drafted.draft.text
    assert not (tmp_path / "survey").exists()


# --- answers that do not fit together ---


def test_answers_that_cannot_be_right_are_named_by_row(tmp_path: Path) -> None:
    survey = YAML.replace("    none: None of them\n", "    exclusive: [iot]\n").replace(
        "sector == 'food'", "sector == 'food' or member"
    )
    data = CSV.replace("r3,metal,large,500,no,1,0,0,,", "r1,metal,large,500,no,1,0,0,3,")
    said = "\n".join(map(str, check_survey_data(a_survey(tmp_path, data, survey))))

    assert "row 3: `iot` of `tech` excludes the others" in said
    assert "row 4: `cost` is answered, though it is asked only if member" in said
    assert "rows 2, 3: two groups of `group` hold" in said
    assert "rows 2, 4: the same `id` is there more than once" in said


def test_a_column_that_differs_from_its_rule_is_told(tmp_path: Path) -> None:
    data = "\n".join(
        line + ("," + ("n_tech" if not place else "7" if place == 1 else ""))
        for place, line in enumerate(CSV.splitlines())
    )
    [problem] = [
        each for each in check_survey_data(a_survey(tmp_path, data + "\n")) if "n_tech" in str(each)
    ]

    assert "differs from the rule" in str(problem)
