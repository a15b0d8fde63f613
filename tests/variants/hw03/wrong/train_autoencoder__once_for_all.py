"""Cleared once, before the loop."""

# typical


def train_autoencoder(model, loader, optimizer, epochs=1):
    loss_function = make_reconstruction_loss()
    optimizer.zero_grad()
    for epoch in range(epochs):
        set_mode(model)
        for pictures, labels in loader:
            x = to_rows(pictures)
            output = model(x)
            loss = compute_loss(loss_function, output, x, labels)
            compute_gradients(loss)
            take_step(optimizer)
