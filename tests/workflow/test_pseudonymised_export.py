"""A copy that is handed on holds no name of the key, and works as a project."""

import os
import stat
from pathlib import Path

import pytest

from tests.factories import a_project_folder
from tests.workflow.helpers import coded
from whyshore.domain.memo import Topic
from whyshore.errors import FixableError
from whyshore.store.codings import codings_in
from whyshore.workflow.check_project import check
from whyshore.workflow.export_pseudonymised import check_no_name_left, export_pseudonymised
from whyshore.workflow.organise_cases import add_case, set_default_case
from whyshore.workflow.project import Project
from whyshore.workflow.pseudonym_key import key_file, read_key, write_key
from whyshore.workflow.start_project import open_project
from whyshore.workflow.write_memos import write_memo

TEXT = """\
I: What took ORBEA to Türkiye, Iñaki?
R: Orbea's wages were low in Turkiye, and inaki knew it.
Iñaki: We expected Orbea to grow.
Iñaki: It did.
"""
KEY = {"Orbea": "Company A", "Türkiye": "Country T", "Iñaki": "Person 1"}
NAMES = ("orbea", "türkiye", "turkiye", "iñaki", "inaki")


@pytest.fixture
def named(tmp_path: Path) -> Project:
    folder = a_project_folder(tmp_path / "study", **{"orbea-iñaki": TEXT})
    project = open_project(folder, coder="maria").project
    coding = coded(project, "Orbea's wages were low", interview="orbea-inaki")
    write_memo(project, Topic.CODING, coding.id, "Iñaki of orbea said it.")
    return project


def everything_in(folder: Path) -> str:
    said = [str(path.relative_to(folder)) for path in folder.rglob("*")]
    said += [path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.is_file()]
    return "\n".join(said).casefold()


def test_no_name_is_in_what_is_handed_on(named: Project, tmp_path: Path) -> None:
    handed = export_pseudonymised(named, tmp_path / "copy", KEY)
    named.close()

    said = everything_in(handed.folder)

    assert [name for name in NAMES if name in said] == []
    assert "company a's wages were low" in said
    assert "person 1 of company a said it." in said


def test_the_copy_is_a_sound_project_with_the_codings_on_their_words(
    named: Project, tmp_path: Path
) -> None:
    case = add_case(named, "Orbea", "Türkiye")
    from tests.workflow.helpers import interview_of

    set_default_case(named, interview_of(named, "orbea-inaki"), case.id)
    handed = export_pseudonymised(named, tmp_path / "copy", KEY)
    named.close()

    copy = open_project(handed.folder, coder="reader").project

    with copy.database.reading() as session:
        (coding,) = codings_in(session)
    assert coding.quote == "Company A's wages were low"
    assert [each for each in check(copy) if each.weight == "broken"] == []
    copy.close()


def test_a_name_that_would_be_left_stops_the_handing_over(tmp_path: Path) -> None:
    (tmp_path / "quotes.md").write_text("It was ÓRBEA.", encoding="utf-8")

    with pytest.raises(FixableError, match="Orbea"):
        check_no_name_left(tmp_path, KEY)


def test_companies_without_a_pseudonym_and_parts_of_names_are_told(
    named: Project, tmp_path: Path
) -> None:
    add_case(named, "Irizar", "Mexico")

    handed = export_pseudonymised(named, tmp_path / "copy", {"Orbea Bikes": "Company A"})
    named.close()

    assert handed.uncovered == ("Irizar",)
    assert set(handed.parts) == {"Orbea"}
    assert handed.parts["Orbea"]["interviews/orbea-iñaki.md"] >= 3


def test_parts_of_names_in_memos_and_quotes_are_told_with_file_and_count(
    named: Project, tmp_path: Path
) -> None:
    write_memo(named, Topic.INTERVIEW, "orbea-inaki", "Maria and Fagor say so. Fagor!")

    handed = export_pseudonymised(
        named, tmp_path / "copy", KEY | {"Fagor Industrial": "Company B", "Wages Jonsson": "P"}
    )
    named.close()

    assert handed.parts["Fagor"] == {"codings.jsonl": 2}
    assert {"codings.jsonl", "quotes.md", "quotes.csv"} <= handed.parts["Wages"].keys()


def test_a_name_broken_at_a_line_end_in_text_and_memo_is_gone(tmp_path: Path) -> None:
    text = "R: We left Or-\nbea for good, and then we came back.\n"
    folder = a_project_folder(tmp_path / "study", firm=text)
    project = open_project(folder, coder="maria").project
    coding = coded(project, "We left Or-\nbea for good", interview="firm")
    write_memo(project, Topic.CODING, coding.id, "It was Or-\nbea, not Or\u00ad\nbea.")

    handed = export_pseudonymised(project, tmp_path / "copy", KEY)
    project.close()

    said = everything_in(handed.folder)
    assert "bea" not in said
    assert "we left company a for good" in said


def test_a_broken_name_in_a_record_stops_the_handing_over(tmp_path: Path) -> None:
    line = '{"kind": "memo", "text": "It was Or-\\nbea."}\n'
    (tmp_path / "codings.jsonl").write_text(line, encoding="utf-8")

    with pytest.raises(FixableError, match="Orbea"):
        check_no_name_left(tmp_path, KEY)


def test_nothing_is_written_without_a_key_or_over_other_files(
    named: Project, tmp_path: Path
) -> None:
    with pytest.raises(FixableError, match="no names yet"):
        export_pseudonymised(named, tmp_path / "copy", {})
    with pytest.raises(FixableError, match="there already"):
        export_pseudonymised(named, named.folder, KEY)
    with pytest.raises(FixableError, match="gives a name away"):
        export_pseudonymised(named, tmp_path / "orbea-copy", KEY)
    named.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["study"]


def test_only_the_owner_can_read_the_key(tmp_path: Path) -> None:
    file = tmp_path / "keys" / "key.json"

    write_key(file, KEY)

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert read_key(file) == KEY
    if os.name == "posix":
        file.chmod(0o644)
        with pytest.raises(FixableError, match="chmod 600"):
            read_key(file)


def test_a_key_inside_the_project_is_refused(named: Project) -> None:
    with pytest.raises(FixableError, match="inside the project"):
        key_file(named, named.folder / "exports" / "key.json")
    named.close()


@pytest.mark.parametrize(
    ("names", "sign"),
    [
        ({"Orbea": "like Orbea"}, "has the name"),
        ({"Orbea": "A", "ORBEA": "B"}, "the same name"),
        ({"...": "A"}, "need letters"),
    ],
)
def test_a_key_that_would_not_hide_is_refused(names: dict[str, str], sign: str) -> None:
    with pytest.raises(FixableError, match=sign):
        write_key(Path("never-written.json"), names)


CODES_WITH_NAMES = """\
# Iñaki of Orbea wrote this.
title: Study of "Orbea"
codes:
  - id: orbea-costs
    name: "I\\xF1aki\\u2019s costs"
    definition: 'Orbea: what it costs'
    chord: q
"""


def test_names_in_ids_and_escapes_of_the_codebook_are_gone_and_codings_stay(
    tmp_path: Path,
) -> None:
    folder = a_project_folder(tmp_path / "study", **{"first": TEXT})
    (folder / "codebook.yaml").write_text(CODES_WITH_NAMES, encoding="utf-8")
    project = open_project(folder, coder="maria").project
    coded(project, "It did.", "orbea-costs", interview="first")

    handed = export_pseudonymised(project, tmp_path / "copy", KEY)
    project.close()

    copy = open_project(handed.folder, coder="reader").project
    (code,) = copy.codebook().codes
    assert (code.id, code.name) == ("company-a-costs", "Person 1\u2019s costs")
    assert "# Person 1 of Company A wrote this." in (handed.folder / "codebook.yaml").read_text()
    with copy.database.reading() as session:
        assert [each.code for each in codings_in(session)] == ["company-a-costs"]
    copy.close()


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("codebook.yaml", 'title: "I\\xF1aki"'),
        ("interviews/a.md", "I&ntilde;aki"),
        ("interviews/a.md", "www.x.org/T%C3%BCrkiye"),
    ],
)
def test_a_name_written_with_escapes_stops_the_handing_over(
    tmp_path: Path, file: str, said: str
) -> None:
    (tmp_path / "interviews").mkdir()
    (tmp_path / file).write_text(said, encoding="utf-8")

    with pytest.raises(FixableError, match="would still hold"):
        check_no_name_left(tmp_path, KEY)
