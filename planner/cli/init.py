"""`planner init`: a commented scenario to start from."""

from pathlib import Path
from typing import Annotated

import typer

from planner.cli.errors import Unusable
from planner.cli.output import check_target, say, write_file


def init(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The scenario to write.", show_default=False)],
    template: Annotated[
        str, typer.Option(metavar="NAME", help="Which scenario to start from; a wrong name lists them.")
    ] = "small-shop",
) -> None:
    """Write a commented scenario to start from."""
    from planner.scenario import template_text, templates

    text = template_text(template)
    if text is None:
        raise Unusable(f'--template: there is no "{template}"; there are {", ".join(templates())}')
    check_target(file, argument="FILE")
    if file.exists() or file.is_symlink():
        raise Unusable(f"{file} exists already; name a new file")
    write_file(text, file)
    say(f"written: {file}\nnext: planner simulate {file}\n")
