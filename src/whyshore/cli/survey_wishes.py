"""What commands on one table of the survey are asked for."""

from dataclasses import dataclass, replace
from pathlib import Path

from whyshore.cli.wishes import argument, as_path, chosen, option, several
from whyshore.domain.cross_tab import Correction, Percent, TableRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class TableWish:
    """What every command on one table is asked for."""

    rows: str = argument("The variable, set or battery in the rows.")
    by: tuple[str, ...] = several("--by", "A column variable; A*B nests. May be given again.")
    folder: Path = option(
        "--project -p", "The project folder, or one inside it; else this one.", Path(), read=as_path
    )
    where: str = option("--filter", "Only those for whom this holds.")
    percent: Percent = option(
        "--percent", "What a percent is of.", Percent.COLUMN, read=chosen(Percent)
    )
    weight: str | None = option(
        "--weight", "The weight variable; none for no weight.", default=None
    )
    net: tuple[str, ...] = several("--net", "'Label=value,value': answers counted as one.")
    top: str = option("--top", "The answers that count as agreement, such as 4,5.")
    responses: bool = option(
        "--responses", "Per cent of the answers given, not of cases.", default=False
    )
    against_total: bool = option(
        "--against-total", "A part beside the total that contains it.", default=False
    )
    distribution: bool = option(
        "--distribution", "Every answer of a battery, not just the top.", default=False
    )
    intervals: bool = option("--intervals", "Wilson 95 per cent intervals.", default=False)
    suppress: int = option("--suppress", "Hide counts below this.", 0, read=int, bounds=(0, None))
    decimals: int = option("--decimals", "Decimals of percents.", 0, read=int, bounds=(0, 6))
    total: bool = option("--total/--no-total", "With or without the total column.", default=True)
    switch: tuple[str, ...] = several(
        "--switch", "NAME=true or NAME=false: a switch of survey.yaml set otherwise."
    )

    def request(self) -> TableRequest:
        """The table that is wanted.

        Raises:
            FixableError: a net is not written as it should be.
        """
        from whyshore.cli.survey_words import nets_of

        return TableRequest(
            rows=self.rows,
            columns=tuple(tuple(each.split("*")) for each in self.by),
            filter=self.where,
            weight="" if self.weight == "none" else self.weight,
            percent=self.percent,
            of_responses=self.responses,
            against_total=self.against_total,
            distribution=self.distribution,
            top=tuple(part.strip() for part in self.top.split(",") if part.strip()),
            nets=nets_of(self.net),
            suppress=self.suppress,
            decimals=self.decimals,
            intervals=self.intervals,
            total=self.total,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TabWish(TableWish):
    """What `whyshore survey tab` is asked for."""

    correction: Correction = option(
        "--correction", "How p-values are adjusted.", Correction.HOLM, read=chosen(Correction)
    )
    residuals: bool = option("--residuals", "Mark cells by adjusted residuals.", default=False)
    yates: bool = option(
        "--yates", "Pearson's test with Yates's correction too, two by two.", default=False
    )
    tests: bool = option(
        "--tests", "Every test in full: statistic, degrees of freedom, effect.", default=False
    )
    population: int = option(
        "--population", "Narrow intervals for a finite population.", 0, read=int, bounds=(0, None)
    )
    named: bool = option(
        "--named", "With case: or code:, show small counts too: confidential.", default=False
    )
    json: bool = option("--json", "Answer as JSON, for scripts.", default=False)
    md: bool = option("--md", "Answer as Markdown.", default=False)
    csv: bool = option("--csv", "Answer as CSV, for spreadsheets and R.", default=False)
    xlsx: Path | None = option(
        "--xlsx", "Write it to this Excel file as well.", default=None, read=as_path
    )

    def request(self) -> TableRequest:
        """The table that is wanted, with its tests."""
        return replace(
            TableWish.request(self),
            correction=self.correction,
            residuals=self.residuals,
            yates=self.yates,
            spelled_out=self.tests,
            population=self.population,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlotWish(TableWish):
    """What `whyshore survey plot` is asked for."""

    total: bool = option(
        "--total/--no-total", "With bars for the total, or without.", default=False
    )
    svg: Path | None = option(
        "--svg", "Write a picture to this file instead.", default=None, read=as_path
    )
