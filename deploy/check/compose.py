"""Validates a compose file by the schema of the Compose specification, and that the files it mounts are there.

usage: compose.py COMPOSE.yaml SCHEMA.json
"""

import json
import pathlib
import sys

import jsonschema
import yaml


def main():
    path, schema = map(pathlib.Path, sys.argv[1:])
    project = yaml.safe_load(path.read_text())
    errors = [f"{error.json_path}: {error.message}" for error in
              jsonschema.Draft202012Validator(json.loads(schema.read_text())).iter_errors(project)]
    mounted = [volume.split(":")[0] for service in project["services"].values() for volume in service.get("volumes", [])]
    errors += [f"{file} is not there" for file in mounted
               if file.startswith(".") and not (path.parent / file).exists()]
    print(f"  {len(project['services'])} services", *errors, sep="\n  ")
    sys.exit(bool(errors))


main()
