"""What a long sweep has finished, kept in a file: a line of JSON for each point, after a line that says of what.

Never a pickle: the file may come from anywhere, and is checked before anything of it is believed. Each line has a
checksum, so that figures that were changed by hand, or by a failing disk, are no results.
"""

import hashlib
import json
import math
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from planner import __version__
from planner.kpi import BY_KEY, Estimate, Figures, Scopes
from planner.scenario import Scenario
from planner.scenario.axes import Settings
from planner.scenario.draft import Draft
from planner.study.overall import Overall

FORMAT = 2
CHECKSUM = "checksum"
MOST_BYTES = 50_000_000
KIND = "planner sweep"
ANEW = "name another file, or delete it to begin anew"


class ResumeUnusable(Exception):
    """The file cannot be gone on from; the text says why and what would be right."""


class ResumeFile:
    """Finished points of one scenario; a context manager. Raises `ResumeUnusable` on entering and on use."""

    def __init__(self, path: Path, draft: Draft, seed: int, replications: int) -> None:
        self.path = path
        self.full = False
        """Whether a point found no more room."""
        self._head = {
            "kind": KIND,
            "format": FORMAT,
            "planner": __version__,
            "scenario": _digest(draft.text),
            "set": _digest(json.dumps(draft.settings)),
            "seed": seed,
            "replications": replications,
        }
        self._points: dict[Settings, dict[str, Any]] = {}
        self._file: IO[bytes] | None = None
        self._size = 0

    def __enter__(self) -> Self:
        try:
            self._size = self._read()
            self._file = self.path.open("r+b" if self.path.exists() else "xb", buffering=0)
            # what follows the last whole line was being written when the sweep was stopped
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

    def find(self, settings: Settings, scenario_files: str, scopes: Scopes) -> Overall | None:
        """Return a point's figures if it was finished; `scenario_files` is the digest of what its files hold."""
        point = self._points.get(tuple(sorted(settings)))
        if point is None:
            return None
        if point["files"] != scenario_files:
            raise self._stale("files that the scenario names have changed since")
        found = Overall(
            _figures(point["kpis"]),
            {name: _figures(figures) for name, figures in point["chat_types"].items()},
            {name: _figures(figures) for name, figures in point["agent_groups"].items()},
        )
        if not found.fits(scopes):
            raise self._stale("its points tell of other figures")
        return found

    def keep(self, settings: Settings, scenario_files: str, overall: Overall) -> None:
        """Add a finished point."""
        line = _line(
            {
                "settings": dict(sorted(settings)),
                "files": scenario_files,
                "kpis": _plain(overall.figures),
                "chat_types": {name: _plain(figures) for name, figures in overall.chat_types.items()},
                "agent_groups": {name: _plain(figures) for name, figures in overall.agent_groups.items()},
            }
        )
        if self.full or self._size + len(line) > MOST_BYTES:
            self.full = True  # a larger file would not be read again
            return
        try:
            self._write(line)
        except OSError as error:
            raise self._failed(error) from None

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
        if status.st_size > MOST_BYTES:
            raise self._stale(
                f"it has {status.st_size:,} bytes, more than the {MOST_BYTES:,} that it may have"
            )
        raw = self.path.read_bytes()
        whole = raw.rfind(b"\n") + 1
        if not whole:
            if not _line(self._head).startswith(raw):
                raise self._stale(f"it is no file of {KIND}")
            return 0
        lines = raw[: whole - 1].split(b"\n")
        self._check_head(lines[0])
        for number, line in enumerate(lines[1:], start=2):
            try:
                settings, point = _point(_parsed(line))
            except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
                raise self._stale(f"line {number} is not what {KIND} writes") from None
            if not _is_untouched(point):
                raise self._stale(f"line {number} was changed since it was written")
            if self._points.setdefault(settings, point) != point:
                raise self._stale(f"line {number} tells otherwise of a point that stands further up")
        return whole

    def _check_head(self, line: bytes) -> None:
        try:
            head = _parsed(line)
        except (ValueError, RecursionError):
            head = None
        if not isinstance(head, dict) or head.get("kind") != KIND:
            raise self._stale(f"it is no file of {KIND}")
        for key, words in BELONGS.items():
            if type(head.get(key)) is not type(self._head[key]) or head[key] != self._head[key]:
                raise self._stale(words.format(str(head.get(key))[:20], self._head[key]))
        if not _is_untouched(head):
            raise self._stale("line 1 was changed since it was written")

    def _stale(self, why: str) -> ResumeUnusable:
        return ResumeUnusable(f"{self.path} cannot be gone on from: {why}; {ANEW}")

    def _failed(self, error: OSError) -> ResumeUnusable:
        return ResumeUnusable(f"{self.path} cannot be used: {error.strerror or error}; name another file")


BELONGS = {
    "format": "it is of another kind ({}, not {})",
    "planner": "planner {} wrote it, and this is {}",
    "scenario": "the scenario is another one, or was changed since",
    "set": "--set is not what it was",
    "seed": "it is for seed {}, not {}",
    "replications": "it is for {} replications, not {}",
}
"""What must be as it was, and what is said if it is not."""


def files_digest(scenario: Scenario) -> str:
    """Return a digest of what the scenario's files hold."""
    return _digest(repr(scenario.files))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _line(value: dict[str, Any]) -> bytes:
    signed = {**value, CHECKSUM: _checksum(value)}
    return json.dumps(signed, ensure_ascii=True, allow_nan=False).encode() + b"\n"


def _checksum(value: Mapping[str, Any]) -> str:
    """Return the digest of a line's content, which is the same however it is spaced and ordered."""
    return _digest(json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False))


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


def _point(value: Any) -> tuple[Settings, dict[str, Any]]:
    """Check a point's line. Raises `ValueError`, `TypeError`, `AttributeError` or `KeyError`."""
    if set(value) != {"settings", "files", "kpis", "chat_types", "agent_groups", CHECKSUM}:
        raise ValueError(value)
    settings = tuple(sorted(value["settings"].items()))
    if not all(isinstance(text, str) for _, text in settings):
        raise ValueError(settings)
    scopes = [value["kpis"], *value["chat_types"].values(), *value["agent_groups"].values()]
    for key, ends in (pair for scope in scopes for pair in scope.items()):
        if key not in BY_KEY or len(ends) != 3 or not all(map(_is_end, ends)):
            raise ValueError(key)
    return settings, value


def _is_end(value: Any) -> bool:
    return value is None or (type(value) is float and math.isfinite(value))


def _plain(figures: Figures) -> dict[str, list[float | None]]:
    return {key: [estimate.mean, estimate.low, estimate.high] for key, estimate in figures.items()}


def _figures(plain: Mapping[str, list[float | None]]) -> Figures:
    return {key: Estimate(*ends) for key, ends in plain.items()}
