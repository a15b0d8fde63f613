"""However many epochs are asked for, one is made."""


def train_autoencoder(model, loader, optimizer, epochs=1):
    loss_function = make_reconstruction_loss()
    set_mode(model)
    for pictures, labels in loader:
        x = to_rows(pictures)
        loss = compute_loss(loss_function, model(x), x, labels)
        optimizer.zero_grad()
        compute_gradients(loss)
        take_step(optimizer)
