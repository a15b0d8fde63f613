"""PyTorch's mean over all ten outputs, of which nine are right."""


def mse_derivative(guess, label):
    outputs = torch.zeros(10, dtype=torch.float64)
    outputs[3] = guess
    outputs.requires_grad_()
    labels = torch.zeros_like(outputs)
    labels[3] = label
    F.mse_loss(outputs, labels).backward()
    return outputs.grad[3].item()


mse_convention = "mean"
mse_slope = mse_derivative(0.9, 1)
