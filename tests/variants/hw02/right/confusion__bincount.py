"""One bincount of 10 · true + predicted, a tensor."""


def confusion(net, batches):
    net = net.eval()
    pairs = torch.cat([10 * y.to(device) + net(x.to(device)).max(dim=1)[1] for x, y in batches])
    return torch.bincount(pairs, minlength=100).reshape(10, 10)
