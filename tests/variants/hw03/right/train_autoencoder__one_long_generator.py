"""One generator for all batches of all epochs; a function for the work on one."""


def batches_of(loader, epochs):
    for _ in range(epochs):
        yield True, None
        yield from ((False, batch) for batch in loader)


def train_autoencoder(model, loader, optimizer, epochs=1):
    loss_function = make_reconstruction_loss()

    def learn_from(pictures, labels):
        x = to_rows(pictures)
        loss = compute_loss(loss_function, model(x), x, labels)
        optimizer.zero_grad(set_to_none=True)
        compute_gradients(loss)
        take_step(optimizer)
        return loss.item()

    losses = []
    for is_new_epoch, batch in batches_of(loader, epochs):
        if is_new_epoch:
            set_mode(model)
        else:
            losses.append(learn_from(*batch))
    return losses
