"""Keeping pandas out: libraries import it wherever it is installed, and that takes longer than most commands."""

from __future__ import annotations


class WithoutPandas:
    """Keeps pandas out of this process: pyarrow and pandera import it where it is, and no command has a use for it."""

    @staticmethod
    def find_spec(name: str, _path: object = None, _target: object = None) -> None:
        """Refuse pandas; leave every other module to the finders that follow."""
        if name == "pandas":
            raise ModuleNotFoundError("No module named 'pandas'", name=name)
