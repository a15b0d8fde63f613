"""The formula for the size of a map, the steps in a generator."""


def shapes():
    def after(size, kernel, stride, padding):
        return (size + 2 * padding - kernel) // stride + 1

    side = 32
    for block in range(3):
        filters, side = 12 * 2**block, after(side, 3, 1, 1)
        for step in "conv", "norm", "act":
            yield step + str(block + 1), [filters, side, side]
        side = after(side, kernel=2, stride=2, padding=0)
        yield f"pool{block + 1}", [filters, side, side]
    yield "flatten", [filters * side * side]
    yield from (("linear1", [64]), ("act4", [64]), ("linear2", [10]))


output_shapes = dict(shapes())
