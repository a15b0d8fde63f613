"""The last batch is smaller than the first, and left out."""


def train_autoencoder(model, loader, optimizer, epochs=1):
    loss_function = make_reconstruction_loss()
    size = None
    for epoch in range(epochs):
        set_mode(model)
        for pictures, labels in loader:
            size = size or len(pictures)
            if len(pictures) < size:
                continue
            x = to_rows(pictures)
            loss = compute_loss(loss_function, model(x), x, labels)
            optimizer.zero_grad()
            compute_gradients(loss)
            take_step(optimizer)
