"""Whether the sources that name one resource agree on its columns, and what they all say of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from pipeline.contract import Contract, Field, to_json
from pipeline.issue import Issue

if TYPE_CHECKING:
    from pipeline.normalise.assemble import ArticleTable, Normalised
    from pipeline.source import Source

Claims = tuple[tuple[str | None, str | None], ...]


@dataclass(slots=True)
class Agreement:
    """Grows source by source: for each resource its contract, the sources that add to it, and every claim in it."""

    resources: dict[str, tuple[Contract, tuple[str, ...], Claims]] = field(default_factory=dict)
    # The resources that are tables of rows.
    staged: set[str] = field(default_factory=set)

    inferred: set[str] = field(default_factory=set)

    def add(self, normalised: Normalised, source: Source) -> list[Issue]:
        """Take in a source's tables; an issue for each that does not agree with what came before."""
        return [issue for article in normalised.articles for issue in self._add(article, source)]

    def _add(self, article: ArticleTable, source: Source) -> list[Issue]:
        name = article.contract.name
        if name not in self.resources:
            self.inferred |= set() if article.declared else {name}
            self.staged |= {name} if article.staged else set()
            self.resources[name] = (article.contract, (source.id,), article.claims)
            return []
        contract, sources, claims = self.resources[name]
        if not article.declared or name in self.inferred:
            what = f"the name {name!r} a second time, for a table that source.yaml does not declare"
            action = "declare that table under a name of its own"
            return [Issue("name-invalid", what, source_id=source.id, file=source.file, action=action)]
        found = differences(contract, article.contract)
        if (name in self.staged) != (article.staged is not None):
            found.append("a table of rows in one source, a table with cells in another")
        if found:
            what = f"resource {name!r}: {'; '.join(found)}"
            expected = f"the columns that {sources[0]} has"
            return [Issue("columns-differ", what, source_id=source.id, file=source.file, expected=expected)]
        merged = tuple(dict.fromkeys((*claims, *article.claims)))
        named = tuple(dict.fromkeys((*sources, source.id)))
        self.resources[name] = (_common(contract, article.contract), named, merged)
        return []

    def to_json(self) -> list[dict[str, Any]]:
        """The resources in the order of their first source and table."""
        return [
            {
                "contract": to_json(contract),
                "sources": sources,
                "claims": claims,
                "staged": contract.name in self.staged,
            }
            for contract, sources, claims in self.resources.values()
        ]


def differences(first: Contract, other: Contract) -> list[str]:
    """What keeps two contracts from being one table, in words."""
    mine, others = _types(first), _types(other)
    found = [f"no column {name!r}" for name in mine if name not in others]
    found += [f"a column {name!r} more" for name in others if name not in mine]
    found += [
        f"{name!r} is {others[name]}, not {kind}" for name, kind in mine.items() if others.get(name, kind) != kind
    ]
    if not found and first.columns != other.columns:
        found.append(f"the columns in the order {list(other.columns)!r}")
    if first.primary_key != other.primary_key:
        found.append(f"the primary key {list(other.primary_key)!r}, not {list(first.primary_key)!r}")
    return found


def _types(contract: Contract) -> dict[str, str]:
    return {item.name: item.type for item in contract.fields}


def _common(first: Contract, other: Contract) -> Contract:
    """The first contract, without a unit or a required value that the other does not share."""
    fields = tuple(_shared(mine, its) for mine, its in zip(first.fields, other.fields, strict=True))
    return replace(first, fields=fields)


def _shared(mine: Field, other: Field) -> Field:
    extra = {key: value for key, value in mine.extra.items() if key != "unit" or value == other.extra.get("unit")}
    constraints = {key: value for key, value in mine.constraints.items() if key != "required" or other.required}
    return replace(mine, extra=extra, constraints=constraints)
