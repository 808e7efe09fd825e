"""The workbook of `planner sweep`."""

from collections.abc import Iterator, Sequence

from planner.kpi import BY_KEY
from planner.report.reading import Reading
from planner.report.workbook.cells import bound, ends, mean
from planner.report.workbook.sheet import Column, Entry, Sheet
from planner.report.workbook.summary import scenario, summary
from planner.report.workbook.tables import SCOPE, Named, heading, one_below_the_other, scopes, side_by_side
from planner.study.frontier import COST

POINT = Column("point", 30)
MOST_POINTS_DRAWN = 60


def sweep(result: Reading) -> list[Sheet]:
    """Return the sheets. Raises `NoResult`."""
    paths = [axis["path"].text for axis in result["axes"].rows()]
    return [
        summary(result),
        _points(result, paths),
        *_frontier(result, paths),
        Sheet("Targets", _of_targets(paths), list(_targets(result, paths))),
        _figures(result, paths),
        *scenario(result),
    ]


def _points(result: Reading, paths: Sequence[str]) -> Sheet:
    rows = [
        Named((*_settings(point, paths), point["verdict"].text), point["kpis"].figures)
        for point in result["points"].rows()
    ]
    names = (*_settings_columns(paths), Column("verdict"))
    drawn = (("Agent hours, and service level", COST, "service_level"),)
    return side_by_side("Points", names, rows, drawn if len(rows) <= MOST_POINTS_DRAWN else ())


def _frontier(result: Reading, paths: Sequence[str]) -> Iterator[Sheet]:
    """Yield the points of which no other is as good for fewer agent hours."""
    points = result["frontier"].rows()
    keys = [key for key in BY_KEY if points and key in points[0]]
    columns = tuple(Column(f"{heading(key)}{end}", 14) for key in keys for end in ("", ", low", ", high"))
    rows = [
        (*_settings(point, paths), *(end for key in keys for end in ends(key, point[key].estimate)))
        for point in points
    ]
    if rows:
        yield Sheet("Frontier", (*_settings_columns(paths), *columns), rows)


def _of_targets(paths: Sequence[str]) -> tuple[Column, ...]:
    return (
        *(Column("kpi", 22), Column("target"), Column("reached", 14), Column(heading(COST), 14)),
        *_settings_columns(paths),
    )


def _targets(result: Reading, paths: Sequence[str]) -> Iterator[tuple[Entry, ...]]:
    """Yield the cheapest point that reaches each target, surely and on average."""
    for target in result["targets"].rows():
        key = target["kpi"].text
        for how in ("surely", "on_average"):
            first = (key, bound(key, target["target"].number), how.replace("_", " "))
            if how in target:
                yield (*first, mean(COST, target[how][COST].estimate), *_settings(target[how], paths))
            else:
                yield (*first, *(None,) * (2 + len(paths)))


def _figures(result: Reading, paths: Sequence[str]) -> Sheet:
    rows = [named for point in result["points"].rows() for named in scopes(point, _settings(point, paths))]
    return one_below_the_other((*_settings_columns(paths), *SCOPE), rows)


def _settings_columns(paths: Sequence[str]) -> tuple[Column, ...]:
    return (POINT, *(Column(path, 18) for path in paths))


def _settings(point: Reading, paths: Sequence[str]) -> tuple[Entry, ...]:
    """Return a point's name, and what is set at it: numbers as numbers, everything else as text."""
    values = [_setting(point["settings"][path]) for path in paths]
    told = ", ".join(f"{value:g}" if isinstance(value, float) else value for value in values)
    return told, *values


def _setting(value: Reading) -> str | float:
    if isinstance(value.value, str):
        return value.text
    if isinstance(value.value, int | float) and not isinstance(value.value, bool):
        return value.number
    return str(value.value)
