"""`--records`: a file with every single chat."""

from pathlib import Path
from typing import TYPE_CHECKING

from planner.cli.errors import Unusable
from planner.cli.output import check_apart, check_target, write, write_pieces
from planner.cli.progress import progress_bar

if TYPE_CHECKING:
    from planner.study import Options, Study

CSV, PARQUET = ".csv", ".parquet"


def check_targets(file: Path, output: Path | None, records: Path | None) -> None:
    """Refuse files that cannot be written, before the simulation. Raises `Unusable`."""
    check_target(output, file)
    check_target(records, file, argument="--records")
    check_apart({"--output": output, "--records": records})
    if records is None:
        return
    if records.suffix.lower() not in (CSV, PARQUET):
        raise Unusable(f"--records: {records.name} is neither CSV nor Parquet; end in {CSV} or {PARQUET}")
    if records.suffix.lower() == PARQUET:
        from planner.report.records import NoParquet, check_parquet

        try:
            check_parquet()
        except NoParquet as error:
            raise Unusable(f"--records: {error}") from None


def write_records(study: "Study", options: "Options", target: Path) -> None:
    """Write every chat of a study, whole or not at all. Raises `Unusable` and what simulating does."""
    from planner.report.records import csv_pieces, parquet_pieces
    from planner.study import Interrupted, recorded

    done = 0
    try:
        with progress_bar("records") as progress:

            def count(so_far: int, of: int) -> None:
                nonlocal done
                done = so_far
                progress(so_far, of)

            told = recorded(study, options, count)
            if target.suffix.lower() == PARQUET:
                write_pieces(parquet_pieces(told, target.resolve().parent), target)
            else:
                write(csv_pieces(told), target)
    except KeyboardInterrupt:
        kept = "the results are told, the records are not written"
        raise Interrupted(done, study.summary.replications, "replications of --records", kept) from None
