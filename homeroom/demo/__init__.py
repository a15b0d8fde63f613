"""A made-up class that hands in a homework, so that the whole course can be seen at work."""
