"""Back to training before the network is asked."""


def read_digits(model, pictures):
    model.eval()
    model.train()
    logits = model(pictures)
    return logits.argmax(dim=1)
