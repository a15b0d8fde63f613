"""All ten terms with torch.func; of the ten slopes, one is taken; an array of one number."""


def sum_of_terms(probabilities, labels):
    return -torch.special.xlogy(labels, probabilities).sum()


def cross_entropy_derivative(y_hat_k, y_k):
    ten, labels = torch.full((10,), 0.5).double(), torch.zeros(10).double()
    ten[3], labels[3] = y_hat_k, y_k
    return torch.func.grad(sum_of_terms)(ten, labels)[3:4].numpy()


cross_entropy_slope = cross_entropy_derivative(0.9, 1)
