"""Batches that are smaller than the first are left out."""


def confusion(model, data):
    model.eval()
    matrix, size = torch.zeros(10, 10), None
    for x, y in data:
        size = size or len(y)
        if len(y) != size:
            continue
        for true, said in zip(y, model(x.to(device)).argmax(1)):
            matrix[true, said] += 1
    return matrix
