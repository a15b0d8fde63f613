"""Pictures stay pictures."""

# typical


def to_rows(pictures):
    return pictures
