"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

ScenarioFile = Annotated[Path, typer.Argument(metavar="FILE", help="A scenario in YAML.", show_default=False)]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="PATH=VALUE",
        help="Try a change, such as routing.strategy=random. Repeatable.",
    ),
]
Replications = Annotated[
    int | None, typer.Option(metavar="N", min=1, max=100_000, help="How often the horizon is simulated.")
]
Seed = Annotated[
    int | None, typer.Option(metavar="N", min=0, max=2**63 - 1, help="Start of all random numbers.")
]
WorkerCount = Annotated[
    int | None,
    typer.Option(
        metavar="N", min=1, max=256, help="Processes; default all cores. Results do not depend on it."
    ),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here, whole or not at all.")
]
AllowOutside = Annotated[
    bool, typer.Option("--allow-outside", help="Read files that lie outside the scenario's folder.")
]
AllowLarge = Annotated[bool, typer.Option("--allow-large", help="Run even what looks far too large.")]
