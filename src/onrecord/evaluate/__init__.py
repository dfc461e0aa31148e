"""Measures the engine against annotated data, one module a task."""
