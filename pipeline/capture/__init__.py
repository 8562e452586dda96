"""What is written into raw/: new sources, anchors, and new projects."""
