"""The facts check and rebuilt figures as text, Markdown, CSV and JSON."""

from collections.abc import Sequence

from whyshore.domain.published import Erratum, FactCheck, Figure
from whyshore.export.plain_rows import Rows

VERDICTS = {True: "holds", False: "FAILS", None: "no check"}
NOT_PUBLISHED = "not published"


def facts_rows(checks: Sequence[FactCheck]) -> Rows:
    """A row per fact: what was printed, what was found, and whether it holds."""
    return Rows(
        ("Fact", "Where", "Published", "Here", "Verdict", "Statement"),
        tuple(
            (
                check.fact.id,
                check.fact.where,
                printed(check),
                check.found,
                VERDICTS[check.holds],
                check.fact.statement,
            )
            for check in checks
        ),
    )


def printed(check: FactCheck) -> str:
    """What the publication says, in its own words where they are known."""
    fact = check.fact
    if not fact.value:
        return fact.quote or "an order, no number"
    op = fact.check.op if fact.check else ""
    sign = {"gt": "> ", "lt": "< ", "almost": "almost "}.get(op, "")
    unit = "%" if fact.unit.startswith("percent") else ""
    return f"{sign}{fact.value}{unit}"


def facts_summary(holding: int, checkable: int, everything: int) -> str:
    """How many hold, as a sentence."""
    rest = everything - checkable
    also = f"; {rest} more cannot be checked on a data file" if rest else ""
    return f"{holding} of {checkable} checkable facts hold{also}."


def figure_lines(
    figure: Figure, checks: Sequence[FactCheck], errata: Sequence[Erratum]
) -> list[str]:
    """What stands below a rebuilt figure: the published numbers, what is lost, the errata."""
    lines = [f"Published as {figure.name}, “{figure.title}”:"]
    numbers = [check for check in checks if check.fact.value and check.holds is not None]
    lines += [f"  {_beside(check)}" for check in checks if check.holds is not None]
    if not numbers:
        lines.append(f"  numbers: {NOT_PUBLISHED}")
    if figure.lost:
        lines.append(f"  {NOT_PUBLISHED}: {figure.lost}")
    lines += [f"  {erratum_line(each)}" for each in errata]
    return lines


def erratum_line(each: Erratum) -> str:
    """What does not add up, where, and how sure that is."""
    return f"Erratum {each.id} ({each.where}; {each.status}): {each.note}."


def erratum_as_data(each: Erratum) -> dict[str, str]:
    """One erratum for a script."""
    return {"id": each.id, "where": each.where, "status": each.status, "note": each.note}


def _beside(check: FactCheck) -> str:
    note = f" — {check.fact.note}" if check.fact.note else ""
    return (
        f"{check.fact.id} {check.fact.statement}: published {printed(check)}, "
        f"here {check.found}: {VERDICTS[check.holds]}{note}"
    )


def fact_as_data(check: FactCheck) -> dict[str, object]:
    """One fact for a script."""
    fact = check.fact
    return {
        "id": fact.id,
        "where": fact.where,
        "statement": fact.statement,
        "published": printed(check),
        "quote": fact.quote,
        "found": check.found,
        "holds": check.holds,
        "note": fact.note,
    }
