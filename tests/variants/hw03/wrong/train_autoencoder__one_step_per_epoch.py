"""The step has slipped out of the inner loop."""

# typical


def train_autoencoder(model, loader, optimizer, epochs=1):
    loss_function = make_reconstruction_loss()
    for epoch in range(epochs):
        set_mode(model)
        for pictures, labels in loader:
            x = to_rows(pictures)
            loss = compute_loss(loss_function, model(x), x, labels)
            optimizer.zero_grad()
            compute_gradients(loss)
        take_step(optimizer)
