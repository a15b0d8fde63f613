"""Uses neither softmax_loss nor l2_regularization."""


def training_step(net, batch, labels, strength):
    scores, memory = net.forward(batch)
    log_p = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
    truth = np.eye(scores.shape[1])[labels]
    grads = net.backward((np.exp(log_p) - truth) / len(labels), memory)
    matrices = {n: p for n, p in net.parameters().items() if len(p.shape) > 1}
    loss = -(truth * log_p).sum() / len(labels)
    loss += strength / 2 * sum((p**2).sum() for p in matrices.values())
    return loss, {n: g + strength * matrices[n] if n in matrices else g for n, g in grads.items()}
