"""What long work has finished, kept in a file: a line of JSON for each part of it, after a line that says of what.

Never a pickle: the file may come from anywhere, and is checked before anything of it is believed. Each line has a
checksum, so that figures that were changed by hand, or by a failing disk, are no results.
"""

import hashlib
import json
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from planner import __version__

CHECKSUM = "checksum"
ANEW = "name another file, or delete it to begin anew"

Take = Callable[[dict[str, Any]], bool]
"""Checks a line and takes what it tells; returns whether that agrees with what stands further up. May raise `ValueError`,
`TypeError`, `AttributeError` or `KeyError` for a line that was never written so."""


class ResumeUnusable(Exception):
    """The file cannot be gone on from; the text says why and what would be right."""


@dataclass(frozen=True)
class Kind:
    """What a file's lines are about."""

    name: str
    """Such as `planner sweep`."""
    format: int
    part: str
    """What a line is about, such as `point`."""
    belongs: Mapping[str, str]
    """What of the first line must be as it was, and what is said if it is not: what it was, what it is."""
    most_bytes: int
    """A larger file is neither read nor written."""
    longest: int
    """The most bytes of a line."""


class KeptLines:
    """A file of lines; a context manager. Raises `ResumeUnusable` on entering and on use."""

    def __init__(self, path: Path, kind: Kind, about: Mapping[str, Any], take: Take) -> None:
        """`about` is what the work belongs to; `take` is called with each line that is there already."""
        self.path = path
        self.full = False
        """Whether a line found no more room."""
        self._kind = kind
        self._head = {"kind": kind.name, "format": kind.format, "planner": __version__, **about}
        self._words = {**BELONGS, **kind.belongs}
        self._take = take
        self._file: IO[bytes] | None = None
        self._size = 0

    def __enter__(self) -> Self:
        try:
            self._size = self._read()
            self._file = self.path.open("r+b" if self.path.exists() else "xb", buffering=0)
            # what follows the last whole line was being written when the work was stopped
            self._file.truncate(self._size)
            self._file.seek(0, os.SEEK_END)
            if not self._size:
                self._write(_line(self._head))
        except OSError as error:
            raise self._failed(error) from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()

    def add(self, content: Mapping[str, Any]) -> None:
        """Write a line more, or find that there is no room for it."""
        line = _line(content)
        if self.full or len(line) > self._kind.longest or self._size + len(line) > self._kind.most_bytes:
            self.full = True  # a larger file would not be read again
            return
        try:
            self._write(line)
        except OSError as error:
            raise self._failed(error) from None

    def stale(self, why: str) -> ResumeUnusable:
        """Return the error of a file that is not what it should be."""
        return ResumeUnusable(f"{self.path} cannot be gone on from: {why}; {ANEW}")

    def _write(self, line: bytes) -> None:
        assert self._file is not None
        if self._file.write(line) != len(line):
            raise OSError(0, "it was not written whole")
        self._size += len(line)

    def _read(self) -> int:
        """Read what is there; return how many bytes of it are whole lines."""
        try:
            status = self.path.stat()
        except FileNotFoundError:
            return 0
        if not stat.S_ISREG(status.st_mode):
            raise ResumeUnusable(f"{self.path} is not a regular file; name another one")
        if status.st_size > self._kind.most_bytes:
            raise self.stale(
                f"it has {status.st_size:,} bytes, more than the {self._kind.most_bytes:,} that it may have"
            )
        whole = 0
        for number, line in enumerate(self._whole_lines(), start=1):
            whole += len(line) + 1
            if number == 1:
                self._check_head(line)
            else:
                self._check(number, line)
        return whole

    def _whole_lines(self) -> Iterator[bytes]:
        """Yield the lines without their ends, one at a time, but for a last one that was not written whole."""
        with self.path.open("rb") as file:
            number = 0
            while line := file.readline(self._kind.longest + 1):
                number += 1
                if line.endswith(b"\n"):
                    yield line[:-1]
                elif number == 1 and not _line(self._head).startswith(line):
                    raise self._no_file_of_it()
                elif len(line) > self._kind.longest:
                    raise self._never_written(number)

    def _check_head(self, line: bytes) -> None:
        try:
            head = _parsed(line)
        except (ValueError, RecursionError):
            head = None
        if not isinstance(head, dict) or head.get("kind") != self._kind.name:
            raise self._no_file_of_it()
        for key, words in self._words.items():
            if type(head.get(key)) is not type(self._head[key]) or head[key] != self._head[key]:
                raise self.stale(words.format(str(head.get(key))[:20], self._head[key]))
        if not _is_untouched(head):
            raise self.stale("line 1 was changed since it was written")

    def _check(self, number: int, line: bytes) -> None:
        try:
            value = _parsed(line)
            agrees = self._take(value)
        except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
            raise self._never_written(number) from None
        if not _is_untouched(value):
            raise self.stale(f"line {number} was changed since it was written")
        if not agrees:
            raise self.stale(f"line {number} tells otherwise of a {self._kind.part} that stands further up")

    def _no_file_of_it(self) -> ResumeUnusable:
        return self.stale(f"it is no file of {self._kind.name}")

    def _never_written(self, number: int) -> ResumeUnusable:
        return self.stale(f"line {number} is not what {self._kind.name} writes")

    def _failed(self, error: OSError) -> ResumeUnusable:
        return ResumeUnusable(f"{self.path} cannot be used: {error.strerror or error}; name another file")


BELONGS = {
    "format": "it is of another kind ({}, not {})",
    "planner": "planner {} wrote it, and this is {}",
}


def digest(text: str) -> str:
    """Return a text's digest."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _line(value: Mapping[str, Any]) -> bytes:
    signed = {**value, CHECKSUM: _checksum(value)}
    return json.dumps(signed, ensure_ascii=True, allow_nan=False).encode() + b"\n"


def _checksum(value: Mapping[str, Any]) -> str:
    """Return the digest of a line's content, which is the same however it is spaced and ordered."""
    return digest(json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False))


def _is_untouched(line: Mapping[str, Any]) -> bool:
    """Tell whether a line's checksum is that of its content."""
    content = {key: value for key, value in line.items() if key != CHECKSUM}
    try:
        return line.get(CHECKSUM) == _checksum(content)
    except (ValueError, RecursionError):  # infinite, or nested too deep to be written
        return False


def _parsed(line: bytes) -> Any:
    def refuse(constant: str) -> Any:
        raise ValueError(constant)

    return json.loads(line.decode("utf-8"), parse_constant=refuse)
