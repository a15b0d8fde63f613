"""One number at a time, by np.vectorize; slope 1 at zero."""

relu_forward = lambda x: (np.vectorize(lambda one: max(float(one), 0.0))(x), x.copy())
relu_backward = lambda grad_out, x: np.vectorize(lambda g, one: g if one >= 0 else 0.0)(grad_out, x)
