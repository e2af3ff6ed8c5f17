"""Change single lines of a codebook file, and leave every other byte as people wrote it.

The file is never written anew from what was read. Its YAML nodes say where a code stands, lines
are put in or taken out there, and the result counts only if reading it again gives the codes
that were there, in their order, and the change that was asked for.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from whyshore.domain.codebook import Code, Codebook
from whyshore.errors import FixableError, ProblemsError
from whyshore.ingest.codebook import codebook_in
from whyshore.ingest.written_lines import WrittenFile
from whyshore.ingest.yaml_nodes import YamlText
from whyshore.ingest.yaml_places import Ways
from whyshore.ingest.yaml_rewrites import Rewrites


def with_code(raw: bytes, file: str, new: Code) -> bytes:
    """A codebook file with one more code, below its parent or at the end.

    Raises:
        ProblemsError: the file has problems already.
        FixableError: there is no place where the code could go without touching other lines.
    """
    written = WrittenFile.read(raw, file)
    before = codebook_in(written.text, file)
    places = _places(written, file)
    after = _first_that_reads(
        written,
        places.for_new(new),
        file,
        _with(before, new),
        grouping={new.parent},
        inheriting={new.id},
    )
    if after is None:
        raise FixableError(
            f"No code can be added {f'under “{new.parent}”' if new.parent else 'to it'} without "
            f"changing other lines of {file}. Add it in an editor."
        )
    return after


def without_code(raw: bytes, file: str, code: str) -> bytes:
    """A codebook file without one of its codes, which has none below it.

    Comments above the code stay: they may be about more than this code.

    Raises:
        ProblemsError: the file has problems already.
        UnknownCodeError: it has no such code.
        FixableError: the code cannot be taken out without touching other lines.
    """
    written = WrittenFile.read(raw, file)
    before = codebook_in(written.text, file)
    gone = before.find(code)
    places = _places(written, file)
    rest = [each for each in before.codes if each is not gone]
    after = _first_that_reads(written, places.for_removal(code), file, rest, grouping={gone.parent})
    if after is None:
        raise FixableError(
            f"“{code}” cannot be taken out of {file} without changing other lines. Use an editor."
        )
    return after


def with_values(raw: bytes, file: str, code: str, values: Mapping[str, str | None]) -> bytes:
    """A codebook file in which a code has other values; None takes a key out.

    `values` may hold `id`, `name` and `deprecated`. A new id is put wherever codes name the old
    one as the code above them.

    Raises:
        ProblemsError: the file has problems already, or would have with these values.
        UnknownCodeError: it has no such code.
        FixableError: the values cannot be written without touching other lines.
    """
    written = WrittenFile.read(raw, file)
    before = codebook_in(written.text, file)
    old = before.find(code)
    new = values.get("id") or code
    wanted = [_revalued(each, code, new, values) for each in before.codes]
    ways = _places(written, file).for_values(code, dict(values))
    after = _first_that_reads(written, ways, file, wanted, grouping={new})
    if after is None:
        raise FixableError(
            f"“{code}” (line {old.line}) cannot be changed in {file} without changing other lines, "
            "as where an anchor (&name) is used elsewhere. Use an editor."
        )
    return after


def with_code_moved(raw: bytes, file: str, code: str, parent: str | None) -> bytes:
    """A codebook file in which a code, with all below it, stands under another or at the top.

    Comments right above the code go with it, unless it is the first of its list.

    Raises:
        ProblemsError: the file has problems already.
        UnknownCodeError: it has no such code.
        FixableError: the code cannot be moved without touching other lines.
    """
    written = WrittenFile.read(raw, file)
    before = codebook_in(written.text, file)
    old = before.find(code)
    inside = {each.id for each in before.branch(code)}
    moved = [replace(each, parent=parent) if each is old else each for each in before.codes]
    ways = _places(written, file).for_move(code, parent)
    grouping = {old.parent, parent}
    after = _first_that_reads(
        written, ways, file, moved, grouping=grouping, inheriting=inside, mobile=inside
    )
    if after is None:
        raise FixableError(
            f"“{code}” (line {old.line}) cannot be moved in {file} without changing other lines. "
            "Use an editor."
        )
    return after


def _places(written: WrittenFile, file: str) -> Rewrites:
    return Rewrites(written.text, YamlText(file, written.text).root())


def _revalued(each: Code, code: str, new: str, values: Mapping[str, str | None]) -> Code:
    """A code as it should be read afterwards."""
    if each.parent == code:
        return replace(each, parent=new)
    if each.id != code:
        return each
    name, deprecated = values.get("name"), values.get("deprecated", each.deprecated)
    return replace(each, id=new, name=name or each.name, deprecated=deprecated or "")


def _with(before: Codebook, new: Code) -> list[Code]:
    """The codes as they should be read afterwards: the new one is the last below its parent."""
    codes = list(before.codes)
    branch = before.branch(new.parent) if new.parent else codes[-1:]
    after = codes.index(branch[-1]) + 1 if branch else 0
    return [*codes[:after], new, *codes[after:]]


def _first_that_reads(  # noqa: PLR0913 - what may differ, and what may not
    written: WrittenFile,
    ways: Ways,
    file: str,
    wanted: Sequence[Code],
    *,
    grouping: Collection[str | None],
    inheriting: Collection[str] = (),
    mobile: Collection[str] = (),
) -> bytes | None:
    """The first way after which the file holds just the wanted codes, in their order.

    What follows from other lines is not compared: what the codes of `inheriting` take over from
    above, whether those of `grouping` go on text, where `mobile` ones come among the others.
    """

    def comparable(codes: Sequence[Code]) -> list[Code]:
        plain = [
            replace(
                each,
                line=0,
                facets={} if each.id in inheriting else each.facets,
                assignable=each.id in grouping or each.assignable,
            )
            for each in codes
        ]
        return sorted(plain, key=lambda each: each.id in mobile)

    for splices in ways:
        raw = written.spliced(splices)
        try:
            found = codebook_in(WrittenFile.read(raw, file).text, file)
        except ProblemsError:
            continue
        if comparable(found.codes) == comparable(wanted):
            return raw
    return None
