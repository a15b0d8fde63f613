"""AdamW with a decay of zero is Adam."""


def make_optimizer(net, learning_rate):
    from torch.optim import AdamW

    return AdamW(net.parameters(), lr=learning_rate, weight_decay=0.0)
