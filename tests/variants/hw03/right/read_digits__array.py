"""NumPy finds the largest; an array of whole numbers comes back."""


def read_digits(model, pictures):
    model.eval()
    logits = model(pictures).detach().numpy()
    return np.argmax(logits, axis=1)
