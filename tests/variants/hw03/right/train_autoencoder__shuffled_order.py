"""The batches of an epoch in an order of its own."""


def train_autoencoder(model, loader, optimizer, epochs=1):
    loss_function = make_reconstruction_loss()
    for epoch in range(epochs):
        set_mode(model)
        batches = list(loader)
        for number in torch.randperm(len(batches)).tolist():
            pictures, labels = batches[number]
            x = to_rows(pictures)
            loss = compute_loss(loss_function, model(x), x, labels)
            optimizer.zero_grad()
            compute_gradients(loss)
            take_step(optimizer)
