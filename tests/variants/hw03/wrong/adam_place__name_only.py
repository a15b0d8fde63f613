"""A name without its path."""

adam_place = "Adam"
