"""Copies put aside, earlier states brought back, damage noticed."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.factories import TEXT
from tests.workflow.helpers import coded, interview_of
from whyshore.domain.backup import BY_HAND
from whyshore.domain.history import now
from whyshore.domain.memo import Topic
from whyshore.errors import FixableError
from whyshore.store import backups
from whyshore.store.codings import codings_in
from whyshore.store.database import DamagedDatabaseError
from whyshore.workflow.apply_codes import set_coding_case
from whyshore.workflow.backups import (
    back_up,
    back_up_by_hand,
    backups_of,
    offered,
    replace_damaged,
    restore,
    restore_as_of,
)
from whyshore.workflow.check_project import check_folder
from whyshore.workflow.exchange_record import record_of
from whyshore.workflow.import_interviews import sync
from whyshore.workflow.organise_cases import add_case
from whyshore.workflow.project import Project, connect
from whyshore.workflow.recode import recode
from whyshore.workflow.undo_changes import history, undo
from whyshore.workflow.write_memos import write_memo


def quotes(project: Project) -> list[str]:
    with project.database.reading() as session:
        return [each.quote for each in codings_in(session)]


def damage(project: Project) -> Path:
    """Overwrite pages in the middle of the database, as a failing disk does."""
    project.close()
    file = project.folder / "whyshore.db"
    with file.open("r+b") as opened:
        opened.seek(4096 * 3)
        opened.write(b"\xff" * 4096 * 8)
    return file


def test_a_restored_state_is_one_change_that_undo_takes_back(project: Project) -> None:
    kept = coded(project, "Wages were low.")
    write_memo(project, Topic.CODING, kept.id, "a thought")
    then = record_of(project)
    backup = back_up_by_hand(project)
    coded(project, "The market fell.")
    write_memo(project, Topic.CODING, kept.id, "another thought")
    later = record_of(project)

    done = restore(project, backup.backup.name)

    assert (done.removed, done.altered) == ({"coding": 1}, {"memo": 1})
    assert record_of(project) == then
    undo(project)
    assert record_of(project) == later


def test_the_state_of_a_date_comes_back_with_the_text_it_was_coded_in(project: Project) -> None:
    moment = now()
    (project.interviews_folder / "ana.md").write_text(f"{TEXT}R: More.\n", encoding="utf-8")
    sync(project)
    coded(project, "More.")
    later = record_of(project)

    restore_as_of(project, moment)

    assert quotes(project) == []
    undo(project)
    assert record_of(project) == later


def test_only_looking_changes_nothing(project: Project) -> None:
    backup = back_up_by_hand(project)
    coded(project, "Wages were low.")

    seen = restore(project, str(backup.backup.path), only_look=True)

    assert seen.removed == {"coding": 1}
    assert quotes(project) == ["Wages were low."]


def test_a_backup_is_one_sound_file_made_while_others_work(project: Project) -> None:
    with project.database.writing():
        made = back_up_by_hand(project)

    assert made.problem == ""
    assert [each.name for each in made.backup.path.parent.iterdir()] == [made.backup.name]


def test_only_the_newest_of_a_day_are_kept_but_all_made_by_hand(project: Project) -> None:
    by_hand = back_up_by_hand(project).backup
    for number in range(backups.KEPT + 3):
        write_memo(project, Topic.PROJECT, "", f"thought {number}")
        back_up(project, "recode")

    found = [state.backup for state in backups_of(project.folder)]
    assert len([each for each in found if each.why == "recode"]) == backups.KEPT
    assert by_hand.why == BY_HAND
    assert by_hand in found


def test_nothing_is_copied_twice(project: Project) -> None:
    first, second = back_up(project, "recode"), back_up(project, "merge")

    assert first == second


def test_recoding_many_makes_a_backup_first(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("whyshore.workflow.backups.BULK", 2)
    codings = [coded(project, quote) for quote in ("Wages were low.", "The market fell.")]

    recode(project, codings, code="off-cost")

    (state,) = backups_of(project.folder)
    assert (state.backup.why, state.codings) == ("recode", 2)


def test_without_a_backup_nothing_large_is_done(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("whyshore.workflow.backups.BULK", 1)
    coding = coded(project, "Wages were low.")
    (project.folder / "backups").write_text("in the way", encoding="utf-8")

    with pytest.raises(FixableError, match="nothing was changed"):
        recode(project, [coding], code="off-cost")

    with project.database.reading() as session:
        assert [each.code for each in codings_in(session)] == ["off-growth"]


def test_damage_is_noticed_at_opening_and_the_newest_good_backup_takes_its_place(
    project: Project,
) -> None:
    coded(project, "Wages were low.")
    good = back_up_by_hand(project).backup
    bad = good.path.with_name("whyshore-2999-01-01T000000Z-recode.db")
    bad.write_bytes(b"this is no database" * 300)
    file = damage(project)

    with pytest.raises(DamagedDatabaseError, match=f"{good.name} .*1 coding.*restore newest"):
        connect(project.folder)
    state = offered(project.folder)
    assert state is not None
    assert state.backup == good
    done = replace_damaged(project.folder, "newest")

    again = connect(project.folder)
    assert quotes(again) == ["Wages were low."]
    again.close()
    assert done is not None
    assert done.replaced is not None
    assert done.replaced.stat().st_size == file.stat().st_size


def test_damage_that_only_a_thorough_look_finds_is_put_right_too(project: Project) -> None:
    coded(project, "Wages were low.")
    back_up_by_hand(project)
    with closing(sqlite3.connect(project.folder / "whyshore.db")) as connection:
        connection.execute("update coding set case_id = 'nowhere'")
        connection.commit()

    assert "damaged" in str(check_folder(project.folder)[0].problem)
    with pytest.raises(FixableError, match="restore newest"):
        back_up_by_hand(project)
    project.close()
    assert replace_damaged(project.folder, "newest") is not None

    again = connect(project.folder)
    assert quotes(again) == ["Wages were low."]
    again.close()


def test_a_sound_database_is_never_replaced(project: Project) -> None:
    back_up_by_hand(project)

    assert offered(project.folder) is None
    assert replace_damaged(project.folder, "newest") is None


def test_damage_without_a_backup_says_what_can_be_done(project: Project) -> None:
    damage(project)

    with pytest.raises(DamagedDatabaseError, match=r"no backup.*starts anew"):
        connect(project.folder)


@pytest.mark.parametrize("which", ["9", "nowhere.db", "newest"])
def test_a_backup_that_is_not_there_is_named(project: Project, which: str) -> None:
    with pytest.raises(FixableError, match=r"no (sound )?backup"):
        restore(project, which)


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("update coding set code = 'other'", "altered past the history: code"),
        ("delete from coding", "is gone, but no change"),
        ("insert into case_group values ('x', 'X', 1)", "is stored, but no change"),
    ],
)
def test_a_deep_check_tells_what_was_altered_past_the_history(
    project: Project, statement: str, told: str
) -> None:
    coded(project, "Wages were low.")
    undo(project)
    coded(project, "Wages were low.")
    assert check_folder(project.folder, deep=True) == check_folder(project.folder)

    with closing(sqlite3.connect(project.folder / "whyshore.db")) as connection:
        connection.execute(statement)
        connection.commit()

    assert told in " ".join(str(each.problem) for each in check_folder(project.folder, deep=True))


def test_a_deep_check_names_backups_that_cannot_be_used(project: Project) -> None:
    made = back_up_by_hand(project).backup
    made.path.write_bytes(made.path.read_bytes()[:5000])

    found = [str(each.problem) for each in check_folder(project.folder, deep=True)]

    assert any(made.name in each and "cannot be used" in each for each in found)


def test_a_deep_check_follows_an_undo_between_two_changes_of_one_thing(project: Project) -> None:
    case = add_case(project, "Fagor", "China")
    coding = coded(project, "Wages were low.", "off-cost")
    recode(project, [coding], code="off-growth")
    recoded = history(project)[0].number
    set_coding_case(project, coding, interview_of(project), case=case.id)

    undo(project, event=recoded)

    assert record_of(project).codings[0].case == case.id
    assert record_of(project).codings[0].code == "off-cost"
    assert check_folder(project.folder, deep=True) == check_folder(project.folder)


def test_a_state_before_a_corrected_transcript_comes_back_and_goes_again(project: Project) -> None:
    coded(project, "Wages were low.", "off-cost")
    coded(project, "The market fell.", "back-decline")
    then = record_of(project)
    backup = back_up_by_hand(project).backup.name
    corrected = TEXT.replace("We expected", "At that time we all expected")
    (project.interviews_folder / "ana.md").write_text(corrected, encoding="utf-8")
    sync(project, corrected=True)
    later = record_of(project)

    restore(project, backup)

    assert record_of(project) == then
    assert interview_of(project).text == TEXT
    undo(project)
    assert record_of(project) == later
    assert interview_of(project).text == corrected


def correct(project: Project, text: str, name: str = "ana.md") -> None:
    (project.interviews_folder / name).write_text(text, encoding="utf-8")


def test_opening_leaves_a_text_alone_that_a_restore_went_back_behind(project: Project) -> None:
    moment = now()
    coded(project, "Wages were low.")
    correct(project, f"{TEXT}R: More.\n")
    sync(project, corrected=True)
    coded(project, "More.")
    later = record_of(project)
    restore_as_of(project, moment)

    report = sync(project)

    assert [each.file for each in report.kept] == ["ana.md"]
    assert "whyshore sync" in str(report.kept[0])
    assert report.updated == ()
    undo(project)
    assert record_of(project) == later


def test_opening_leaves_a_file_alone_whose_import_a_restore_went_back_behind(
    project: Project,
) -> None:
    moment = now()
    correct(project, TEXT.replace("Wages", "Rents"), "bea.md")
    sync(project)
    coded(project, "Rents were low.", interview="bea")
    later = record_of(project)
    restore_as_of(project, moment)

    report = sync(project)

    assert (report.added, [each.file for each in report.kept]) == ((), ["bea.md"])
    assert any("taken back to before its import" in each for each in told(project))
    undo(project)
    assert record_of(project) == later


def test_opening_leaves_a_name_alone_that_a_restore_went_back_behind(project: Project) -> None:
    moment = now()
    (project.interviews_folder / "ana.md").rename(project.interviews_folder / "anna.md")
    sync(project)
    coded(project, "Wages were low.")
    later = record_of(project)
    restore_as_of(project, moment)

    report = sync(project)

    assert (report.renamed, [each.file for each in report.kept]) == ((), ["anna.md"])
    assert report.gone == ()
    undo(project)
    assert record_of(project) == later


def test_what_a_restore_went_back_behind_comes_when_asked_for(project: Project) -> None:
    moment = now()
    correct(project, f"{TEXT}R: More.\n")
    correct(project, TEXT.replace("Wages", "Rents"), "bea.md")
    sync(project)
    restore_as_of(project, moment)

    report = sync(project, corrected=True)

    assert [each.path for each in report.corrected] == ["ana.md"]
    assert report.added == ("bea",)
    assert interview_of(project).text.endswith("More.\n")
    correct(project, f"{TEXT}R: Much more.\n")
    assert sync(project).updated == ("ana",)


def test_a_copy_of_a_transcript_is_new_whatever_was_undone(project: Project) -> None:
    correct(project, TEXT, "copy.md")

    assert sync(project).added == ("copy",)


def told(project: Project) -> list[str]:
    return [str(each.problem) for each in check_folder(project.folder)]
