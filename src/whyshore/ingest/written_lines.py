"""A text file as people wrote it: its encoding and line ends are kept when lines change."""

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass

from whyshore.errors import FixableError
from whyshore.ingest.decode import decode

_LINE_END = re.compile("\r\n|\r|\n")
_MARKS = (
    codecs.BOM_UTF32_LE,
    codecs.BOM_UTF32_BE,
    codecs.BOM_UTF8,
    codecs.BOM_UTF16_LE,
    codecs.BOM_UTF16_BE,
)  # that of UTF-16 begins that of UTF-32


@dataclass(frozen=True, slots=True, order=True)
class Splice:
    """Put a text in place of the characters from start up to, not including, end."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file's text with line ends settled, and as it is written."""

    text: str
    """With LF at every line's end; positions are positions in it."""
    mark: bytes
    written: str
    encoding: str

    @classmethod
    def read(cls, raw: bytes, file: str) -> "WrittenFile":
        """Take a file apart.

        Raises:
            ProblemsError: it is no text.
            FixableError: it could not be put together again byte for byte.
        """
        decoded = decode(raw, file)
        mark = next((each for each in _MARKS if raw.startswith(each)), b"")
        try:
            written = raw[len(mark) :].decode(decoded.encoding)
        except UnicodeDecodeError:
            written = ""
        if mark + written.encode(decoded.encoding) != raw:
            raise FixableError(f"{file} holds characters that are not valid. Save it as UTF-8.")
        return cls(decoded.text, mark, written, decoded.encoding)

    def spliced(self, splices: Sequence[Splice]) -> bytes:
        """The bytes of the file with some places changed, which do not overlap."""
        starts = [0, *(found.end() for found in _LINE_END.finditer(self.written))]
        line_end = _LINE_END.search(self.written)
        written = self.written
        for splice in sorted(splices, reverse=True):
            first, last = (self._place(each, starts) for each in (splice.start, splice.end))
            text = splice.text.replace("\n", line_end.group() if line_end else "\n")
            written = written[:first] + text + written[last:]
        return self.mark + written.encode(self.encoding)

    def _place(self, position: int, starts: Sequence[int]) -> int:
        """Where a position of the text is in the file as written."""
        line = self.text.count("\n", 0, position)
        return starts[line] + position - (self.text.rfind("\n", 0, position) + 1)
