"""Rows instead of pictures, which a network of convolutions does not take."""


def read_digits(model, pictures):
    model.eval()
    logits = model(pictures.flatten(1))
    return logits.argmax(dim=1)
