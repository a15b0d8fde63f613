"""The network is left in train mode."""

# typical


def wrong_ones(model, data):
    model.train()
    said = torch.cat([model(x.to(device)).argmax(1).cpu() for x, _ in data])
    return torch.nonzero(said != torch.cat([y for _, y in data]).cpu()).flatten().tolist()
