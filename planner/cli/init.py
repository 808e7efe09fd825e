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
    from planner.scenario import companions, template_text, templates

    text = template_text(template)
    if text is None:
        raise Unusable(f'--template: there is no "{template}"; there are {", ".join(templates())}')
    brought = companions(template)
    if file.name in brought:
        raise Unusable(
            f"{file.name} is a file that the template brings; name the scenario otherwise, such as my.yaml"
        )
    contents = {file: text} | {file.parent / name: inner for name, inner in brought.items()}
    for target in contents:
        check_target(target, argument="FILE")
        if target.exists() or target.is_symlink():
            raise Unusable(f"{target} exists already; name a new file, or one in another folder")
    for target, inner in contents.items():
        write_file([inner], target)
        say(f"written: {target}\n")
    say(f"next: planner simulate {file}\n")
