"""All ten logits come back."""


def read_digits(model, pictures):
    model.eval()
    return model(pictures)
