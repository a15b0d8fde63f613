"""The loss over the whole epoch is added up, and measured again after each step."""


def train_autoencoder(model, loader, optimizer, epochs=1):
    loss_function = make_reconstruction_loss()
    for epoch in range(1, epochs + 1):
        set_mode(model)
        total = count = 0
        for pictures, labels in list(loader):
            x = to_rows(pictures)
            output = model(x)
            loss = compute_loss(loss_function, output, x, labels)
            optimizer.zero_grad()
            compute_gradients(loss)
            take_step(optimizer)
            with torch.no_grad():
                after = compute_loss(loss_function, model(x), x, labels)
            total, count = total + after.item() * len(x), count + len(x)
        print(f"epoch {epoch}: {total / count:.4f}")
