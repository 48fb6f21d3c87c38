"""Validates Kubernetes objects on standard input: built-in kinds by kubernetes-validate, others by their CustomResourceDefinition.

usage: helm template … | objects.py KUBERNETES_VERSION FOLDER_WITH_CRDS…
"""

import pathlib
import sys

import jsonschema
import kubernetes_validate
import yaml


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """Knows that a lone = is text: it is one of the operators in Alertmanager's definition."""


Loader.add_constructor("tag:yaml.org,2002:value", lambda loader, node: node.value)


def strict(schema):
    """Unknown fields are errors, as they are for an API server that is asked strictly."""
    if isinstance(schema, list):
        return [strict(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    result = {key: strict(value) for key, value in schema.items()}
    closed = "properties" in result and not schema.get("x-kubernetes-preserve-unknown-fields")
    if closed and isinstance(schema["properties"], dict):
        result.setdefault("additionalProperties", False)
    if schema.get("x-kubernetes-int-or-string"):
        return {"type": ["integer", "string"]}
    return result


def definitions(folders):
    schemas = {}
    for path in (file for folder in folders for file in sorted(pathlib.Path(folder).glob("*.yaml"))):
        for crd in yaml.load_all(path.read_text(), Loader):
            if crd and crd.get("kind") == "CustomResourceDefinition":
                spec = crd["spec"]
                for version in spec["versions"]:
                    schema = strict(version["schema"]["openAPIV3Schema"])
                    schema["properties"]["metadata"] = {"type": "object"}
                    schema["properties"].update(apiVersion={"type": "string"}, kind={"type": "string"})
                    schemas[f"{spec['group']}/{version['name']}", spec["names"]["kind"]] = schema
    return schemas


def problem(thing, kubernetes, schemas):
    try:
        kubernetes_validate.validate(thing, kubernetes, strict=True)
    except kubernetes_validate.ValidationError as error:
        return error.message
    except kubernetes_validate.SchemaNotFoundError:
        schema = schemas.get((thing["apiVersion"], thing["kind"]))
        if schema is None:
            return "no schema of this kind"
        error = jsonschema.exceptions.best_match(jsonschema.Draft7Validator(schema).iter_errors(thing))
        return error and f"{error.json_path}: {error.message}"
    return None


def main():
    kubernetes, schemas = sys.argv[1], definitions(sys.argv[2:])
    things = [thing for thing in yaml.load_all(sys.stdin, Loader) if thing]
    problems = [(thing, text) for thing in things if (text := problem(thing, kubernetes, schemas))]
    for thing, text in problems:
        print(f"  {thing['kind']} {thing['metadata']['name']}: {text}")
    print(f"  {len(things)} objects, {len(problems)} not valid")
    sys.exit(bool(problems) or not things)


main()
