"""Writes every PromQL expression of the dashboards as a recording rule, so that promtool parses it.

usage: expressions.py DASHBOARD.json…
"""

import json
import sys

VARIABLES = {"$namespace": ".*", "$run": ".*", "$host": ".*"}


def expressions(panels):
    for panel in panels:
        for target in panel.get("targets", []):
            yield panel["title"], target["expr"]
        yield from expressions(panel.get("panels", []))


def main():
    rules = []
    for path in sys.argv[1:]:
        with open(path) as file:
            board = json.load(file)
        for title, text in expressions(board["panels"]):
            for name, value in VARIABLES.items():
                text = text.replace(name, value)
            if "$" in text:
                sys.exit(f"{path}: {title}: unknown variable in {text}")
            rules.append({"record": f"dashboard:expression{len(rules)}", "expr": text, "labels": {"panel": title}})
    json.dump({"groups": [{"name": "dashboards", "rules": rules}]}, sys.stdout)  # JSON is YAML


main()
