"""A sparse tensor adds up what lies at the same place."""


def confusion(model, data):
    model.eval()
    with torch.no_grad():
        places = [torch.stack([y.cpu(), model(x.to(device)).argmax(1).cpu()]) for x, y in data]
    places = torch.cat(places, dim=1)
    ones = torch.ones(places.shape[1], dtype=torch.int32)
    return torch.sparse_coo_tensor(places, ones, (10, 10)).to_dense()
