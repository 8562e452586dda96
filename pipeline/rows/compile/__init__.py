"""From a Table Schema to one SQL text over rows of strings: a pure function that knows no file and no connection."""

from pipeline.rows.compile.plan import Plan, compile_plan
from pipeline.rows.compile.schema import FieldRule, ForeignRule, TableRule, read_schema

__all__ = ["FieldRule", "ForeignRule", "Plan", "TableRule", "compile_plan", "read_schema"]
