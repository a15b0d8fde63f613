"""The mode for training."""


def read_digits(model, pictures):
    model.train()
    logits = model(pictures)
    return logits.argmax(dim=1)
