"""What became of codings in corrected texts, as data for scripts."""

from collections.abc import Mapping, Sequence

from whyshore.domain.anchoring import ChangedText, Doubt, Outcome, Reanchored
from whyshore.domain.project import SyncReport


def report_as_data(report: SyncReport) -> Mapping[str, object]:
    """What reading `interviews/` did or would do."""
    return {
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "renamed": [{"from": before, "to": after} for before, after in report.renamed],
        "corrected": [_changed(each) for each in report.corrected],
        "new_cases": report.new_cases,
        "problems": [str(problem) for problem in report.problems],
        "notices": [str(notice) for notice in report.notices],
    }


def _changed(text: ChangedText) -> Mapping[str, object]:
    return {
        "interview": text.interview,
        "file": text.path,
        **{outcome.name.lower(): text.count(outcome) for outcome in Outcome},
        "each": [_one(each) for each in text.each],
    }


def _one(each: Reanchored) -> Mapping[str, object]:
    placed = each.placed
    lies = placed.outcome is not Outcome.ORPHANED
    return {
        "kind": each.kind.value,
        "id": each.about,
        "what": each.what,
        "outcome": placed.outcome.value,
        "why": placed.why,
        "score": round(placed.score, 3),
        "start": placed.start if lies else None,
        "end": placed.end if lies else None,
        "was": each.was,
        "now": each.now,
        "turn": each.turn,
        "changed": each.is_changed,
    }


def doubts_as_data(doubts: Sequence[Doubt]) -> list[Mapping[str, object]]:
    """What is to be settled, for scripts."""
    return [
        {
            "number": number,
            "kind": each.kind.value,
            "id": each.about,
            "interview": each.interview,
            "what": each.what,
            "state": each.state.value,
            "why": each.why,
            "was": each.was.quote,
            "was_before": each.was.before,
            "was_after": each.was.after,
            "start": each.start,
            "end": each.end,
            "now": each.now,
        }
        for number, each in enumerate(doubts, start=1)
    ]


def doubts_as_text(doubts: Sequence[Doubt]) -> str:
    """What is to be settled, old words above the proposed ones."""
    if not doubts:
        return "Nothing is to be settled: everything lies where its words are.\n"
    lines: list[str] = []
    for number, each in enumerate(doubts, start=1):
        lines.append(f"{number}  {each.state.value}: {each.called} {each.what} ({each.why})")
        lines.append(
            f"   {each.interview}, old:  {_flat(each.was.before, each.was.quote, each.was.after)}"
        )
        if each.start is None:
            lines.append("   no place is proposed; it keeps its words")
        else:
            lines.append(
                f"   {each.where}, now:  {_flat(each.before[-32:], each.now, each.after[:32])}"
            )
    lines.append("Settle with --accept N, --drop N or --adjust N 'words'; each can be undone.")
    return "\n".join([*lines, ""])


def _flat(before: str, words: str, after: str) -> str:
    """Words on one line, marked off from what is around them."""
    return " ".join(f"{before}[[{words}]]{after}".split())
