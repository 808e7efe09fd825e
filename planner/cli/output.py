"""Where results go: standard output, or a file that is whole or not there."""

import io
import os
import stat
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from planner.cli.errors import Unusable, give_up_output

DEVICES = (("/", "dev"), ("/", "proc"))


def check_target(
    target: Path | None, *sources: Path, argument: str = "--output", source: str = "the scenario itself"
) -> None:
    """Refuse a target that cannot be written, or is what is read, before any work is done. Raises `Unusable`."""
    if target is None:
        return
    try:
        folder = target.parent
        if folder.exists() and not folder.is_dir():
            raise Unusable(f"{argument} {target} cannot be written: {folder} is not a folder")
        if not folder.is_dir():
            raise Unusable(
                f"{argument} {target} cannot be written: there is no folder {folder}; make it first"
            )
        if target.is_dir():
            raise Unusable(f"{argument} {target} is a folder; name a file in it")
        if target.parts[:2] in DEVICES or (target.exists() and not stat.S_ISREG(target.stat().st_mode)):
            raise Unusable(f"{argument} {target} is not a regular file")
        if any(target.exists() and file.exists() and target.samefile(file) for file in sources):
            raise Unusable(f"{argument} {target} is {source}; name another file")
        if not os.access(target.resolve().parent, os.W_OK):
            raise Unusable(
                f"{argument} {target} cannot be written: you may not write into {target.resolve().parent}"
            )
    except (OSError, ValueError, RuntimeError) as error:
        raise _unwritable(f"{argument} {target}", error) from None


def check_apart(targets: Mapping[str, Path | None]) -> None:
    """Refuse options that name the same file. Raises `Unusable`."""
    first: dict[Path, str] = {}
    for option, target in targets.items():
        if target is None:
            continue
        other = first.setdefault(_resolved(option, target), option)
        if other != option:
            raise Unusable(f"{other} and {option} are the same file; name two")


def write(pieces: Iterable[str], target: Path | None) -> None:
    """Write text to the target, or to standard output. Raises `Unusable` if it cannot be."""
    if target is None:
        for piece in pieces:
            say(piece)
        return
    write_file(pieces, target)
    print(f"written: {target}", file=sys.stderr)


def write_document(pieces: Iterable[str], target: Path | None) -> None:
    """Write what programs read: in UTF-8 in a pipe, too, whatever its encoding. Raises `Unusable` if it cannot be."""
    if target is None and isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8")
    write(pieces, target)


def check_page(target: Path | None) -> None:
    """Refuse a page on a terminal, which would show a megabyte of it. Raises `Unusable`."""
    if target is None and sys.stdout.isatty():
        raise Unusable("a page is not shown on a terminal; name a file, such as --output report.html")


def say(text: str) -> None:
    """Print to standard output; nothing is wrong if the reader has gone (`| head`). Raises `Unusable` otherwise."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        give_up_output()
    except OSError as error:
        give_up_output()
        raise _unwritable("standard output", error) from None


def write_bytes(content: bytes, target: Path) -> None:
    """Write a file that is no text. Raises `Unusable` if it cannot be."""
    write_pieces([content], target)


def write_pieces(pieces: Iterable[bytes], target: Path) -> None:
    """Write a file that is no text, or too large to be held at once. Raises `Unusable` if it cannot be."""
    _put(pieces, target)
    print(f"written: {target}", file=sys.stderr)


def write_file(pieces: Iterable[str], target: Path) -> None:
    """Write text to a file. Raises `Unusable` if it cannot be."""
    _put((piece.encode() for piece in pieces), target)


def _put(pieces: Iterable[bytes], target: Path) -> None:
    """Write beside the target, then put it in place: nobody ever sees half a file. A link is followed."""
    try:
        target = target.resolve()
        handle, beside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:50]}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.writelines(pieces)
                file.flush()
                os.fsync(file.fileno())
            mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()
            Path(beside).chmod(mode)
            Path(beside).replace(target)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
    except (OSError, ValueError, RuntimeError) as error:
        raise _unwritable(str(target), error) from None


def _resolved(option: str, target: Path) -> Path:
    try:
        return target.resolve()
    except (OSError, ValueError, RuntimeError) as error:
        raise _unwritable(f"{option} {target}", error) from None


def _unwritable(target: str, error: Exception) -> Unusable:
    return Unusable(f"{target[:200]} cannot be written: {getattr(error, 'strerror', None) or error}")


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
