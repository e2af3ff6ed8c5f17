"""What a screen has to know of a survey to offer tables of it; no answers are needed for that."""

from dataclasses import dataclass

from whyshore.domain.project import Settings
from whyshore.domain.survey import Kind, Survey, Switch, Variable


@dataclass(frozen=True, slots=True)
class Choosable:
    """A variable, set or battery that a table can be made of."""

    name: str
    label: str
    kind: str
    as_rows: bool = True
    as_columns: bool = True
    is_group: bool = False
    """Whether it is a sub-group variable."""
    is_weight: bool = False


@dataclass(frozen=True, slots=True)
class SurveyOverview:
    """What can be chosen."""

    title: str
    data: str
    unit: str
    synthetic: str
    weight: str
    """The weight that counts where none is chosen."""
    choices: tuple[Choosable, ...]
    switches: tuple[Switch, ...] = ()

    def find(self, name: str) -> Choosable | None:
        """What has this name."""
        return next((each for each in self.choices if each.name == name), None)

    def label_of(self, name: str) -> str:
        """How a name is shown."""
        found = self.find(name)
        return found.label if found else name


@dataclass(frozen=True, slots=True)
class SurveyOpening:
    """A survey as it was opened for a screen."""

    overview: SurveyOverview
    settings: Settings
    """What `whyshore.toml` of its project says of theme and keys."""


def overview_of(survey: Survey) -> SurveyOverview:
    """What a survey offers: sets and batteries first, then sub-groups and other variables."""
    variables = [_variable(each) for each in survey.variables.values() if each.tabulated]
    sets = [Choosable(each.name, each.title, "several answers") for each in survey.sets.values()]
    batteries = [
        Choosable(each.name, each.title, "battery", as_columns=False)
        for each in survey.batteries.values()
    ]
    groups = [each for each in variables if each.is_group]
    others = [each for each in variables if not each.is_group]
    return SurveyOverview(
        title=survey.title,
        data=survey.data,
        unit=survey.unit,
        synthetic=survey.synthetic,
        weight=survey.weight,
        choices=(*sets, *batteries, *groups, *others),
        switches=tuple(survey.switches.values()),
    )


def _variable(variable: Variable) -> Choosable:
    number = variable.kind is Kind.NUMBER
    return Choosable(
        variable.name,
        variable.title,
        "sub-groups" if variable.groups else variable.kind.value,
        as_columns=not number,
        is_group=bool(variable.groups),
        is_weight=number and not variable.derived,
    )
