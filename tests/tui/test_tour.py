"""The tour: six steps, each done with its real key."""

from pathlib import Path

import pytest

from tests.tui.helpers import Sitting, is_shown, sitting, terminal
from whyshore.tui.tour_acts import STEPS, TourPanel
from whyshore.workflow.first_run import tour_is_due


def told(at: Sitting) -> str:
    panel = at.coding.query_one(TourPanel)
    return str(panel.content) if panel.display else ""


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_tour_goes_on_with_each_key_it_asks_for(
    bundled: Path, size: tuple[int, int]
) -> None:
    async with sitting(bundled, size=size) as at:
        await at.press("f6")
        assert at.interview.id == "practice-interview"
        steps = (["e"], ["s"], ["o", "p", "c"], ["u"], ["question_mark", "escape"])
        for number, keys in enumerate(steps, start=1):
            assert told(at).startswith(f"Tour {number} of 6: {STEPS[number - 1].title}.")
            assert is_shown(at.coding.query_one(TourPanel))
            await at.press(*keys)
        assert told(at).startswith("Tour 6 of 6")
        await at.press("f2", "escape")
        assert told(at).startswith("Tour: done.")
        assert at.codings("practice-interview") == []
        await at.press("e", "escape")
        assert told(at) == ""


async def test_other_keys_do_their_work_and_leave_the_step_as_it_is(bundled: Path) -> None:
    async with sitting(bundled) as at:
        await at.press("f6", "down", "t", "o", "p", "c")
        assert told(at).startswith("Tour 1 of 6")
        assert len(at.codings("practice-interview")) == 1


async def test_escape_leaves_the_tour_and_its_key_begins_it_again(bundled: Path) -> None:
    async with sitting(bundled) as at:
        await at.press("f6", "e", "escape")
        assert told(at) == ""
        assert at.said == "the tour is closed; F6 opens it again"
        await at.press("f6")
        assert told(at).startswith("Tour 1 of 6")


async def test_the_tour_shows_the_keys_as_they_are_configured(bundled: Path) -> None:
    with (bundled / "whyshore.toml").open("a", encoding="utf-8") as settings:
        settings.write('[keys]\nnext_uncoded = "F9"\n')
    async with sitting(bundled) as at:
        await at.press("f6")
        assert "Press F9." in told(at)
        await at.press("f9")
        assert told(at).startswith("Tour 2 of 6")


async def test_there_is_no_tour_in_other_projects(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("f6")
        assert at.said == "The tour is on the bundled project: whyshore demo opens it."
        assert told(at) == ""


async def test_a_project_that_cannot_be_written_has_its_tour_too(bundled: Path) -> None:
    async with sitting(bundled) as at:
        with at.project.database.writing() as session:
            session.connection().exec_driver_sql("PRAGMA query_only=ON")
        await at.press("f6", "e", "s", "o", "p", "c")
        assert at.said.startswith("not done: ")
        assert at.codings("practice-interview") == []
        assert told(at).startswith("Tour 4 of 6")
        await at.press("u")
        assert told(at).startswith("Tour 5 of 6")


def test_the_tour_is_due_once_and_on_the_bundled_project_only(
    bundled: Path, study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    before = sorted(bundled.rglob("*"))

    assert not tour_is_due(study)
    assert tour_is_due(bundled)
    assert not tour_is_due(bundled)
    assert sorted(bundled.rglob("*")) == before


def test_where_it_cannot_be_noted_the_tour_is_shown_all_the_same(
    bundled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "state").write_text("a file, no folder", encoding="utf-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))

    assert tour_is_due(bundled)


def test_the_program_begins_with_the_tour_once(
    bundled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    with terminal(bundled) as first:
        first.wait_for("Tour 1 of 6")
    with terminal(bundled) as second:
        second.wait_for("all saved")
        second.settle()
        assert "Tour 1 of 6" not in second.picture
