"""Count tables for a screen: the answers are read once, then every table is a count.

Everything asked for here goes through `workflow/office.py`, from another process.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from whyshore.domain.answers import Answers
from whyshore.domain.cross_tab import CrossTab, TableRequest
from whyshore.domain.survey_overview import SurveyOpening, overview_of
from whyshore.errors import FixableError, ProblemsError
from whyshore.workflow.settings import SETTINGS, read_settings
from whyshore.workflow.tabulate_survey import (
    SurveyDesk,
    answers_for,
    count,
    needed_names,
    open_survey,
    wanted_for,
)

READ_WHOLE = 300_000_000
"""Up to how many bytes a data file is read whole; of a larger one, the columns that are needed."""

Stamp = tuple[tuple[int, int], ...]


class SurveyClerk:
    """One survey; what is asked for is answered from the answers at hand."""

    def __init__(self, start: Path) -> None:
        """Begin with the survey that a folder belongs to.

        Raises:
            FixableError: there is none, or it cannot be used.
        """
        self._start = start
        self._desk = open_survey(start)
        self._settings = read_settings(_project_of(self._desk.file) / SETTINGS)
        self._stamp = _stamp(self._desk)
        self._at_hand: Answers | None = None
        self._switches: dict[str, bool] = {}
        self._names: tuple[str, ...] = ()

    def opening(self) -> SurveyOpening:
        """What can be chosen, and how the screen is wanted."""
        return SurveyOpening(overview_of(self._desk.survey), self._settings)

    def table(self, request: TableRequest, switches: Mapping[str, bool]) -> CrossTab:
        """Make a table at once; tests that take long are left for `whole_table`.

        Raises:
            FixableError: it cannot be made.
        """
        return self._counted(request, switches, in_full=False)

    def whole_table(self, request: TableRequest, switches: Mapping[str, bool]) -> CrossTab:
        """Make a table with all its tests.

        Raises:
            FixableError: it cannot be made.
        """
        return self._counted(request, switches, in_full=True)

    def _counted(
        self, request: TableRequest, switches: Mapping[str, bool], *, in_full: bool
    ) -> CrossTab:
        self._use(dict(switches))
        survey = self._desk.survey
        names, filters = wanted_for(survey, request)
        needed = needed_names(survey, names, filters)
        return count(_told_of(self._answers(needed), needed), request, in_full=in_full)

    def _use(self, switches: dict[str, bool]) -> None:
        """Open the survey anew where a switch is set otherwise or a file was changed."""
        if switches == self._switches and _stamp(self._desk) == self._stamp:
            return
        self._desk = open_survey(self._start, switches=switches)
        self._stamp, self._switches = _stamp(self._desk), switches
        self._at_hand = None

    def _answers(self, needed: tuple[str, ...]) -> Answers:
        """The answers to all variables, or where they cannot all be read to those needed so far."""
        if self._at_hand is None:
            self._at_hand = self._all_answers()
        if self._at_hand is None or not set(needed) <= set(self._names):
            names = tuple(dict.fromkeys((*self._names, *needed)))
            self._at_hand, self._names = answers_for(self._desk, names), names
        return self._at_hand

    def _all_answers(self) -> Answers | None:
        survey, data = self._desk.survey, self._desk.data
        self._names = ()
        if data.is_file() and data.stat().st_size > READ_WHOLE:
            return None
        names = tuple(each.name for each in survey.variables.values() if each.tabulated)
        names += (survey.key,) if survey.overrides else ()
        try:
            found = answers_for(self._desk, names)
        except ProblemsError:
            return None  # a table of other variables can still be made
        self._names = survey.needed_for(names)
        return found

    def write(self, request: TableRequest, switches: Mapping[str, bool], file: str) -> str:
        """Write a table to a file, in the format that its ending says; gives where it is now.

        Raises:
            FixableError: the table cannot be made, or the file not be written.
        """
        from whyshore.workflow.export_tables import write_table

        path = Path(file)
        where = path if path.is_absolute() else self._desk.file.parent.parent / path
        return str(write_table(self.whole_table(request, switches), where))


def _told_of(answers: Answers, needed: tuple[str, ...]) -> Answers:
    """The answers with only those switches and overrides told of that a table rests on."""
    rules = [rule for name in needed for rule in answers.survey.expressions_of(name)]
    switches = {each.name for rule in rules for each in rule.names}
    return replace(answers, used=answers.used & {*needed, *switches})


def _project_of(file: Path) -> Path:
    """The folder of the project that a survey.yaml belongs to: its own, or the one above."""
    own = file.resolve().parent
    return own if (own / SETTINGS).is_file() else own.parent


def _stamp(desk: SurveyDesk) -> Stamp:
    """What changes when survey.yaml or the data file does."""
    found = []
    for file in (desk.file, desk.data):
        try:
            state = file.stat()
        except OSError as error:
            raise FixableError(f"{file} cannot be read: {error.strerror}.") from error
        found.append((state.st_mtime_ns, state.st_size))
    return tuple(found)
