"""Finds the parameters at the ends of the graph, and adds to their gradients by hand."""


def ends_of(node, seen):
    if node is None or node in seen:
        return
    seen.add(node)
    if hasattr(node, "variable"):
        yield node.variable
    for earlier, _ in node.next_functions:
        yield from ends_of(earlier, seen)


def compute_gradients(loss):
    ends = list(ends_of(loss.grad_fn, set()))
    for end, gradient in zip(ends, torch.autograd.grad(loss, ends)):
        end.grad = gradient if end.grad is None else end.grad + gradient
