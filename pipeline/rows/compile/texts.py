"""Formats of strings. E-mail addresses and URIs are judged by the libraries that Frictionless judges them with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.rows.compile.schema import FieldRule

UUID = "[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}"
BASE64 = "(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?"


def string_reader(rule: FieldRule) -> Callable[[str], str | None]:
    """Any text, or one of the field's format."""
    if rule.format == "default":
        return lambda text: text
    fits = {"email": _is_email, "uri": _is_uri, "uuid": _matches(UUID), "binary": _matches(BASE64)}[rule.format]
    return lambda text: text if fits(text) else None


def _matches(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda text: compiled.fullmatch(text) is not None


def _is_email(text: str) -> bool:
    import validators

    return bool(validators.email(text))


def _is_uri(text: str) -> bool:
    from rfc3986 import exceptions, uri_reference
    from rfc3986.validators import Validator

    try:
        Validator().require_presence_of("scheme").validate(uri_reference(text))
    except (exceptions.ValidationError, ValueError):
        return False
    return True
