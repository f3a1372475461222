#!/usr/bin/python3
"""The schema accepts what botec accepts and refuses what a schema can see: schema_test.py BOTEC ROOT

Models are read as editors read them, by the core rules of YAML 1.2. Every shipped model and example must be valid and name the
schema in its first line; every broken model whose fault is one of form must not be. Nothing here is random.
"""
import json
import pathlib
import re
import subprocess
import sys

import yaml
from jsonschema import Draft7Validator

# Faults that keys, words, shapes and ways of writing numbers show. The others want units, names, formulas or data.
FAULTS = {"unknown-key", "missing-key", "wrong-shape", "bad-setting", "bad-name", "bad-quantity", "unknown-distribution",
          "missing-argument", "bad-range", "conflicting-arguments", "bad-observation", "bad-trend", "bad-input", "bad-number"}
# Files of these kinds whose fault no schema can see, with the reason.
UNSEEN = {
    "bad-name-base": "`base` is a name like others",
    "bad-quantity-unit-inside": "what stands between brackets is not looked into",
    "bad-input-map-key": "what stands between brackets is not looked into",
    "bad-input-date": "whether a range is of dates is not a matter of form",
    "bad-trend-range": "which of two ends is the first is not a matter of form",
    "bad-number-date": "patterns know no calendar",
    "bad-number-infinite": "JSON has no such number",
    "bad-number-overflow": "JSON has no such number",
}


class Core(yaml.SafeLoader):
    """YAML 1.2: no dates, no yes and no, no numbers to the base 60."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in (
        ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
        ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
        ("int", r"[-+]?[0-9]+", "-+0123456789"),
        ("float", r"[-+]?([.][0-9]+|[0-9]+([.][0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?[.](inf|Inf|INF)|[.](nan|NaN|NAN)", "-+0123456789.")):
    Core.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile("^(?:" + pattern + ")$"), list(first))
Core.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value))
Core.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(node.value.lower().replace(".inf", "inf").replace(".nan", "nan")))


def models(folder):
    return sorted(p for p in folder.rglob("*.yaml") if "forecasts" not in p.parts)


def kinds(golden):
    return re.findall(r"^\[([a-z0-9-]+)\]$", golden.read_text(encoding="utf-8", errors="replace"), re.M)


def main():
    program, root = sys.argv[1], pathlib.Path(sys.argv[2])
    printed = subprocess.run([program, "schema"], capture_output=True, text=True, check=True).stdout
    schema = json.loads(printed)
    Draft7Validator.check_schema(schema)
    validator = Draft7Validator(schema)
    wrong = []

    shipped = root / "docs/model.schema.json"
    if not shipped.exists() or shipped.read_text(encoding="utf-8") != printed:
        wrong.append("docs/model.schema.json is not what `botec schema` prints")

    # Each property says what it is and shows an example, which is valid.
    def walk(node, where):
        if not isinstance(node, dict):
            return
        for key, value in node.get("properties", {}).items():
            if "const" in value:
                continue
            if not value.get("description", "").endswith("."):
                wrong.append(f"{where}{key}: no description")
            for example in value.get("examples", []):
                part = dict(value, definitions=schema["definitions"])
                for error in Draft7Validator(part).iter_errors(example):
                    wrong.append(f"{where}{key}: the example {example!r} is not valid: {error.message}")
            walk(value, f"{where}{key}: ")
        for choice in node.get("anyOf", []):
            walk(choice, where)
    walk(schema, "")
    for name, definition in schema["definitions"].items():
        walk(definition, name + ": ")

    good = models(root / "models") + models(root / "examples")
    for path in good:
        text = path.read_text(encoding="utf-8")
        line = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
        if not line or (path.parent / line[1]).resolve() != shipped.resolve():
            wrong.append(f"{path}: the first line does not name the schema")
        for error in validator.iter_errors(yaml.load(text, Core)):
            wrong.append(f"{path}: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")

    # What the catalogue and the documents show as inputs and models.
    shown = 0
    families = json.loads(subprocess.run([program, "distributions", "--format", "json"], capture_output=True, text=True, check=True).stdout)
    texts = [(f["name"], "inputs: {a: %s}" % json.dumps(f["example"])) for f in families["distributions"]]
    for page in [root / "README.md", *sorted((root / "docs").rglob("*.md"))]:
        texts += [(page.name, text) for text in re.findall(r"^```yaml[^\n]*\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S)]
    for name, text in texts:
        model = yaml.load(text, Core)
        if not isinstance(model, dict) or "forecasts" in model:
            continue
        shown += 1
        whole = {"formulas": {}, **model}   # snippets show parts
        for error in validator.iter_errors(whole):
            wrong.append(f"{name}: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")
    if shown < 50:
        wrong.append(f"only {shown} shown models were asked about")

    refused = asked = seen = 0
    broken = root / "tests/golden/broken"
    for path in sorted(broken.glob("*.yaml")):
        if path.name.startswith("score-"):
            continue
        faults = FAULTS & set(kinds(path.with_suffix(".txt")))
        errors_only = "error:" in path.with_suffix(".txt").read_text(encoding="utf-8", errors="replace")
        try:
            model = yaml.load(path.read_text(encoding="utf-8"), Core)
            valid = validator.is_valid(model)
        except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError, TypeError):
            continue   # not a matter of the schema
        if not valid and not errors_only:
            wrong.append(f"{path.name}: only a warning, but the schema refuses it")
        seen += not valid
        if not faults:
            continue
        asked += 1
        refused += not valid
        if valid and path.stem not in UNSEEN:
            wrong.append(f"{path.name}: the schema does not see {', '.join(sorted(faults))}")
        if not valid and path.stem in UNSEEN:
            wrong.append(f"{path.name}: the schema sees it after all")
    if asked < 20:
        wrong.append(f"only {asked} broken models were asked about")
    print(f"{len(good)} models and {shown} that are shown are valid; {refused} of {asked} broken models of form are refused, {seen} of all kinds")
    for line in wrong:
        print(line)
    return 1 if wrong else 0


sys.exit(main())
