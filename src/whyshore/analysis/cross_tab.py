"""A variable, a multi-response set or a battery by any number of column variables.

The base of a column is everyone in it who was asked and answered; who was not asked is in no base,
the other missing answers are counted and told. A row whose item fewer answered has its own base.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from whyshore.analysis.chi_square import adjusted_residuals
from whyshore.analysis.intervals import effective_base, wilson
from whyshore.analysis.making import Frame, filter_said, frame_of, is_multi, making_of
from whyshore.analysis.table_plan import (
    Banner,
    Plan,
    PlannedColumn,
    Subject,
    options_of,
    plan_table,
)
from whyshore.analysis.table_tests import Cells, independence, order, with_adjusted
from whyshore.analysis.tally import (
    NOBODY,
    Count,
    ItemCount,
    tally_answers,
    tally_bases,
    tally_items,
)
from whyshore.domain.answers import Answers
from whyshore.domain.cross_tab import (
    Cell,
    Column,
    CrossTab,
    Percent,
    Row,
    RowKind,
    TableRequest,
    Test,
)
from whyshore.domain.survey import Kind, Variable
from whyshore.errors import FixableError, NobodyError

TOTAL = "Total"


@dataclass(frozen=True, slots=True)
class _Line:
    """A row before it is given percents: its counts in each column, and the base of each."""

    key: str
    label: str
    kind: RowKind
    hits: Sequence[Count]
    bases: Sequence[Count]
    depth: int = 0
    tested: bool = False


@dataclass(frozen=True, slots=True)
class _Counted:
    """Everything counted for a table, column by column; the first is the total."""

    plan: Plan
    columns: Sequence[PlannedColumn]
    inside: Frame
    request: TableRequest
    bases: Sequence[Count]
    lines: Sequence[_Line] = ()
    in_full: bool = True

    @property
    def shown(self) -> list[int]:
        """The places of the columns that are shown."""
        some = any(column.shown for column in self.columns[1:])
        total = self.request.total or self.request.against_total or not some
        return [
            place for place, column in enumerate(self.columns) if column.shown and (place or total)
        ]

    @property
    def banners(self) -> list[tuple[Banner, range]]:
        """Each banner with the places of its columns."""
        found, start = [], 1
        for banner in self.plan.banners:
            found.append((banner, range(start, start + len(banner.columns))))
            start += len(banner.columns)
        return found


def cross_tab(
    answers: Answers, request: TableRequest, *, version: str, in_full: bool = True
) -> CrossTab:
    """Count, take percents, test; not in full where tests that take long are to follow.

    Raises:
        FixableError: the request cannot be met, or nobody is left to count.
    """
    plan = plan_table(answers.survey, request)
    columns = _all_columns(plan)
    inside = frame_of(answers, request, plan.asked)
    bases = tally_bases(inside.asked, plan.answered, columns, inside.weight)
    counted = _Counted(plan, columns, inside, request, bases, in_full=in_full)
    _check_somebody(counted)
    subject = plan.subject
    if isinstance(subject, Variable) and subject.kind is Kind.NUMBER:
        from whyshore.analysis.numbers import number_rows

        rows = number_rows(inside, subject.name, plan.banners, columns)
        tests = [test for row in rows for test in row.tests]
        return _table(answers, counted, rows, tests, version)
    counted = replace(counted, lines=_lines(counted))
    rows = [_row(line, counted) for line in counted.lines]
    return _table(answers, counted, rows, _table_tests(counted), version)


def _all_columns(plan: Plan) -> list[PlannedColumn]:
    """The total first: everyone in at least one column, or everyone where there are none."""
    columns = [column for banner in plan.banners for column in banner.columns]
    mask = pl.any_horizontal([each.mask for each in columns]) if columns else pl.lit(value=True)
    return [PlannedColumn("total", TOTAL, "", mask), *columns]


def _lines(counted: _Counted) -> list[_Line]:
    plan, inside = counted.plan, counted.inside
    if plan.items:
        columns = [replace(each, mask=each.mask & plan.answered) for each in counted.columns]
        counts = tally_items(inside.asked, plan.items, columns, inside.weight)
        return _item_lines(plan, counts, counted.bases)
    subject = plan.subject
    if not isinstance(subject, Variable):
        raise FixableError(f"`{subject.name}` has no items.")
    found = tally_answers(inside.asked, subject.name, counted.columns, inside.weight)
    return _answer_lines(subject, found, counted.bases, counted.request)


def _answer_lines(
    subject: Variable,
    found: Sequence[Mapping[str, Count]],
    bases: Sequence[Count],
    request: TableRequest,
) -> list[_Line]:
    options = options_of(subject)
    lines = [
        _Line(key, label, RowKind.ANSWER, [each.get(key, NOBODY) for each in found], bases)
        for key, label in options.items()
    ]
    for label, values in _nets(subject, request).items():
        strange = [value for value in values if value not in options]
        if strange:
            known = ", ".join(options)
            raise FixableError(
                f"The net “{label}” names “{strange[0]}”, which is no answer to `{subject.name}`. "
                f"There are: {known}."
            )
        hits = [sum((each.get(value, NOBODY) for value in values), NOBODY) for each in found]
        lines.append(_Line(label, label, RowKind.NET, hits, bases, tested=True))
    lines.append(_Line("total", TOTAL, RowKind.SUM, bases, bases))
    return lines


def _nets(subject: Variable, request: TableRequest) -> dict[str, tuple[str, ...]]:
    nets = {net.label: net.values for net in subject.nets}
    top = request.top or subject.top
    if top:
        labels = [subject.label_of(value) for value in top]
        nets[f"Top {len(top)}: {', '.join(labels)}"] = tuple(top)
    return nets | dict(request.nets)


def _item_lines(
    plan: Plan, counts: Sequence[Sequence[ItemCount]], bases: Sequence[Count]
) -> list[_Line]:
    lines = []
    for place, item in enumerate(plan.items):
        own = [column[place] for column in counts]
        lines.append(
            _Line(
                item.key,
                item.label,
                item.kind,
                [each.hit for each in own],
                [each.answered for each in own],
                item.depth,
                item.tested,
            )
        )
    if not any(line.depth for line in lines) and is_multi(plan.subject):
        items = [line for line in lines if line.kind is RowKind.ITEM]
        sums = [sum((line.hits[place] for line in items), NOBODY) for place in range(len(bases))]
        lines.append(_Line("sum", "Sum of answers", RowKind.SUM, sums, bases))
    return lines


def _check_somebody(counted: _Counted) -> None:
    inside, filtered = counted.inside, counted.request.filter
    if counted.bases[0].n:
        return
    if filtered and not inside.everybody.height:
        raise NobodyError(
            f"The filter “{filtered}” leaves nobody of the {inside.file_rows} {inside.unit} "
            "in the file."
        )
    raise NobodyError(
        f"Nobody is left to count: of {inside.file_rows} {inside.unit}, "
        f"{inside.everybody.height} pass the filter, {inside.asked.height} of these were asked, "
        "and none of these is in the columns with an answer."
    )


# --- percents ---


def _row(line: _Line, counted: _Counted) -> Row:
    residuals = _residuals(line, counted)
    cells = [_cell(line, place, counted, residuals.get(place)) for place in counted.shown]
    tests = _row_tests(line, counted) if line.tested else []
    return Row(line.key, line.label, line.kind, tuple(cells), tuple(tests), line.depth)


def _row_tests(line: _Line, counted: _Counted) -> list[Test]:
    """The row against all who answered otherwise, for each banner."""
    inside = counted.inside
    return [
        test
        for banner, places in counted.banners
        if not banner.overlapping and len(places) > 1
        for test in independence(
            _against_rest(line, places),
            what=banner.label,
            weighted=bool(inside.weight),
            design=inside.design,
            in_full=counted.in_full,
            with_yates=counted.request.yates,
        )
    ]


def _against_rest(line: _Line, places: Sequence[int]) -> Cells:
    hits = [line.hits[place] for place in places]
    return [hits, [line.bases[place] - line.hits[place] for place in places]]


def _residuals(line: _Line, counted: _Counted) -> dict[int, float | None]:
    found: dict[int, float | None] = {}
    wanted = counted.request.residuals and not counted.inside.weight
    if not wanted or line.kind is RowKind.SUM:
        return found
    for banner, places in counted.banners:
        if not banner.overlapping and len(places) > 1:
            table = [[cell.n for cell in row] for row in _against_rest(line, places)]
            found |= dict(zip(places, adjusted_residuals(table)[0], strict=True))
    return found


def _cell(line: _Line, place: int, counted: _Counted, residual: float | None) -> Cell:
    hit = line.hits[place]
    base = _base(line, place, counted)
    share = hit.weight / base.weight if base.weight else None
    weighted = bool(counted.inside.weight)
    low, high = _bounds(line, share, base, counted)
    no_percent = share is None or counted.request.percent is Percent.NONE
    return Cell(
        count=hit.n,
        base=base.n,
        percent=None if share is None or no_percent else 100 * share,
        weighted=hit.weight if weighted else None,
        weighted_base=base.weight if weighted else None,
        low=low,
        high=high,
        residual=residual,
    )


def _bounds(
    line: _Line, share: float | None, base: Count, counted: _Counted
) -> tuple[float | None, float | None]:
    """The interval of a share, by the effective base where weights differ."""
    if not counted.request.intervals or share is None or line.kind is RowKind.SUM:
        return None, None
    n = effective_base(base.weight, base.squares) if counted.inside.weight else base.n
    bounds = wilson(share, n or 0, counted.request.population)
    return (100 * bounds[0], 100 * bounds[1]) if bounds else (None, None)


def _base(line: _Line, place: int, counted: _Counted) -> Count:
    """What a percent is of: the column, the row or the table; respondents, or answers given."""
    if counted.request.percent is Percent.ROW:
        return line.hits[0]
    at = 0 if counted.request.percent is Percent.CELL else place
    if counted.request.of_responses and is_multi(counted.plan.subject):
        if line.kind in {RowKind.NONE, RowKind.NET}:
            return NOBODY  # they are respondents, not answers given
        items = [each for each in counted.lines if each.kind is RowKind.ITEM]
        return sum((each.hits[at] for each in items), NOBODY)
    return line.bases[at]


# --- the whole table ---


def _table_tests(counted: _Counted) -> list[Test]:
    subject, weighted = counted.plan.subject, bool(counted.inside.weight)
    answers = [line for line in counted.lines if line.kind is RowKind.ANSWER]
    if not isinstance(subject, Variable) or counted.plan.items or not answers:
        return []
    tests = []
    for banner, places in counted.banners:
        if banner.overlapping or len(places) < 2:  # noqa: PLR2004 - nothing to compare
            continue
        cells = [[line.hits[place] for place in places] for line in answers]
        what, design, in_full = banner.label, counted.inside.design, counted.in_full
        tests += independence(cells, what=what, weighted=weighted, design=design, in_full=in_full)
        if subject.kind in {Kind.ORDERED, Kind.LIKERT} and not weighted:
            tests += order(cells, what=what, ordered_columns=banner.ordered)
    return tests


def _table(
    answers: Answers,
    counted: _Counted,
    rows: Sequence[Row],
    tests: Sequence[Test],
    version: str,
) -> CrossTab:
    plan, request = counted.plan, counted.request
    adjusted, family = with_adjusted(rows, request.correction)
    notes = _notes(counted)
    if request.suppress:
        from whyshore.analysis.suppression import suppressed

        adjusted, hidden = suppressed(
            adjusted, request.suppress, adds_up=not plan.items, known=request.known
        )
        tests = [] if hidden else tests
        notes.append(
            f"{hidden} cells are not shown: counts under {request.suppress}, "
            "and those from which they could be worked out"
        )
    in_columns = counted.columns[0].mask if plan.banners else None
    made = making_of(answers, plan.subject, in_columns, counted.inside)
    return CrossTab(
        title=_title(plan),
        request=request,
        columns=tuple(_column(counted, place) for place in counted.shown),
        rows=tuple(adjusted),
        tests=tuple(tests),
        making=replace(
            made,
            version=version,
            filter=filter_said(answers.survey, request),
            notes=(*notes, *made.notes),
        ),
        family=family,
        percent_of=_percent_of(plan, request),
        weighted=bool(counted.inside.weight),
    )


def _title(plan: Plan) -> str:
    by = ", ".join(banner.label for banner in plan.banners)
    return f"{plan.subject.title} by {by}" if by else plan.subject.title


def _column(counted: _Counted, place: int) -> Column:
    planned, base = counted.columns[place], counted.bases[place]
    weighted = bool(counted.inside.weight)
    return Column(
        key=planned.key,
        label=planned.label,
        banner=planned.banner,
        base=base.n,
        weighted_base=base.weight if weighted else None,
        effective_base=effective_base(base.weight, base.squares) if weighted else None,
    )


def _percent_of(plan: Plan, request: TableRequest) -> str:
    if request.percent is Percent.NONE or (
        isinstance(plan.subject, Variable) and plan.subject.kind is Kind.NUMBER
    ):
        return "none"
    what = {
        Percent.COLUMN: "column per cent",
        Percent.ROW: "row per cent",
        Percent.CELL: "per cent of the table",
    }[request.percent]
    if not is_multi(plan.subject):
        return what
    kind = "of responses" if request.of_responses else "of cases (may add up to more than 100)"
    return f"{what} {kind}"


def _has_order(subject: Subject) -> bool:
    ranked = {Kind.ORDERED, Kind.LIKERT, Kind.NUMBER}
    return isinstance(subject, Variable) and subject.kind in ranked


def _notes(counted: _Counted) -> list[str]:
    notes = []
    for banner in counted.plan.banners:
        if banner.overlapping:
            notes.append(f"the columns of {banner.label} overlap and are not tested")
        if counted.request.against_total:
            notes.append(
                f"the total contains “{banner.label}”, so the two are not tested as two samples; "
                "the part is tested against its complement"
            )
    if counted.inside.weight and counted.plan.banners and _has_order(counted.plan.subject):
        notes.append("with weights, ordered answers are not tested by rank")
    return notes
