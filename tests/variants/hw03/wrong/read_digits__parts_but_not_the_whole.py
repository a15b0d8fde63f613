"""The parts, but not the network itself, whose forward may ask for its own mode."""


def read_digits(model, pictures):
    for part in model.children():
        part.eval()
    logits = model(pictures)
    return logits.argmax(dim=1)
