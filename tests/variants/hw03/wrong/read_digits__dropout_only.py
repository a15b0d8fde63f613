"""Only dropout is put into the mode."""


def read_digits(model, pictures):
    for part in model.modules():
        if isinstance(part, nn.Dropout):
            part.eval()
    return model(pictures).argmax(dim=1)
