"""The batch is flattened as well."""

# typical


def to_rows(pictures):
    return pictures.flatten()
