"""Workbooks (Excel, OpenDocument): each sheet's tables, read in a process of its own, cells with their address."""
