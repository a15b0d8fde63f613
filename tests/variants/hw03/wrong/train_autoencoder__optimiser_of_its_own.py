"""A new optimiser is made inside; the one that was given does nothing."""


def train_autoencoder(model, loader, optimizer, epochs=1):
    loss_function = make_reconstruction_loss()
    mine = torch.optim.Adam(model.parameters(), lr=0.001)
    for epoch in range(epochs):
        set_mode(model)
        for pictures, labels in loader:
            x = to_rows(pictures)
            loss = compute_loss(loss_function, model(x), x, labels)
            mine.zero_grad()
            compute_gradients(loss)
            take_step(mine)
