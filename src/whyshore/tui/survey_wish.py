"""What the survey screen is asked to show, step by step; each step can be taken back."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from whyshore.domain.cross_tab import Percent, TableRequest
from whyshore.domain.survey_overview import SurveyOverview

SHOWN_AS = {
    Percent.COLUMN: "column per cent",
    Percent.ROW: "row per cent",
    Percent.CELL: "per cent of the table",
    Percent.NONE: "counts",
}
OF_RESPONSES = "per cent of the answers given"


@dataclass(frozen=True, slots=True)
class Shown:
    """A table to show, and the switches it is made with."""

    request: TableRequest
    switches: Mapping[str, bool] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names in the columns, nested or side by side."""
        return tuple(name for names in self.request.columns for name in names)

    @property
    def nested(self) -> bool:
        """Whether columns are nested in one another."""
        return any(len(names) > 1 for names in self.request.columns)

    @property
    def statistic(self) -> str:
        """What the numbers are, in words."""
        return OF_RESPONSES if self.request.of_responses else SHOWN_AS[self.request.percent]

    def but(self, **changes: object) -> "Shown":
        """The same with some things of the request otherwise."""
        return replace(self, request=replace(self.request, **changes))  # type: ignore[arg-type]

    def with_columns(self, names: tuple[str, ...], *, nested: bool) -> "Shown":
        """The same with other columns."""
        columns = (names,) if nested and len(names) > 1 else tuple((name,) for name in names)
        return self.but(columns=columns)

    def with_next_statistic(self, *, several: bool) -> "Shown":
        """The same with the next kind of number; answers given are counted only in sets."""
        steps = [(each, False) for each in Percent]
        steps.insert(1, (Percent.COLUMN, True))
        if not several:
            steps.remove((Percent.COLUMN, True))
        now = (self.request.percent, self.request.of_responses)
        at = steps.index(now) if now in steps else -1
        percent, of_responses = steps[(at + 1) % len(steps)]
        return self.but(percent=percent, of_responses=of_responses)

    def with_next_group(self, overview: SurveyOverview) -> "Shown":
        """The same with the next sub-group variable in the columns, at last with none."""
        groups = [each.name for each in overview.choices if each.is_group]
        now = self.columns[0] if len(self.columns) == 1 else ""
        after = groups[groups.index(now) + 1 :] if now in groups else groups
        return self.with_columns(tuple(after[:1]), nested=False)

    def swapped(self, overview: SurveyOverview) -> "Shown | None":
        """The same with rows and columns changed round; None where that cannot be."""
        rows = overview.find(self.request.rows)
        if len(self.columns) != 1 or rows is None or not rows.as_columns:
            return None
        return self.but(rows=self.columns[0], columns=((self.request.rows,),))

    def switched(self, name: str, *, value: bool) -> "Shown":
        """The same with a switch set otherwise."""
        return replace(self, switches={**self.switches, name: value})


def first_shown(overview: SurveyOverview) -> Shown | None:
    """The table to begin with: the first set or variable, by the first sub-groups."""
    rows = next((each for each in overview.choices if each.as_rows), None)
    if rows is None:
        return None
    return Shown(TableRequest(rows.name)).with_next_group(overview)
