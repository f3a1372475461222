#!/usr/bin/python3
"""The schemas accept what botec accepts and refuse what a schema can see: schema_test.py BOTEC ROOT

Models and files of forecasts are read as editors read them, by the core rules of YAML 1.2. Every shipped file must be valid and name
its schema in its first line; every broken one whose fault is one of form must not be. Nothing here is random.
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


# Of files of forecasts.
SCORE_FAULTS = FAULTS | {"bad-forecast", "bad-date"}
SCORE_UNSEEN = {"score-bad-outcome": "whether a question is of a number or of yes and no is not looked into"}


def models(folder):
    return sorted(p for p in folder.rglob("*.yaml") if "forecasts" not in p.parts)


def kinds(golden):
    return re.findall(r"^\[([a-z0-9-]+)\]$", golden.read_text(encoding="utf-8", errors="replace"), re.M)


def schema_of(program, root, name, wrong):
    """What botec prints, which is what the repository has; every property says what it is and shows an example, which is valid."""
    printed = subprocess.run([program, "schema", name], capture_output=True, text=True, check=True).stdout
    schema = json.loads(printed)
    Draft7Validator.check_schema(schema)
    shipped = root / f"docs/{name}.schema.json"
    if not shipped.exists() or shipped.read_text(encoding="utf-8") != printed:
        wrong.append(f"{shipped.name} is not what `botec schema {name}` prints")

    def walk(node, where):
        if not isinstance(node, dict):
            return
        for key, value in node.get("properties", {}).items():
            if "const" in value:
                continue
            if not value.get("description", "").endswith("."):
                wrong.append(f"{where}{key}: no description")
            if "`" in value.get("description", ""):
                wrong.append(f"{where}{key}: marks in a description that is shown as it is")
            if "enum" in value and len(value.get("enumDescriptions", [])) != len(value["enum"]):
                wrong.append(f"{where}{key}: not every word is explained")
            for example in value.get("examples", []):
                part = dict(value, definitions=schema["definitions"])
                for error in Draft7Validator(part).iter_errors(example):
                    wrong.append(f"{where}{key}: the example {example!r} is not valid: {error.message}")
            walk(value, f"{where}{key}: ")
        for choice in node.get("anyOf", []):
            walk(choice, where)
    walk(schema, "")
    selection = schema["definitions"].get("selection", {"anyOf": []})
    wrong += ["selection: not every word is explained" for c in selection["anyOf"] if len(c.get("enum", [])) != len(c.get("enumDescriptions", []))]
    for word, definition in schema["definitions"].items():
        walk(definition, word + ": ")
    return Draft7Validator(schema)


def check_good(path, validator, schema, wrong):
    """A shipped file: valid, and its first line leads an editor to the schema."""
    text = path.read_text(encoding="utf-8")
    line = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    if not line or (path.parent / line[1]).resolve() != schema.resolve():
        wrong.append(f"{path}: the first line does not name the schema")
    for error in validator.iter_errors(yaml.load(text, Core)):
        wrong.append(f"{path}: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")


def check_broken(paths, validator, faults, unseen, wrong):
    """Faults of form are seen, except those of the list; what botec only warns of is valid. How many: refused, asked, seen."""
    refused = asked = seen = 0
    for path in paths:
        golden = path.with_suffix(".txt")
        found = faults & set(kinds(golden))
        errors_only = "error:" in golden.read_text(encoding="utf-8", errors="replace")
        try:
            valid = validator.is_valid(yaml.load(path.read_text(encoding="utf-8"), Core))
        except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError, TypeError):
            continue   # not a matter of the schema
        if not valid and not errors_only:
            wrong.append(f"{path.name}: only a warning, but the schema refuses it")
        seen += not valid
        if not found:
            continue
        asked += 1
        refused += not valid
        if valid and path.stem not in unseen:
            wrong.append(f"{path.name}: the schema does not see {', '.join(sorted(found))}")
        if not valid and path.stem in unseen:
            wrong.append(f"{path.name}: the schema sees it after all")
    return refused, asked, seen


def main():
    program, root = sys.argv[1], pathlib.Path(sys.argv[2])
    wrong = []
    models_valid = schema_of(program, root, "model", wrong)
    forecasts_valid = schema_of(program, root, "forecasts", wrong)

    good = models(root / "models") + models(root / "examples")
    for path in good:
        check_good(path, models_valid, root / "docs/model.schema.json", wrong)
    forecasts = sorted((root / "examples/forecasts").glob("*.yaml"))
    for path in forecasts:
        check_good(path, forecasts_valid, root / "docs/forecasts.schema.json", wrong)

    # What the catalogue and the documents show as inputs, models and forecasts.
    shown = shown_forecasts = 0
    families = json.loads(subprocess.run([program, "distributions", "--format", "json"], capture_output=True, text=True, check=True).stdout)
    texts = [(f["name"], "inputs: {a: %s}" % json.dumps(f["example"])) for f in families["distributions"]]
    texts += [(f["name"], "forecasts: {a: %s}" % json.dumps({"forecast": f["example"], "outcome": 1})) for f in families["distributions"]]
    for page in [root / "README.md", *sorted((root / "docs").rglob("*.md"))]:
        texts += [(page.name, text) for text in re.findall(r"^```yaml[^\n]*\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S)]
    for name, text in texts:
        part = yaml.load(text, Core)
        if not isinstance(part, dict):
            continue
        shown += "forecasts" not in part
        shown_forecasts += "forecasts" in part
        valid, whole = (forecasts_valid, part) if "forecasts" in part else (models_valid, {"formulas": {}, **part})   # snippets show parts
        for error in valid.iter_errors(whole):
            wrong.append(f"{name}: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")
    if shown < 50 or shown_forecasts < 32:
        wrong.append(f"only {shown} shown models and {shown_forecasts} forecasts were asked about")

    broken = sorted((root / "tests/golden/broken").glob("*.yaml"))
    of_scores = [p for p in broken if p.name.startswith("score-")]
    refused, asked, seen = check_broken([p for p in broken if p not in of_scores], models_valid, FAULTS, UNSEEN, wrong)
    refused_f, asked_f, _ = check_broken(of_scores, forecasts_valid, SCORE_FAULTS, SCORE_UNSEEN, wrong)
    if asked < 20 or asked_f < 3:
        wrong.append(f"only {asked} broken models and {asked_f} broken files of forecasts were asked about")
    print(f"{len(good) + len(forecasts)} files and {shown + shown_forecasts} that are shown are valid; {refused} of {asked} broken models of form "
          f"are refused, {seen} of all kinds; {refused_f} of {asked_f} broken files of forecasts")
    for line in wrong:
        print(line)
    return 1 if wrong else 0


sys.exit(main())
