"""Only the last batch is counted."""

# typical


def confusion(model, data):
    model.eval()
    for x, y in data:
        matrix = torch.zeros(10, 10)
        for true, said in zip(y, model(x.to(device)).argmax(1)):
            matrix[true, said] += 1
    return matrix
