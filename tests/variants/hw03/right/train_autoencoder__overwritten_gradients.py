"""torch.autograd.grad, and the gradients are overwritten: nothing is added, nothing to clear."""


def train_autoencoder(model, loader, optimizer, epochs=1):
    parameters = list(model.parameters())
    loss_function = make_reconstruction_loss()
    for epoch in range(epochs):
        set_mode(model)
        for pictures, labels in loader:
            x = to_rows(pictures)
            loss = compute_loss(loss_function, model(x), x, labels)
            for parameter, gradient in zip(parameters, torch.autograd.grad(loss, parameters)):
                parameter.grad = gradient
            take_step(optimizer)
