"""For each true class the predictions of its pictures are counted."""


def confusion(model, data):
    result = evaluate(model, data)
    y, y_hat = torch.as_tensor(result.y_true), torch.as_tensor(result.y_pred)
    return torch.stack([torch.bincount(y_hat[y == k], minlength=10) for k in range(10)])
