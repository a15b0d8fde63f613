"""In two halves, through probabilities; the mode is given back whatever happens."""


def read_digits(model, pictures):
    before = model.training
    try:
        model.eval()
        parts = [model(half) for half in pictures.split(20)]
    finally:
        model.train(before)
    return torch.log_softmax(torch.vstack(parts), dim=1).sort(descending=True).indices[:, 0]
