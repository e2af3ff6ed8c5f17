"""Change single lines of a codebook file, and leave every other byte as people wrote it.

The file is never written anew from what was read. Its YAML nodes say where a code stands, lines
are put in or taken out there, and the result counts only if reading it again gives the codes
that were there, in their order, and the change that was asked for.
"""

from collections.abc import Sequence
from dataclasses import replace

from whyshore.domain.codebook import Code, Codebook
from whyshore.errors import FixableError, ProblemsError
from whyshore.ingest.codebook import codebook_in
from whyshore.ingest.written_lines import WrittenFile
from whyshore.ingest.yaml_nodes import YamlText
from whyshore.ingest.yaml_places import Places, Ways


def with_code(raw: bytes, file: str, new: Code) -> bytes:
    """A codebook file with one more code, below its parent or at the end.

    Raises:
        ProblemsError: the file has problems already.
        FixableError: there is no place where the code could go without touching other lines.
    """
    written = WrittenFile.read(raw, file)
    before = codebook_in(written.text, file)
    places = Places(written.text, YamlText(file, written.text).root())
    after = _first_that_reads(written, places.for_new(new), file, _with(before, new), new)
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
    places = Places(written.text, YamlText(file, written.text).root())
    rest = [each for each in before.codes if each is not gone]
    after = _first_that_reads(written, places.for_removal(code), file, rest, gone)
    if after is None:
        raise FixableError(
            f"“{code}” cannot be taken out of {file} without changing other lines. Use an editor."
        )
    return after


def _with(before: Codebook, new: Code) -> list[Code]:
    """The codes as they should be read afterwards: the new one is the last below its parent."""
    codes = list(before.codes)
    branch = before.branch(new.parent) if new.parent else codes[-1:]
    after = codes.index(branch[-1]) + 1 if branch else 0
    return [*codes[:after], new, *codes[after:]]


def _first_that_reads(
    written: WrittenFile, ways: Ways, file: str, wanted: Sequence[Code], changed: Code
) -> bytes | None:
    """The first way after which the file holds just the wanted codes, in their order."""
    for splices in ways:
        raw = written.spliced(splices)
        try:
            found = codebook_in(WrittenFile.read(raw, file).text, file)
        except ProblemsError:
            continue
        if [_comparable(each, changed) for each in found.codes] == [
            _comparable(each, changed) for each in wanted
        ]:
            return raw
    return None


def _comparable(code: Code, changed: Code) -> Code:
    """A code without what follows from other lines: where it stands, what it inherits.

    A code with its first code below it only groups from then on, unless its file says otherwise.
    """
    return replace(
        code,
        line=0,
        facets={} if code.id == changed.id else code.facets,
        assignable=code.id == changed.parent or code.assignable,
    )
