"""The smallest logit."""


def read_digits(model, pictures):
    model.eval()
    logits = model(pictures)
    return logits.argmin(dim=1)
