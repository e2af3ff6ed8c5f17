"""What single respondents answered, in words: for the firms that a person linked to cases."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from whyshore import __version__
from whyshore.analysis.evaluate import condition
from whyshore.coding.look_up import closest
from whyshore.domain.answers import Answers, Source, option_column, why_missing
from whyshore.domain.expressions import Expression
from whyshore.domain.survey import Kind, Survey, Variable
from whyshore.errors import FixableError, closest_hint
from whyshore.workflow.tabulate_survey import SurveyDesk, answers_for

_TRUE_OF = "\0true"


@dataclass(frozen=True, slots=True)
class RespondentAnswers:
    """Answers in words, by respondent and variable; a missing answer is absent."""

    survey: Survey
    source: Source
    words: Mapping[str, Mapping[str, tuple[str, ...]]]
    holds: Mapping[str, bool | None]
    """Whether the rule that was asked about holds for each respondent."""
    answers: Answers


def answers_in_words(
    desk: SurveyDesk,
    names: Sequence[str],
    respondents: Collection[str],
    rule: Expression | None = None,
    also: Sequence[Expression] = (),
) -> RespondentAnswers:
    """What some respondents answered; `also` names expressions that will be worked out later.

    Raises:
        FixableError: a variable is unknown or confidential, or the survey has no key.
    """
    survey = desk.survey
    check_can_be_shown(survey, names)
    key = survey.key
    if respondents and not key:
        raise FixableError(f"{desk.file.name} has no `key`, so respondents cannot be told apart.")
    rules = [rule] if rule else []
    answers = answers_for(desk, [*([key] if key else []), *names], [*rules, *also])
    survey = answers.survey
    words: dict[str, dict[str, tuple[str, ...]]] = {}
    true_of: dict[str, bool | None] = {}
    for row in _rows(answers, respondents, rule) if respondents else ():
        who = str(row[key])
        words[who] = {
            name: found
            for name in names
            if (found := tuple(_in_words(survey.variables[name], row)))
        }
        if rule:
            true_of[who] = bool(row[_TRUE_OF]) if row[_TRUE_OF] is not None else None
    return RespondentAnswers(survey, answers.source, words, true_of, answers)


def check_can_be_shown(survey: Survey, names: Sequence[str]) -> None:
    """Make sure that names are variables whose answers may be shown.

    Raises:
        FixableError: one is unknown, or confidential.
    """
    for name in names:
        if name not in survey.variables:
            near = closest_hint(closest(name, list(survey.variables)))
            raise FixableError(f"The survey has no variable “{name}”.{near}")
        if survey.variables[name].confidential:
            raise FixableError(f"`{name}` is confidential and cannot be shown.")


def about_data(found: RespondentAnswers) -> tuple[str, ...]:
    """What stands below everything that comes from the survey."""
    synthetic = (found.survey.synthetic,) if found.survey.synthetic else ()
    source = found.source
    return (*synthetic, data_line(source.file, source.hash, source.rows, found.survey.unit))


def data_line(file: str, digest: str, rows: int, unit: str) -> str:
    """Which data file, in which state."""
    return f"Data: {file}, {rows} {unit}, SHA-256 {digest[:16]}; whyshore {__version__}."


def _rows(
    answers: Answers, respondents: Collection[str], rule: Expression | None
) -> Iterator[Mapping[str, object]]:
    frame = answers.frame
    if rule:
        frame = frame.with_columns(condition(rule, answers.survey).alias(_TRUE_OF))
    wanted = pl.col(answers.survey.key).cast(pl.String).is_in(sorted(respondents))
    yield from frame.filter(wanted).iter_rows(named=True)


def _in_words(variable: Variable, row: Mapping[str, object]) -> Iterator[str]:
    if variable.kind is Kind.SEVERAL:
        for option in variable.options:
            if row.get(option_column(variable.name, option.value)):
                yield option.label
        return
    value = row[variable.name]
    if value is None:
        reason = row.get(why_missing(variable.name))
        if reason:
            yield f"({reason})"
    elif isinstance(value, bool):
        yield "yes" if value else "no"
    elif isinstance(value, float):
        yield f"{value:g}"
    else:
        yield variable.label_of(str(value))
