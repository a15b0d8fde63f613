"""A name from another library."""

adam_place = "keras.optimizers.Adam"
