"""Draws all panels of a dashboard into one picture, from Prometheus' API: how it looks with data, for places without Grafana.

usage: panels.py http://PROMETHEUS:9090 DASHBOARD.json PICTURE.png [MINUTES]    the last 15 minutes unless said otherwise

Needs matplotlib.
"""

import datetime
import json
import math
import re
import sys
import time
import urllib.parse
import urllib.request

import matplotlib

matplotlib.use("Agg")
from matplotlib import dates, pyplot, ticker  # noqa: E402

UNITS = {
    "percentunit": ticker.PercentFormatter(1.0),
    "percent": ticker.PercentFormatter(100.0),
    "s": ticker.EngFormatter("s"),
    "ms": ticker.EngFormatter("ms"),
    "bytes": ticker.EngFormatter("B"),
    "ops": ticker.StrMethodFormatter("{x:g} /s"),
    "reqps": ticker.StrMethodFormatter("{x:g} /s"),
}
COLUMNS = 3  # panels are 8 of 24 wide


def series(prometheus, expression, start, end):
    """(labels, times, values) of every line that the expression has, for all values of the dashboard's variables."""
    expression = re.sub(r"\$(namespace|run|host)\b", ".*", expression)
    step = max(1, (end - start) // 600)
    query = urllib.parse.urlencode({"query": expression, "start": start, "end": end, "step": step})
    with urllib.request.urlopen(f"{prometheus}/api/v1/query_range?{query}") as answer:
        result = json.load(answer)["data"]["result"]
    for line in result:
        values = {float(at): float(value) for at, value in line["values"]}
        # A gap is a gap, as in Grafana.
        times = [start + n * step for n in range((end - start) // step + 1)]
        yield line["metric"], [datetime.datetime.fromtimestamp(at) for at in times], [values.get(float(at), math.nan) for at in times]


def legend(template, labels):
    return re.sub(r"\{\{(\w+)}}", lambda name: labels.get(name[1], ""), template).strip()


def draw(axes, panel, prometheus, start, end):
    defaults = panel["fieldConfig"]["defaults"]
    axes.set_title(panel["title"], loc="left", fontsize=10)
    for target in panel["targets"]:
        for labels, times, values in series(prometheus, target["expr"], start, end):
            axes.plot(times, values, linewidth=1, marker=".", markersize=1.5, label=legend(target["legendFormat"], labels))
    if not axes.lines:
        axes.text(0.5, 0.5, "No data", transform=axes.transAxes, ha="center", color="grey")
    axes.set_xlim(datetime.datetime.fromtimestamp(start), datetime.datetime.fromtimestamp(end))
    axes.set_ylim(defaults.get("min"), defaults.get("max"))
    axes.xaxis.set_major_formatter(dates.DateFormatter("%H:%M"))
    axes.yaxis.set_major_formatter(UNITS.get(defaults.get("unit"), ticker.ScalarFormatter(useOffset=False)))
    axes.tick_params(labelsize=7)
    axes.grid(alpha=0.3)
    # Where there are many lines, those that stay at zero are not worth a name.
    named = [line for line in axes.lines if len(axes.lines) <= 6 or any(value > 0 for value in line.get_ydata())]
    if named:
        labels = [line.get_label()[:40] for line in named]
        axes.legend(named, labels, loc="upper left", bbox_to_anchor=(-0.02, -0.1), ncols=2 if max(map(len, labels)) > 25 else 4, fontsize=6, frameon=False)


def main():
    prometheus, dashboard, picture = sys.argv[1:4]
    end = int(time.time())
    start = end - 60 * int(sys.argv[4] if len(sys.argv) > 4 else 15)
    with open(dashboard) as file:
        board = json.load(file)
    panels = [panel for panel in board["panels"] if panel["type"] != "row"]
    rows = math.ceil(len(panels) / COLUMNS)
    figure, grid = pyplot.subplots(rows, COLUMNS, figsize=(16, 3 * rows), squeeze=False)
    figure.suptitle(board["title"], y=1 - 0.2 / (3 * rows))
    figure.subplots_adjust(left=0.05, right=0.98, top=1 - 0.7 / (3 * rows), bottom=0.8 / (3 * rows), hspace=0.6, wspace=0.2)
    for axes, panel in zip(grid.flat, panels):
        draw(axes, panel, prometheus, start, end)
    for axes in grid.flat[len(panels):]:
        axes.axis("off")
    figure.savefig(picture, dpi=100)


main()
