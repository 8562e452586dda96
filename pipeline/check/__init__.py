"""Any data package checked, ours or anyone's: its descriptor, its files, every row of its tables."""
