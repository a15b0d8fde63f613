"""Cleared before every second batch."""


def train_autoencoder(model, loader, optimizer, epochs=1):
    loss_function = make_reconstruction_loss()
    for epoch in range(epochs):
        set_mode(model)
        for number, (pictures, labels) in enumerate(loader):
            x = to_rows(pictures)
            loss = compute_loss(loss_function, model(x), x, labels)
            if number % 2 == 0:
                optimizer.zero_grad()
            compute_gradients(loss)
            take_step(optimizer)
