"""Whether the XML in a workbook is safe to give to a reader that builds trees of it."""

from typing import BinaryIO
from xml.parsers import expat

from planner.scenario.quantities import Unreadable

PIECE = 256 * 1024
LONGEST_TAG = 4 * PIECE
"""Bytes of one tag or comment."""
DEEPEST = 100
MOST_ATTRIBUTES = 1000
MOST_TOGETHER = 1_000_000
"""Elements that a reader may have to keep at once: those of a row or text, or all others."""
MOST = 20_000_000
MOST_OF = {"row": 1_100_000, "si": 2_000_000, "sheet": 250, "Relationship": 70_000}
"""Rows, shared texts, sheets and links between parts."""
RELEASED = ("row", "si")
"""Elements that a reader forgets once it has read them."""
FIX = "open the workbook and save it again as .xlsx or as CSV"


def check_markup(stream: BinaryIO) -> int:
    """Read a part of a workbook once, without keeping anything. Raises `Unreadable` if it is unsafe.

    What is not XML passes: no reader gets further than this. Returns how many formulas have no saved value.
    """
    head = stream.read(PIECE)
    if not head.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<"):
        return 0
    watch = _Watch()
    watch.read(head, stream)
    return watch.unsaved


class _Watch:
    """Counts the elements of one part."""

    def __init__(self) -> None:
        self.unsaved = 0
        self._formula = False
        """Whether a formula was seen in this cell, and no value yet."""
        self._text = False
        """Whether this cell is a formula's text."""
        self._depth = 0
        self._total = 0
        self._together = 0
        self._left = dict(MOST_OF)
        self._parser = expat.ParserCreate()
        self._names: dict[str, str] = {}

    def read(self, piece: bytes, stream: BinaryIO) -> None:
        parser = self._parser
        parser.ordered_attributes = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        fed = 0
        try:
            while piece:
                parser.Parse(piece, False)
                fed += len(piece)
                if fed - parser.CurrentByteIndex > LONGEST_TAG:
                    raise Unreadable("the workbook contains a tag of more than 1 MB", FIX)
                piece = stream.read(PIECE)
        except (expat.ExpatError, ValueError) as error:
            # broken XML: readers stop here as well, if they read this part at all
            if isinstance(error, Unreadable):
                raise
        finally:
            # parser and handlers hold each other
            parser.StartDoctypeDeclHandler = parser.StartElementHandler = parser.EndElementHandler = None
            parser.CharacterDataHandler = None

    def _doctype(self, *_: object) -> None:
        raise Unreadable("the workbook contains XML that defines its own entities", FIX)

    def _start(self, tag: str, attributes: list[str]) -> None:
        self._depth += 1
        self._total += 1
        self._together += 1
        name = self._names.get(tag) or self._named(tag)
        if name in self._left:
            self._left[name] -= 1
            if self._left[name] < 0:
                raise Unreadable(f"the workbook has more than {MOST_OF[name]:,} <{name}> in one part", FIX)
            if name in RELEASED:
                self._together = 0
        if name == "c":
            self._text = "str" in attributes
        elif name == "f":
            self._formula = not self._text  # a formula's text may be saved and empty
        elif name == "v" and self._formula:
            self._parser.CharacterDataHandler = self._saved
        if self._depth > DEEPEST or len(attributes) > 2 * MOST_ATTRIBUTES:
            raise Unreadable("the workbook contains XML that is nested too deeply or has huge tags", FIX)
        if self._together > MOST_TOGETHER or self._total > MOST:
            raise Unreadable("the workbook contains too many XML elements", FIX)

    def _saved(self, *_: object) -> None:
        self._formula = False
        self._parser.CharacterDataHandler = None

    def _named(self, tag: str) -> str:
        """Return a tag without its prefix."""
        name = tag.rpartition(":")[2]
        if len(self._names) < 1000:
            self._names[tag] = name
        return name

    def _end(self, tag: str) -> None:
        self._depth -= 1
        if self._formula and self._names.get(tag) == "c":
            self.unsaved += 1
            self._saved()
