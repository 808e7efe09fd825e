"""Charts of a sheet's columns, as Excel draws them."""

from typing import TYPE_CHECKING

from planner.report.charts.theme import LIGHT
from planner.report.workbook.sheet import Drawing, Entry, Number, Sheet
from planner.scenario.tables.made_workbook import cell_text

if TYPE_CHECKING:
    from openpyxl.chart import BarChart, LineChart
    from openpyxl.chart.data_source import NumRef, StrRef
    from openpyxl.chart.series import Series
    from openpyxl.chart.title import Title

WIDTH, HEIGHT = 28, 11
"""cm."""
MOST_NAMES = 24
"""On an axis; where there are more, some are left out."""
OTHER_AXIS = 200
THICK = 28_000
"""Of a line, in EMU: 2.2 points."""


def drawn(drawing: Drawing, sheet: Sheet) -> "BarChart":
    """Return a chart that reads its numbers from the sheet, so that it follows what is changed there."""
    from openpyxl.chart import BarChart

    chart = BarChart()
    for number, column in enumerate(drawing.bars):
        bars = _series(drawing, sheet, column)
        colour = LIGHT.categories[number % len(LIGHT.categories)] if drawing.line is None else LIGHT.faint
        bars.graphicalProperties.solidFill = colour.removeprefix("#")
        bars.graphicalProperties.line.noFill = True
        chart.series.append(bars)
    if drawing.kind == "stacked":
        chart.grouping, chart.overlap = "stacked", 100
    chart.width, chart.height, chart.gapWidth = WIDTH, HEIGHT, 30
    chart.legend.position, chart.legend.overlay = "b", False
    chart.title = _title(drawing.title)
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.tickLblSkip = max(1, len(sheet.rows) // MOST_NAMES)
    chart.y_axis.title = _title(sheet.columns[drawing.bars[0]].title if len(drawing.bars) == 1 else "agents")
    chart.y_axis.scaling.min = 0
    if drawing.line is not None:
        chart += _line(drawing, sheet, drawing.line)
    return chart


def _line(drawing: Drawing, sheet: Sheet, column: int) -> "LineChart":
    """Return a line on an axis at the right."""
    from openpyxl.chart import LineChart

    line = LineChart()
    series = _series(drawing, sheet, column)
    stroke = series.graphicalProperties.line
    stroke.solidFill, stroke.width = LIGHT.categories[1].removeprefix("#"), THICK
    series.smooth = False
    line.series.append(series)
    line.y_axis.axId = OTHER_AXIS
    line.y_axis.delete = False
    line.y_axis.crosses = "max"
    line.y_axis.majorGridlines = None
    line.y_axis.title = _title(sheet.columns[column].title)
    line.y_axis.scaling.min = 0
    if drawing.percent:
        line.y_axis.scaling.max = 1
        line.y_axis.number_format = "0%"
    return line


def _title(text: str) -> "Title":
    from openpyxl.chart.title import title_maker

    title = title_maker(cell_text(text[:200]))
    # what is not said, Excel takes for yes: the title would lie on the bars
    title.overlay = False
    return title


def _series(drawing: Drawing, sheet: Sheet, column: int) -> "Series":
    """Return a column as a chart has it, with its numbers: programs that show mail attachments count nothing."""
    from openpyxl.chart.data_source import AxDataSource, NumDataSource
    from openpyxl.chart.series import SeriesLabel
    from openpyxl.chart.series_factory import SeriesFactory

    series: Series = SeriesFactory(_place(sheet, column, 2, len(sheet.rows) + 1))
    series.tx = SeriesLabel(strRef=_texts(sheet, column, [sheet.columns[column].title], 1))
    series.cat = AxDataSource(
        strRef=_texts(sheet, drawing.names, [_told(row[drawing.names]) for row in sheet.rows], 2)
    )
    series.val = NumDataSource(numRef=_numbers(sheet, column))
    return series


def _numbers(sheet: Sheet, column: int) -> "NumRef":
    from openpyxl.chart.data_source import NumData, NumRef, NumVal

    values = [_number(row[column]) for row in sheet.rows]
    points = [NumVal(idx=place, v=repr(value)) for place, value in enumerate(values) if value is not None]
    data = NumData(formatCode="General", ptCount=len(values), pt=points)
    return NumRef(f=_place(sheet, column, 2, len(values) + 1), numCache=data)


def _texts(sheet: Sheet, column: int, texts: list[str], first: int) -> "StrRef":
    from openpyxl.chart.data_source import StrData, StrRef, StrVal

    points = [StrVal(idx=place, v=cell_text(text)) for place, text in enumerate(texts)]
    data = StrData(ptCount=len(points), pt=points)
    return StrRef(f=_place(sheet, column, first, first + len(texts) - 1), strCache=data)


def _place(sheet: Sheet, column: int, first: int, last: int) -> str:
    from openpyxl.utils import get_column_letter

    letter = get_column_letter(column + 1)
    return f"'{sheet.title}'!${letter}${first}:${letter}${last}"


def _told(entry: Entry) -> str:
    value = entry.value if isinstance(entry, Number) else entry
    return f"{value:g}" if isinstance(value, float) else str(value)


def _number(entry: Entry) -> float | None:
    value = entry.value if isinstance(entry, Number) else entry
    return value if isinstance(value, int | float) else None
