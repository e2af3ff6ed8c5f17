"""What the tables of a project keep, in words for a person."""

from collections.abc import Mapping

from whyshore.domain.words import counted

_WORDS: Mapping[str, tuple[str, str]] = {
    "research_case": ("case", "cases"),
    "case_group": ("row of the synthesis", "rows of the synthesis"),
    "case_group_member": ("case in a row of the synthesis", "cases in rows of the synthesis"),
    "passage": ("passage about a case", "passages about a case"),
    "evidence": ("quote under a statement", "quotes under statements"),
    "guide_pin": ("pinned turn", "pinned turns"),
    "survey_link": ("link to a respondent", "links to respondents"),
    "joint_finding": ("note on a joint display", "notes on joint displays"),
    "codebook_step": ("change of codebook.yaml", "changes of codebook.yaml"),
    "adrift:coding": ("coding that needs review", "codings that need review"),
    "adrift:passage": ("passage that needs review", "passages that need review"),
    "adrift:guide_pin": ("pinned turn that needs review", "pinned turns that need review"),
}
"""One and several, for the tables whose own name would not do; of what is adrift, by its kind."""
_SEVERAL = dict(_WORDS.values())


def called(table: str, key: str) -> str:
    """What a row is, by its table and its id, such as `coding that needs review`."""
    name = f"{table}:{key.partition(':')[0]}" if table == "adrift" else table
    return _WORDS[name][0] if name in _WORDS else name


def counted_kind(count: int, kind: str) -> str:
    """How many of what `called` gives: `1 pinned turn`, `2 codings that need review`."""
    return f"{count} {_SEVERAL[kind]}" if count != 1 and kind in _SEVERAL else counted(count, kind)
