"""A loop over the pictures; the length of each difference."""


class Distances:
    def __call__(self, output, x):
        total = output.new_zeros(())
        for one, other in zip(output, x):
            total = total + torch.linalg.vector_norm(one - other)
        return total / output.shape[0]


def make_reconstruction_loss():
    return Distances().__call__
