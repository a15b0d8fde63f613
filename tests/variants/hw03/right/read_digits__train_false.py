"""The same mode by its other name, in inference mode, then set back."""


@torch.inference_mode()
def read_digits(network, x):
    mode = network.training
    digits = network.train(False)(x).max(1).indices
    network.train(mode)
    return digits.clone()
