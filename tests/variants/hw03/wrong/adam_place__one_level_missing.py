"""Directly in torch."""

adam_place = "torch.Adam"
