"""A number with its scale and unit, and what amounts make together: ranges, tolerances, measures in two units."""
