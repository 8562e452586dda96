"""JSON as data only: no duplicate keys, no NaN, no halves of surrogate pairs, no endless depth, no endless length."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import NoReturn

LONGEST = 8_000_000
DEEPEST = 64


def parse_strict(data: bytes) -> object:
    """The value of a JSON text (numbers with a point as Decimal). Raises ValueError, which says what is wrong."""
    if len(data) >= LONGEST:
        raise ValueError(f"it has {len(data):,} bytes; expected less than {LONGEST:,}")
    try:
        text = data.decode("utf-8-sig")
        value = json.loads(text, object_pairs_hook=_object, parse_constant=_refuse, parse_float=Decimal)
    except UnicodeDecodeError as error:
        raise ValueError(f"byte {error.start + 1} is no UTF-8") from None
    except RecursionError:
        raise ValueError(f"it is nested more than {DEEPEST} deep") from None
    _check(value)
    return value


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    value = dict(pairs)
    if len(value) < len(pairs):
        keys = [key for key, _item in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {twice!r} stands twice in one object")
    return value


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


def _check(value: object) -> None:
    """Depth, and texts that are no Unicode; level by level, so that depth costs no stack."""
    level, depth = [value], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise ValueError(f"it is nested more than {DEEPEST} deep")
        texts = [item for item in level if isinstance(item, str)]
        texts += [key for item in level if isinstance(item, dict) for key in item]
        for text in texts:
            if any("\ud800" <= char <= "\udfff" for char in text):
                raise ValueError(f"{text!r} has half of a surrogate pair")
        lists = [item for item in level if isinstance(item, list)]
        objects = [item.values() for item in level if isinstance(item, dict)]
        level = [part for items in (*lists, *objects) for part in items]
