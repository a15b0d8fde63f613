"""Children first, by recursion; the network is handed back."""


def set_mode(model, *, training=True):
    for child in model.children():
        set_mode(child, training=training)
    model.training = training
    return model
