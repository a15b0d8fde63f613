"""The same chance every time."""


def read_digits(model, pictures):
    torch.manual_seed(0)
    logits = model(pictures)
    return logits.argmax(dim=1)
