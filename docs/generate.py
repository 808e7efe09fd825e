"""Writes the reference pages and the JSON Schema from the code: python docs/generate.py."""

import inspect
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import typer
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from planner.cli.app import app
from planner.engine import MEANINGS
from planner.kpi import KPIS, Kpi
from planner.kpi.direction import BETTER
from planner.kpi.kinds import Attainment, Count, DaysKept, Evenness, Maximum, Percentile, Ratio, Spread
from planner.report.records import COLUMNS
from planner.report.records.columns import REPLICATION, REPLICATION_MEANS
from planner.scenario import Scenario, json_schema
from planner.scenario.distribution import WAYS, Distribution
from planner.scenario.quantities import duration_text
from planner.scenario.week import ALL_DAYS

ROOT = Path(__file__).parents[1]
MADE = "<!-- made by docs/generate.py: do not edit -->\n"


def pages() -> dict[Path, str]:
    """Return every generated file with its text."""
    return {
        ROOT / "docs/reference/scenario.md": scenario_page(),
        ROOT / "docs/reference/kpis.md": kpi_page(),
        ROOT / "docs/reference/records.md": records_page(),
        ROOT / "docs/reference/commands.md": command_page(),
        ROOT / "scenarios/planner.schema.json": json.dumps(json_schema(), indent=2, ensure_ascii=False)
        + "\n",
    }


def scenario_page() -> str:
    """Describe every key of a scenario, from the model's types and docstrings."""
    parts = [
        MADE,
        "# Scenario reference\n",
        "A scenario is YAML. Durations carry a unit (`90s`, `9m`, `1h30m`, `2d`), shares are `80%` or `0.8`, "
        'times of day are `"08:00"`. Unknown keys are errors. A step function by time of day, such as '
        '`{"08:00": 5, "11:00": 9}`, holds each value until the next; before the first key the last one of the '
        "previous day holds. Where it may stand, a single value may stand too.\n",
    ]
    for title, model in sections(Scenario, "The scenario"):
        parts += [f"## {title}\n", inspect.cleandoc(model.__doc__ or "") + "\n", *table(model)]
    parts += ["## Routing strategies\n", "| strategy | of the agents available, takes |\n|---|---|"]
    parts += [f"| `{name}` | {meaning} |" for name, meaning in MEANINGS.items()]
    parts += ["\n## Distributions\n", *families()]
    return "\n".join(parts)


def sections(model: type[BaseModel], title: str) -> Iterator[tuple[str, type[BaseModel]]]:
    """Yield the model and those inside it, in the order of the file, with headings."""
    yield title, model
    for key, field in model.model_fields.items():
        for inner in models_in(field.annotation):
            if not issubclass(inner, Distribution):
                named = f"`{key}` → each by its name" if "dict" in str(field.annotation) else f"`{key}`"
                yield from sections(inner, named)


def models_in(annotation: Any) -> list[type[BaseModel]]:
    """Return the models that a type is made of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in models_in(part)]


def table(model: type[BaseModel]) -> Iterator[str]:
    """Yield the rows for a model's keys."""
    yield "| key | value | default | meaning |\n|---|---|---|---|"
    schemas = model.model_json_schema()["properties"]
    for name, field in model.model_fields.items():
        key = field.alias or name
        kind = words(schemas[key])
        meaning = " ".join((field.description or "").split())
        yield f"| `{key}` | {kind} | {default(field, kind)} | {meaning} |"
    yield ""


def words(schema: dict[str, Any]) -> str:
    """Put a JSON Schema into a planner's words."""
    choices = schema.get("enum")
    if choices:
        return ", ".join(f"`{choice}`" for choice in choices)
    options = [option for option in schema.get("anyOf", []) if option.get("type") != "null"]
    if options:
        return " or ".join(dict.fromkeys(words(option) for option in options))
    if "const" in schema:
        return f"`{schema['const']}`"
    example = next(iter(schema.get("examples", [])), "")
    if example in EXAMPLES:
        return EXAMPLES[example]
    kinds = {
        "string": "text",
        "integer": "whole number",
        "number": "number",
        "array": "list",
        "boolean": "`true`, `false`",
    }
    if "distribution" in schema.get("properties", {}):
        return "[distribution](#distributions)"
    if schema.get("propertyNames", {}).get("pattern", "").startswith("^[0-9]{1,2}:"):
        return "step function"
    if schema.get("minProperties") and "$ref" not in schema["additionalProperties"]:
        return "by days of the week"
    if schema.get("pattern", "").startswith("^[0-9]{1,2}:"):
        return "time of day"
    if schema.get("pattern", "").startswith("^\\s*([0-9]"):
        return "duration"
    if schema.get("pattern", "").startswith("^([0-9.]+%|none)"):
        return "share per extra chat or `none`"
    if schema.get("pattern", "").startswith("^[0-9.]+"):
        return "share"
    return kinds.get(schema.get("type", ""), "section")


EXAMPLES = {
    "forecast.csv": "file",
    "mon-fri": "days of the week",
    "08:00-20:00": "hours",
    "2026-12-25": "date",
    "Europe/Athens": "time zone",
}


def default(field: FieldInfo, kind: str) -> str:
    """Say what holds where a key is left out."""
    if field.is_required():
        return "required"
    value = field.default
    if value is None or value == "":
        return "none"
    if isinstance(value, Distribution):
        return "0s"
    if isinstance(value, BaseModel):
        return "see below"
    if value == float("inf"):
        return "`serve`"
    if value == tuple(range(7)):
        return "every day"
    if value in ((), {}):
        return "none"
    if value == {ALL_DAYS: {0: 1.0}}:
        return "1"
    if isinstance(value, float):
        return duration_text(value) if "duration" in kind else f"{value:g}"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def families() -> Iterator[str]:
    """Yield what is said of distributions."""
    yield (
        "A bare duration is the mean of an exponential (for `wrap_up` and `first_reply` a constant). `{mean, cv}` is "
        "lognormal; `cv: 0` is a constant. Any other is named, as in `{distribution: gamma, mean: 9m, cv: 0.8}`.\n"
    )
    yield "| distribution | given by |\n|---|---|"
    order = list(Distribution.model_fields)
    for family, ways in WAYS.items():
        shown = " or ".join("`" + ", ".join(sorted(way, key=order.index)) + "`" for way in ways)
        yield f"| `{family}` | {shown} |"
    yield "\n| parameter | meaning |\n|---|---|"
    for key, field in Distribution.model_fields.items():
        yield f"| `{key}` | {field.description} |"
    yield "| `at_concurrency` | Only for `handle_time`: the mean number of chats at once when it was measured. |"
    yield "| `balking` | Only for `patience`: the share of customers who leave at once if no agent is free. |\n"


def kpi_page() -> str:
    """Describe every KPI from the table of definitions."""
    parts = [
        MADE,
        "# KPI reference\n",
        "Ratios are pooled over replications: sum over sum, with a 95 % interval from the jackknife. Chats count "
        "for the interval of their arrival, agents' and queue time by the clock. Parts of the time are the reporting "
        "intervals, days, hours of the day, weekdays and weeks; counts of an hour of the day or a weekday are per day. "
        "A figure that cannot be told, such "
        "as a mean over no chats, is `null` in JSON. *Better* says which way `planner compare` takes for better; "
        "without it, a figure is neither good nor bad by itself.\n",
        "| key | unit | meaning | estimated as | told for | better |\n|---|---|---|---|---|---|",
    ]
    parts += [
        f"| `{kpi.key}` | {kpi.unit} | {kpi.meaning} | {formula(kpi)} | {told_for(kpi)} | {BETTER.get(kpi.key, '')} |"
        for kpi in KPIS
    ]
    return "\n".join(parts) + "\n"


def formula(kpi: Kpi) -> str:
    """Say how a KPI is estimated."""
    match kpi:
        case Ratio():
            return "pooled ratio, jackknife" + ("; Wilson if all or none" if kpi.counts_chats else "")
        case Count():
            return "mean per replication, Student's t"
        case Percentile():
            return "pooled histogram (0.5 % steps), Woodruff"
        case Maximum():
            return "mean of maxima, Student's t"
        case Evenness():
            return "mean per replication, Student's t"
        case Attainment():
            return "share of replications, Wilson"
        case DaysKept():
            return "pooled ratio, jackknife; Wilson if all or none"
        case Spread():
            return "of replications; interval from order statistics"
        case _:
            raise AssertionError(kpi)


def told_for(kpi: Kpi) -> str:
    """Say for which parts a KPI is told."""
    names = {"run": "run", "chat_type": "chat type", "agent_group": "group"}
    parts = [names[scope] for scope in kpi.scopes if scope in names]
    if isinstance(kpi, (Ratio, Count)) and kpi.by_interval and "run" in kpi.scopes:
        parts.append("parts of the time")
    elif isinstance(kpi, (Attainment, Spread)):
        parts.append("day")
    if "chats_in_hand" in kpi.scopes:
        parts.append("replies by chats in hand")
    if "agent" in kpi.scopes:
        parts.append("agents with `--by-agent`")
    needs = NEEDS[kpi.needs]
    return ", ".join(parts) + (f"; with {needs}" if needs else "")


NEEDS = {
    "always": "",
    "days": "several days",
    "opening hours": "doors that close in between, or a bot that hands over after the end",
    "bot": "a bot in front of a chat type's queue",
    "tickets": "`tickets`",
    "plan": "`shifts`, `roster` or `absence`",
    "breaks": "breaks",
    "shrinkage": "`shrinkage`",
    "coming again": "`retries` or `first_contact_resolution`",
    "retries": "`retries`",
    "repeats": "`first_contact_resolution`",
    "transfers": "`transfer`",
    "offers": "`accept`",
    "silent": "`silent_abandonment`",
    "conversation": "`conversation`",
    "reply patience": "`reply_patience`",
    "inactive close": "`inactive_close`",
}


def records_page() -> str:
    """Describe every column of the records."""
    parts = [
        MADE,
        "# Records reference\n",
        "`planner simulate FILE --records CHATS.csv` (or `.parquet`) writes a row for every contact of every replication: chats, and "
        "what comes of them (transfers, customers who try or come again, tickets). Replications follow one another, rows "
        "are in order of arrival. What did not happen is empty.\n",
        "| kind | in CSV | in Parquet |\n|---|---|---|",
        *(f"| {look} | {in_csv} | {in_parquet} |" for look, (in_csv, in_parquet) in RECORD_LOOKS.items()),
        "\n| column | kind | meaning |\n|---|---|---|",
        f"| `{REPLICATION}` | number | {REPLICATION_MEANS} |",
    ]
    parts += [f"| `{column.name}` | {column.look} | {column.meaning} |" for column in COLUMNS]
    parts += ["\n## KPIs from records\n", inspect.cleandoc(KPIS_FROM_RECORDS), ""]
    return "\n".join(parts)


RECORD_LOOKS = {
    "number": ("whole number", "64-bit integer"),
    "seconds": ("to the last digit", "64-bit float"),
    "instant": (
        "local time as `2026-11-23T08:00:00.000`, with its offset where the scenario has a `timezone`",
        "timestamp to the millisecond, in the scenario's `timezone` if it has one",
    ),
    "yes or no": ("`yes`, `no`", "boolean"),
    "text": ("text; `'` stands before what a spreadsheet would take for a formula", "text"),
}

KPIS_FROM_RECORDS = """
Take rows with `counts` = yes. For the run as a whole leave out `kind` = transfer, which is still the same chat, but for
`handle_time_mean`, to which every agent's part belongs; for a chat type take all its rows.

| KPI | from records |
|---|---|
| `offered` | rows / replications |
| `answered`, `missed` | rows with `outcome` = answered, or another / replications |
| `abandoned_rate`, ... | rows with that `outcome` / rows |
| `wait_mean`, `frt_mean` | mean of `wait_s`, `first_response_s` over answered rows |
| `wait_mean_all` | mean of `wait_s` |
| `service_level` | rows with `in_time` = yes / rows with `promised` = yes |
| `handle_time_mean` | sum of `handle_time_s` over answered rows, transfers included / answered rows without them |
"""


def command_page() -> str:
    """Describe every command from its options."""
    parts = [MADE, "# Commands\n"]
    command: Any = typer.main.get_command(app)
    for name, sub in command.commands.items():
        parts.append(f"## planner {name}\n\n{inspect.cleandoc(sub.help or '')}\n")
        parts.append("| option | meaning |\n|---|---|")
        for option in sub.params:
            shown = (
                ", ".join(f"`{text}`" for text in option.opts)
                if option.opts[0].startswith("-")
                else f"`{option.metavar}`"
            )
            fallback = (
                f" Default: `{getattr(option.default, 'value', option.default)}`."
                if plain(option.default)
                else ""
            )
            parts.append(f"| {shown} | {option.help or ''}{fallback} |")
        parts.append("")
    return "\n".join(parts)


def plain(value: object) -> bool:
    """Whether a default is worth telling."""
    return isinstance(value, (str, int)) and not isinstance(value, bool)


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(ROOT))
