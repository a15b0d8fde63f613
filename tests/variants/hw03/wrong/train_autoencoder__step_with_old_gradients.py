"""A step before the forward, with the gradients of the batch before."""


def train_autoencoder(model, loader, optimizer, epochs=1):
    loss_function = make_reconstruction_loss()
    for epoch in range(epochs):
        set_mode(model)
        for pictures, labels in loader:
            take_step(optimizer)
            optimizer.zero_grad()
            x = to_rows(pictures)
            loss = compute_loss(loss_function, model(x), x, labels)
            compute_gradients(loss)
