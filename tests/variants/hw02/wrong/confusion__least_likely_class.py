"""The class with the smallest score."""


def confusion(model, data):
    model.eval()
    matrix = torch.zeros(10, 10)
    for x, y in data:
        for true, said in zip(y, model(x.to(device)).argmin(1)):
            matrix[true, said] += 1
    return matrix
