"""How figures are written: numbers, scales, qualifiers, units and money, each with its span."""
