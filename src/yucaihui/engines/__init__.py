"""Algorithms in plain Python: no Django, no clock, no files."""
