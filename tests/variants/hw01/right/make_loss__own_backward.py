"""A function of autograd with its own backward."""


class CrossEntropy(torch.autograd.Function):
    @staticmethod
    def forward(ctx, logits, labels):
        p = torch.softmax(logits, dim=1)
        ctx.save_for_backward(p, labels)
        return -torch.log_softmax(logits, dim=1).gather(1, labels[:, None]).mean()

    @staticmethod
    def backward(ctx, grad_output):
        p, labels = ctx.saved_tensors
        grad = p.clone()
        grad[torch.arange(len(labels)), labels] -= 1
        return grad_output * grad / len(labels), None


def make_loss():
    return CrossEntropy.apply
