"""package.yaml: what the package is called, who makes it, its version and licences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.errors import SourceError
from pipeline.issue import Issue
from pipeline.strict_yaml import read_yaml

if TYPE_CHECKING:
    from pipeline.layout import Layout


def read_metadata(layout: Layout) -> dict[str, Any]:
    """The values of package.yaml; raises SourceError with every fault, each with its line."""
    path = layout.package_yaml
    file = layout.relative(path)
    if path.is_symlink() or not path.is_file():
        raise SourceError(f"no {file} in {layout.root.name}; `tabletrace new DIR` makes a project that has one")
    yaml = read_yaml(path.read_bytes(), "package")
    if yaml.faults:
        issues = [
            Issue(
                "source-invalid",
                fault.found,
                file=file,
                line=fault.line,
                column=fault.column,
                expected=fault.expected,
            )
            for fault in yaml.faults
        ]
        raise SourceError(f"{file} cannot be used; nothing was published", issues)
    return dict(yaml.value)
