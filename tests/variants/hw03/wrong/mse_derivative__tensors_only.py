"""A method of tensors, where two numbers are given."""
# loses: mse_derivative_test


def mse_derivative(y_hat_k, y_k):
    return y_hat_k.sub(y_k).mul(2)


mse_convention = "sum"
mse_slope = mse_derivative(torch.tensor(0.9), torch.tensor(1.0))
