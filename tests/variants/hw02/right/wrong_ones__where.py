"""numpy.where over everything at once."""


def wrong_ones(net, batches):
    net.eval()
    with torch.no_grad():
        said, true = zip(*[(net(x.to(device)).argmax(1).cpu(), y.cpu()) for x, y in batches])
    return np.where(torch.cat(said).numpy() != torch.cat(true).numpy())[0]
