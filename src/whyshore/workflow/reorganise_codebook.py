"""Rename, move, merge, split and deprecate codes: each shown first, then one event with undo."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from whyshore.coding.new_codes import id_problem, proposed_chord, proposed_id
from whyshore.domain.codebook import Code, Codebook
from whyshore.domain.codebook_change import CodebookChange
from whyshore.domain.words import counted
from whyshore.errors import FixableError, UnknownCodeError
from whyshore.ingest.codebook_edit import with_code, with_code_moved, with_values, without_code
from whyshore.workflow.change_codebook import CodeInUseError, code_problem, preview_of, uses
from whyshore.workflow.project import CODEBOOK, GUIDE, SURVEY, Project

TEXTS = ("definition", "include", "exclude")


def preview_rename(
    project: Project, code: str, *, new_id: str = "", name: str = ""
) -> CodebookChange:
    """What giving a code another id, another name, or both would change.

    A code that is missing from the codebook, as after a rename in an editor, may get the id of
    one that is in it: its codings follow, and the file stays as it is.

    Raises:
        UnknownCodeError: neither the codebook nor a coding has the code.
        FixableError: id or name will not do.
    """
    book, name = project.codebook(), " ".join(name.split())
    if code not in book:
        return _preview_following(project, book, code, new_id)
    old = book.find(code)
    values = {"id": new_id, "name": name}
    changed = {key: value for key, value in values.items() if value not in {"", getattr(old, key)}}
    if not changed:
        raise FixableError(f"Nothing would change: “{code}” has that id and name already.")
    new = changed.get("id", code)
    problem = id_problem(book, new) if new != code else ""
    if problem:
        raise FixableError(problem)
    called = f"“{name}”" if "name" in changed else ""
    told = [f"rename code {code}", f"to {new}" if new != code else "", called]
    change = preview_of(
        project,
        " ".join(each for each in told if each),
        replace(old, id=new, name=name or old.name),
        lambda raw: with_values(raw, CODEBOOK, code, changed),
        list(_mentions(project, book, code)) if new != code else (),
    )
    return _recoding(project, change, code, new, same=True) if new != code else change


def _preview_following(project: Project, book: Codebook, code: str, new_id: str) -> CodebookChange:
    """What giving the codings of a missing code to one in the codebook would change."""
    used = uses(project, code)
    if not used:
        raise UnknownCodeError(code)
    if new_id not in book:
        raise FixableError(
            f"“{code}” is missing from {CODEBOOK} and on {counted(used, 'passage')}. Say the id of "
            "the code it is called now; whyshore codebook diff proposes one."
        )
    book.assignable(new_id)
    summary = f"rename code {code} to {new_id} (as in {CODEBOOK})"
    change = preview_of(project, summary, book.find(new_id), lambda raw: raw)
    return _recoding(project, change, code, new_id, same=True)


def preview_move(project: Project, code: str, parent: str | None) -> CodebookChange:
    """What putting a code, with all below it, under another or at the top would change.

    Raises:
        UnknownCodeError: the codebook has no such code.
        FixableError: it is there already, or would be below itself.
    """
    book = project.codebook()
    old = book.find(code)
    if parent is not None:
        book.find(parent)
    if parent == old.parent:
        raise FixableError(f"“{code}” is there already.")
    if parent in {each.id for each in book.branch(code)}:
        raise FixableError(f"“{code}” cannot go below itself.")
    where = f"under {parent}" if parent else "to the top"
    notes = [*_grouping(project, book, parent), *_facets_change(book, code, parent)]
    return preview_of(
        project,
        f"move code {code} {where}",
        replace(old, parent=parent),
        lambda raw: with_code_moved(raw, CODEBOOK, code, parent),
        notes,
    )


def preview_merge(project: Project, code: str, into: str) -> CodebookChange:
    """What merging a code into another would change: its codings get it, its lines go.

    Where one coder has both on the same words, the two codings become one.

    Raises:
        UnknownCodeError: neither the codebook nor a coding has the code.
        CodeInUseError: it has codes below it.
        FixableError: the other cannot be put on text, or is the same.
    """
    book = project.codebook()
    if code == into:
        raise FixableError(f"“{code}” cannot be merged into itself.")
    target = book.assignable(into)
    if code not in book and not uses(project, code):
        raise UnknownCodeError(code)
    below = len(book.children.get(code, ()))
    if below:
        raise CodeInUseError(f"“{code}” has {counted(below, 'code')} below it. Move those first.")
    notes = list(_mentions(project, book, code))
    lost = _said(book.by_id.get(code))
    if lost:
        notes.append(f"What “{code}” says goes with it ({', '.join(lost)}); the log keeps it.")
    change = preview_of(
        project,
        f"merge code {code} into {into}",
        target,
        lambda raw: without_code(raw, CODEBOOK, code) if code in book else raw,
        notes,
    )
    return _recoding(project, change, code, into, same=False)


def preview_split(project: Project, code: str, parts: Sequence[Code]) -> CodebookChange:
    """What splitting a code would change: new codes beside it, and itself deprecated.

    Its codings stay until each is given one of the new codes. A part that is in the codebook
    already takes part as it is.

    Raises:
        UnknownCodeError: the codebook has no such code.
        FixableError: fewer than two parts, or one of them will not do.
    """
    book = project.codebook()
    old = book.assignable(code)
    named = [each.id for each in parts]
    if len(set(named)) < 2 or code in named:  # noqa: PLR2004 - one part is no split
        raise FixableError("A code is split into two others or more.")
    new = [each for each in parts if each.id not in book]
    why = f"split into {', '.join(named)}"

    def changed(raw: bytes) -> bytes:
        for each in new:
            raw = with_code(raw, CODEBOOK, each)
        return with_values(raw, CODEBOOK, code, {"deprecated": why})

    for each in new:
        problem = code_problem(book, each)
        if problem:
            raise FixableError(problem)
    used = uses(project, code)
    notes = [f"{counted(used, 'coding')} of “{code}” wait to be sorted into them."] if used else []
    change = preview_of(project, f"split code {code} into {', '.join(named)}", old, changed, notes)
    return replace(change, queue=tuple(named), codings=0)


def parts_named(
    book: Codebook, old: Code, names: Sequence[str], taken: Set[str] = frozenset()
) -> list[Code]:
    """The codes to split a code into: those in the codebook, or new ones beside it.

    Ids and chords of new ones are proposed; `taken` are letters that no chord should begin with.
    """
    parts: list[Code] = []
    for words in names:
        name = " ".join(words.split())
        known = book.by_id.get(name)
        if known is None and name:
            known = Code(
                proposed_id(book, name, old.parent),
                name,
                parent=old.parent,
                chord=proposed_chord(book, name, old.parent, taken),
            )
            book = replace(book, codes=(*book.codes, known))
        if known is not None:
            parts.append(known)
    return parts


def preview_deprecation(project: Project, code: str, why: str = "") -> CodebookChange:
    """What deprecating a code would change: its codings stay, and it goes on no more text.

    Raises:
        UnknownCodeError: the codebook has no such code.
        FixableError: it is deprecated already.
    """
    old = project.codebook().find(code)
    if old.deprecated:
        raise FixableError(f"“{code}” is deprecated already ({old.deprecated}).")
    words = " ".join(why.split()) or "no longer used"
    used = uses(project, code)
    notes = [f"It stays on {counted(used, 'passage')}."] if used else []
    return preview_of(
        project,
        f"deprecate code {code}",
        old,
        lambda raw: with_values(raw, CODEBOOK, code, {"deprecated": words}),
        notes,
    )


def _recoding(
    project: Project, change: CodebookChange, code: str, new: str, *, same: bool
) -> CodebookChange:
    """A change after which the codings of a code have another one, and how many that are."""
    used = uses(project, code)
    told = (f"{counted(used, 'coding')} of “{code}” get “{new}”.",) if used else ()
    return replace(
        change,
        recoded=(code, new),
        same_meaning=same,
        codings=used,
        notes=(*told, *change.notes),
    )


def _mentions(project: Project, book: Codebook, code: str) -> Iterator[str]:
    """Where the id of a code is written that is not changed with it."""
    word = re.compile(rf"(?<![\w.-]){re.escape(code)}(?![\w-])")
    naming = [
        each.id
        for each in book.codes
        if each.id != code and any(word.search(getattr(each, text)) for text in TEXTS)
    ]
    if naming:
        yield f"“{code}” is mentioned in the words of {', '.join(naming)}; those stay as they are."
    files = [project.folder / GUIDE, *sorted((project.folder / SURVEY).glob("*.yaml"))]
    for file in files:
        if file.is_file() and word.search(file.read_text("utf-8", errors="replace")):
            yield f"{file.relative_to(project.folder)} names “{code}”; change it there, too."


def _grouping(project: Project, book: Codebook, parent: str | None) -> Iterator[str]:
    """What follows for the code above: with its first code below it, it only groups."""
    if parent is None or book.children.get(parent) or not book.find(parent).assignable:
        return
    used = uses(project, parent)
    stays = f" It stays on {counted(used, 'passage')}." if used else ""
    yield f"“{parent}” only groups codes from then on: it goes on no more text.{stays}"


def _facets_change(book: Codebook, code: str, parent: str | None) -> Iterator[str]:
    """Facets that a code takes over from above, and that another code above has otherwise."""
    here, there = book.find(code).facets, book.find(parent).facets if parent else {}
    above = book.find(code).parent
    was = book.find(above).facets if above else {}
    for facet in book.facets:
        value, after = here.get(facet.id), there.get(facet.id)
        if value == was.get(facet.id) and value != after:
            yield (
                f"Its {facet.id} comes from above: {value or 'none'} becomes {after or 'none'}, "
                "unless its own lines say otherwise."
            )


def _said(code: Code | None) -> list[str]:
    keys = (*TEXTS, "examples", "cues")
    return [key for key in keys if code is not None and getattr(code, key)]
