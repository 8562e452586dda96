"""Write pipeline/normalise/grammar/data/ucum.json: prefixes and atoms of UCUM with what they are in other units.

Read from the `ucum-essence.xml` that ucumvert brings (UCUM 2.2). Units on a special scale (degrees, pH, decibels) are
left out: no factor converts them. A bit is a dimension of its own here, and not the number 1.
"""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from importlib import resources

from pipeline.layout import CODE

TABLE = CODE / "normalise" / "grammar" / "data" / "ucum.json"
_SPACE = "{http://unitsofmeasure.org/ucum-essence}"


def written() -> str:
    """The text of the table as it is generated."""
    path = resources.files("ucumvert") / "vendor" / "ucum-essence.xml"
    root = ElementTree.fromstring(path.read_bytes())  # noqa: S314 a file of a pinned package
    prefixes = {prefix.attrib["Code"]: _value(prefix)[0] for prefix in root.iter(f"{_SPACE}prefix")}
    bases = [unit.attrib["Code"] for unit in root.iter(f"{_SPACE}base-unit")]
    atoms, metric = {}, list(bases)
    for unit in root.iter(f"{_SPACE}unit"):
        code = unit.attrib["Code"]
        if unit.get("isSpecial") == "yes":
            continue
        if unit.get("isMetric") == "yes":
            metric.append(code)
        if code != "bit":
            atoms[code] = _value(unit)
    table = {"source": "UCUM 2.2, ucum-essence.xml", "bases": [*bases, "bit"], "metric": metric, "prefixes": prefixes}
    lines = ",\n".join(f"  {json.dumps(code)}: {json.dumps(value)}" for code, value in atoms.items())
    return f'{json.dumps(table)[:-1]},\n "atoms": {{\n{lines}\n }}\n}}\n'


def _value(unit: ElementTree.Element) -> tuple[str, str]:
    value = unit.find(f"{_SPACE}value")
    return ("1", "1") if value is None else (value.attrib["value"], value.get("Unit") or "1")


if __name__ == "__main__":
    TABLE.write_text(written(), "utf-8")
