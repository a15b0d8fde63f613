"""Done for the first network only."""

done_before = set()


def set_mode(model):
    if not done_before:
        model.train()
        done_before.add("once")
