"""Tables of plain text that are drawn by place: boxes, rulers, tabs and aligned columns, each by its stated rule."""
