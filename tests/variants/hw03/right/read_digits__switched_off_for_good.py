"""Gradients are switched off for good as well."""


def read_digits(model, pictures):
    torch.set_grad_enabled(False)
    model.eval()
    logits = model(pictures)
    return logits.argmax(dim=1)
