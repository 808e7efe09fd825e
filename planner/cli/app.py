"""The command line as a whole. Packages that take long to import are imported where they are used."""

import io
import os
import signal
import sys
import threading
from pathlib import Path
from types import FrameType
from typing import Annotated, NoReturn

import typer

from planner import __version__
from planner.cli import (
    advise,
    compare,
    concurrency,
    erlang,
    init,
    report,
    schedule,
    schema,
    simulate,
    staff,
    sweep,
    validate,
)
from planner.cli.output import say
from planner.cli.plain_letters import PLAIN

PATIENCE_TO_EXIT = 3.0

app = typer.Typer(
    name="planner",
    help="Simulate a chat centre and plan its staffing.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("simulate")(simulate.simulate)
app.command("compare")(compare.compare)
app.command("sweep")(sweep.sweep)
app.command("concurrency")(concurrency.concurrency)
app.command("staff")(staff.staff)
app.command("schedule")(schedule.schedule)
app.command("advise")(advise.advise)
app.command("report")(report.report)
app.command("validate")(validate.validate)
app.command("init")(init.init)
app.command("schema")(schema.schema)
app.command("erlang")(erlang.erlang)


def _version(wanted: bool) -> None:
    if wanted:
        say(f"planner {__version__}\n")
        raise typer.Exit


@app.callback()
def _planner(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    pass


def main() -> NoReturn:
    """Run a command; what a planner can mend is told in a line or two, with exit code 2."""
    signal.signal(signal.SIGTERM, _stop)
    _open_streams()
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except SystemExit as ending:
        from planner.cli.errors import INTERRUPTED

        if ending.code == INTERRUPTED:
            _insist(INTERRUPTED)
        raise
    except Exception as error:
        from planner.cli.errors import INTERRUPTED, explain

        explanation = explain(error)
        if explanation is None:
            raise
        print(explanation.text, file=sys.stderr, flush=True)
        if explanation.code == INTERRUPTED:
            _insist(INTERRUPTED)
        sys.exit(explanation.code)
    sys.exit(0)


def _open_streams() -> None:
    """See that there is something to write to, and that a bar which an old terminal cannot show is no failure."""
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  open to the end
    if sys.stdout is None:
        print("error: standard output is closed; send it to a file or a terminal", file=sys.stderr)
        sys.exit(2)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=PLAIN)


def _insist(code: int) -> None:
    """End within seconds, even if a pool that was stopped half-way through its start waits for a lost worker."""
    last_resort = threading.Timer(PATIENCE_TO_EXIT, os._exit, (code,))
    last_resort.daemon = True
    last_resort.start()


def _stop(number: int, frame: FrameType | None) -> None:
    """Take a request to end as Ctrl-C, so that workers are stopped too."""
    raise KeyboardInterrupt
