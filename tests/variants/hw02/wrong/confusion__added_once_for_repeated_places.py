"""`+= 1` at many places at once: a place that occurs twice is counted once."""


def confusion(model, data):
    model.eval()
    matrix = torch.zeros(10, 10)
    for x, y in data:
        matrix[y, model(x.to(device)).argmax(dim=1).cpu()] += 1
    return matrix
