"""The brackets are missing."""


def read_digits(model, pictures):
    model.eval
    logits = model(pictures)
    return logits.argmax(dim=1)
