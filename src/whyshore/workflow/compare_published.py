"""Check the published numbers, and rebuild the published figures, from a survey's data file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from whyshore.analysis.facts import check_facts, expressions_in
from whyshore.domain.cross_tab import Correction, CrossTab, Percent, TableRequest
from whyshore.domain.published import Erratum, FactCheck, Figure, Published
from whyshore.errors import FixableError, closest_hint
from whyshore.ingest.published import read_published
from whyshore.workflow.errata import FILE
from whyshore.workflow.tabulate_survey import SurveyDesk, answers_for, tabulate


@dataclass(frozen=True, slots=True)
class FactsReport:
    """The facts with their verdicts, and the data they were checked on."""

    checks: tuple[FactCheck, ...]
    data: str
    data_hash: str
    synthetic: str
    title: str
    errata: tuple[Erratum, ...] = ()
    """What does not add up in the publication: all of it, or what concerns the chosen facts."""

    @property
    def checkable(self) -> tuple[FactCheck, ...]:
        """Those that a data file can be checked for."""
        return tuple(each for each in self.checks if each.holds is not None)

    @property
    def failing(self) -> tuple[FactCheck, ...]:
        """Those that do not hold."""
        return tuple(each for each in self.checkable if not each.holds)


@dataclass(frozen=True, slots=True)
class RebuiltFigure:
    """A figure made anew, with what was printed in its place."""

    figure: Figure
    table: CrossTab
    facts: tuple[FactCheck, ...]
    errata: tuple[Erratum, ...]


def published_of(desk: SurveyDesk) -> Published:
    """The published numbers beside a survey."""
    return read_published(desk.file.parent / FILE)


def facts_of(desk: SurveyDesk, names: Sequence[str] = ()) -> FactsReport:
    """Check the facts, all of them or some.

    Raises:
        FixableError: a fact is unknown, or the data do not fit survey.yaml.
    """
    published = published_of(desk)
    known = {fact.id: fact for fact in published.facts}
    _check_names(names, known, "fact")
    chosen = tuple(known[name] for name in names) if names else published.facts
    errata = _errata_of(published, names)
    published = replace(published, facts=chosen)
    adoption = [name for name in ("tech",) if name in desk.survey.sets]
    answers = answers_for(desk, adoption, list(expressions_in(published)))
    source = answers.source
    checks = tuple(check_facts(published, answers))
    return FactsReport(
        checks, source.file, source.hash, desk.survey.synthetic, published.title, errata
    )


def _errata_of(published: Published, facts: Sequence[str]) -> tuple[Erratum, ...]:
    if not facts:
        return tuple(published.errata.values())
    about = {
        name
        for figure in published.figures
        if set(figure.facts) & set(facts)
        for name in figure.errata
    }
    return tuple(each for each in published.errata.values() if each.id in about)


def figures_of(desk: SurveyDesk, names: Sequence[str] = ()) -> Iterator[RebuiltFigure]:
    """Rebuild figures, all of them or some, one after the other.

    Raises:
        FixableError: a figure is unknown.
    """
    published = published_of(desk)
    known = {figure.id: figure for figure in published.figures}
    wanted = [name.lower().removeprefix("figure-") for name in names]
    _check_names(wanted, known, "figure")
    checks = {check.fact.id: check for check in facts_of(desk).checks}
    for figure in [known[name] for name in wanted] or published.figures:
        yield RebuiltFigure(
            figure,
            tabulate(desk, _request(figure)),
            tuple(checks[name] for name in figure.facts),
            tuple(published.errata[name] for name in figure.errata),
        )


def _check_names(names: Sequence[str], known: dict[str, object] | dict, what: str) -> None:  # type: ignore[type-arg]
    for name in names:
        if name not in known:
            hint = closest_hint(sorted(known)[:8])
            raise FixableError(f"{FILE} has no {what} “{name}”.{hint}")


def _request(figure: Figure) -> TableRequest:
    return TableRequest(
        rows=figure.rows,
        columns=((figure.by,),) if figure.by else (),
        filter=figure.filter,
        against_total=figure.against_total,
        percent=Percent.NONE if figure.counts else Percent.COLUMN,
        correction=Correction(figure.correction or "holm"),
        total=not figure.by or figure.against_total,
    )
