"""The optimiser calls a function that clears, computes and gives the loss."""


def train_autoencoder(model, loader, optimizer, epochs=1):
    loss_function = make_reconstruction_loss()
    for epoch in range(epochs):
        set_mode(model)
        for pictures, labels in loader:
            x = to_rows(pictures)

            def closure():
                optimizer.zero_grad()
                loss = compute_loss(loss_function, model(x), x, labels)
                compute_gradients(loss)
                return loss

            print(optimizer.step(closure).item())
