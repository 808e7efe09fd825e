"""Charts of a sheet's columns, as Excel draws them."""

from typing import TYPE_CHECKING

from planner.report.charts.theme import LIGHT
from planner.report.workbook.sheet import Drawing, Sheet

if TYPE_CHECKING:
    from openpyxl.chart import BarChart, LineChart
    from openpyxl.chart.series import Series
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

WIDTH, HEIGHT = 28, 11
"""cm."""
MOST_NAMES = 24
"""On an axis; where there are more, some are left out."""
OTHER_AXIS = 200
THICK = 28_000
"""Of a line, in EMU: 2.2 points."""


def drawn(drawing: Drawing, sheet: Sheet, target: "WriteOnlyWorksheet") -> "BarChart":
    """Return a chart that reads its numbers from the sheet, so that it follows what is changed there."""
    from openpyxl.chart import BarChart, Reference

    chart = BarChart()
    last = len(sheet.rows) + 1
    for number, column in enumerate(drawing.bars):
        chart.add_data(Reference(target, min_col=column + 1, min_row=1, max_row=last), titles_from_data=True)
        _fill(
            chart.series[number], LIGHT.categories[number % len(LIGHT.categories)], drawing.line is not None
        )
    chart.set_categories(Reference(target, min_col=drawing.names + 1, min_row=2, max_row=last))
    if drawing.kind == "stacked":
        chart.grouping, chart.overlap = "stacked", 100
    chart.title, chart.width, chart.height, chart.gapWidth = drawing.title, WIDTH, HEIGHT, 30
    chart.legend.position = "b"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.tickLblSkip = max(1, len(sheet.rows) // MOST_NAMES)
    chart.y_axis.title = sheet.columns[drawing.bars[0]].title if len(drawing.bars) == 1 else "agents"
    chart.y_axis.scaling.min = 0
    # what is not said, Excel takes for yes: titles would lie on the bars
    for part in (chart.title, chart.legend, chart.y_axis.title):
        part.overlay = False
    if drawing.line is not None:
        chart += _line(drawing, sheet, target, drawing.line)
    return chart


def _line(drawing: Drawing, sheet: Sheet, target: "WriteOnlyWorksheet", column: int) -> "LineChart":
    """Return a line on an axis at the right."""
    from openpyxl.chart import LineChart, Reference

    line = LineChart()
    last = len(sheet.rows) + 1
    line.add_data(Reference(target, min_col=column + 1, min_row=1, max_row=last), titles_from_data=True)
    stroke = line.series[0].graphicalProperties.line
    stroke.solidFill, stroke.width = LIGHT.categories[1].removeprefix("#"), THICK
    line.series[0].smooth = False
    line.y_axis.axId = OTHER_AXIS
    line.y_axis.delete = False
    line.y_axis.crosses = "max"
    line.y_axis.majorGridlines = None
    line.y_axis.title = sheet.columns[column].title
    line.y_axis.title.overlay = False
    line.y_axis.scaling.min = 0
    if drawing.percent:
        line.y_axis.scaling.max = 1
        line.y_axis.number_format = "0%"
    return line


def _fill(series: "Series", colour: str, behind: bool) -> None:
    """Colour bars; behind a line they are faint."""
    series.graphicalProperties.solidFill = (LIGHT.faint if behind else colour).removeprefix("#")
    series.graphicalProperties.line.noFill = True
