"""Instructor package of the course: release, collect, autograde, report."""
