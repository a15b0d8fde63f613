"""The whole package."""

adam_place = torch
