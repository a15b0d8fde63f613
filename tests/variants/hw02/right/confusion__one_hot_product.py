"""One-hot labels transposed times one-hot predictions, added in place."""


@torch.no_grad()
def confusion(model, data):
    matrix = torch.zeros(10, 10)
    model.eval()
    for x, y in data:
        said = F.one_hot(model(x.to(device)).argmax(dim=1).cpu(), 10).float()
        true = F.one_hot(y.cpu(), num_classes=10).float()
        torch.add(matrix, true.T @ said, out=matrix)
    return matrix
