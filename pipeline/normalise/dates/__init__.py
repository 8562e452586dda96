"""How dates are written: days, months, seasons and intervals, to EDTF."""
