"""The commands, one file each; what they do is done elsewhere."""
