"""An optimiser made beforehand, the loss named, the accuracy counted by hand as a tensor."""


def warm_up(net, batches, unseen):
    optimiser = torch.optim.Adam(net.parameters())
    log = fit(net, batches, unseen, epochs=10, optimizer=optimiser, loss=nn.CrossEntropyLoss())
    net.eval()
    with torch.inference_mode():
        right = [net(x).argmax(dim=-1).eq(y) for x, y in unseen]
    return [log, torch.cat(right).float().mean()]
