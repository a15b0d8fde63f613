"""No eval mode, only no gradients."""

# typical


def read_digits(model, pictures):
    with torch.no_grad():
        logits = model(pictures)
    return logits.argmax(dim=1)
