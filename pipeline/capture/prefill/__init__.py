"""What a document says of itself (title, publisher, date …), each with the place that says it. Pure: no disk."""
