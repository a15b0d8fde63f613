"""As one writes it after an import that is not told."""

adam_place = "optim.Adam"
