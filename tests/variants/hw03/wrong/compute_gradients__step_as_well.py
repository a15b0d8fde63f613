"""The parameters are moved as well, by plain gradient descent."""


def compute_gradients(loss):
    loss.backward()
    waiting = [loss.grad_fn]
    with torch.no_grad():
        while waiting:
            node = waiting.pop()
            waiting += [earlier for earlier, _ in node.next_functions if earlier is not None]
            if hasattr(node, "variable"):
                node.variable.sub_(0.01 * node.variable.grad)
