"""Where results go: standard output, or a file that is whole or not there."""

import os
import stat
import sys
import tempfile
from pathlib import Path

from planner.cli.errors import Unusable


def check_target(target: Path | None, *sources: Path) -> None:
    """Refuse a target that cannot be written, before any work is done. Raises `Unusable`."""
    if target is None:
        return
    try:
        if not target.parent.is_dir():
            raise Unusable(f"--output {target}: there is no folder {target.parent}; make it first")
        if target.is_dir():
            raise Unusable(f"--output {target} is a folder; name a file in it")
        if target.exists() and not stat.S_ISREG(target.stat().st_mode):
            raise Unusable(f"--output {target} is not a regular file")
        if any(target.exists() and source.exists() and target.samefile(source) for source in sources):
            raise Unusable(f"--output {target} is the scenario itself; name another file")
        if not os.access(target.parent, os.W_OK):
            raise Unusable(f"--output {target}: you may not write into {target.parent}")
    except (OSError, ValueError) as error:
        raise Unusable(f"--output: {error}") from None


def write(text: str, target: Path | None) -> None:
    """Write text to the target, or to standard output. Raises `Unusable` if it cannot be."""
    if target is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    write_file(text, target)
    print(f"written: {target}", file=sys.stderr)


def write_file(text: str, target: Path) -> None:
    """Write beside the target, then put it in place: nobody ever sees half a file."""
    try:
        handle, beside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:50]}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()
            Path(beside).chmod(mode)
            Path(beside).replace(target)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
    except (OSError, ValueError) as error:
        raise Unusable(f"{target} cannot be written: {getattr(error, 'strerror', None) or error}") from None


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
