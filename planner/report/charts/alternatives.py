"""Alternatives side by side, in what says which leads."""

from planner.kpi import BY_KEY, Estimate, Figures
from planner.report import figures
from planner.report.charts.chart import Chart, chart, target_rule, told
from planner.report.charts.dots import dots, height
from planner.report.charts.ends import ends
from planner.report.charts.names import shortened
from planner.report.reading import Reading
from planner.report.table import capital

HEADLINE = "service_level"


def alternatives(result: Reading) -> Chart | None:
    """Return the chart of the KPI in which the best was searched, or looks best; None where nobody has it. Raises `NoResult`."""
    key = leading(result)
    listed = in_order(result)
    known = [(name, of_one.get(key, Estimate(None))) for name, of_one in listed]
    unit = figures.scale(BY_KEY[key].unit, max((abs(one.mean or 0.0) for _, one in known), default=0.0))
    if all(one.mean is None for _, one in known):
        return None
    rows = [
        {
            "name": short,
            "full": name,
            **ends(one, unit.factor),
            "text": figures.value(key, one),
            "known": figures.interval(key, one),
        }
        for short, (name, one) in zip(shortened([name for name, _ in known]), known, strict=True)
    ]
    title = BY_KEY[key].title
    says = [told("full", "alternative"), told("text", title), told("known", "95 % interval")]
    layers = dots(unit.suffix.strip() or title, {"color": {"value": "@main"}}, says)
    if key == HEADLINE:
        layers += target_rule(result["promise"]["target"].number, along="x", factor=unit.factor)
    return chart(
        "alternatives",
        f"{capital(title)} of each alternative",
        "The dot is the mean, the bar behind it the 95 % interval.",
        data={"values": rows},
        width="container",
        height=height(rows),
        layer=layers,
    )


def ahead(result: Reading) -> Reading | None:
    """Return who is best, or looks best, and in what KPI; None where nobody does."""
    return next((result[key] for key in ("best", "leader") if key in result), None)


def leading(result: Reading) -> str:
    """Return the KPI that says which alternative leads. Raises `NoResult`."""
    found = ahead(result)
    return HEADLINE if found is None else found["kpi"].kpi


def in_order(result: Reading) -> list[tuple[str, Figures]]:
    """Return the alternatives: the base first, or the most promising if that was searched. Raises `NoResult`."""
    of_all = result["alternatives"]
    names = [name for name, _ in of_all.items()]
    if "best" in result:
        names = [placed["name"].text for placed in result["best"]["order"].rows()]
    return [(name, of_all[name]["kpis"].figures) for name in names]
