"""HTML pages: the tree that the HTML standard builds, its grids, and the text that the page prints."""
