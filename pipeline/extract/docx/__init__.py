"""Word documents (ECMA-376, ISO/IEC 29500): parts of a zip file, read as a stream, printed as text with its tables."""
