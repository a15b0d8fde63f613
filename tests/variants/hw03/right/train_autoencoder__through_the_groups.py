"""Zeros are written into the gradients that the optimiser knows of."""

import itertools


def train_autoencoder(model, loader, optimizer, epochs=1):
    loss_function = make_reconstruction_loss()
    known = list(itertools.chain.from_iterable(g["params"] for g in optimizer.param_groups))
    for epoch in range(epochs):
        set_mode(model)
        for pictures, labels in loader:
            x = to_rows(pictures)
            output = model(x)
            loss = compute_loss(loss_function, output, x, labels)
            for parameter in known:
                if parameter.grad is not None:
                    parameter.grad.zero_()
            compute_gradients(loss)
            take_step(optimizer)
