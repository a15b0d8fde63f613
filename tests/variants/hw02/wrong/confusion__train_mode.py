"""The network is in train mode."""

# typical


def confusion(model, data):
    matrix = torch.zeros(10, 10)
    for x, y in data:
        for true, said in zip(y, model.train()(x.to(device)).argmax(1)):
            matrix[true, said] += 1
    return matrix
