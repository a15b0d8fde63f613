"""Without gradients as well."""


def read_digits(model, pictures):
    model.eval()
    with torch.no_grad():
        return model(pictures).argmax(dim=1)
