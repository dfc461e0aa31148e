"""What keeps several inputs in one file, taken apart: one module a format, none of which parses a report."""
