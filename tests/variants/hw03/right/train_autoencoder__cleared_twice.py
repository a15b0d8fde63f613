"""Cleared before the forward and once more before the backward; by other names."""


def train_autoencoder(model, loader, optimizer, epochs=1):
    criterion = make_reconstruction_loss()
    clear = optimizer.zero_grad
    remaining = epochs
    while (remaining := remaining - 1) >= 0:
        set_mode(model)
        source = iter(loader)
        while (batch := next(source, None)) is not None:
            clear()
            flat = to_rows(batch[0])
            error = compute_loss(criterion, model(flat), flat, batch[1])
            clear()
            compute_gradients(error)
            take_step(optimizer)
