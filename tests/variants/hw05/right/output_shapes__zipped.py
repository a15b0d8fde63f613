"""Names and shapes zipped, shapes written as strings that were computed with a division."""

names = [f"{step}{block}" for block in "123" for step in ("conv", "norm", "act", "pool")]
shapes = []
for filters, side in (12, 32), (24, 16), (48, 8):
    shapes += 3 * [f"{filters} x {side} x {side}"] + [f"{filters} x {side / 2} x {side / 2}"]
head = ("flatten", f"{48 * (8 / 2) ** 2}"), ("linear1", "64"), ("act4", "64"), ("linear2", "10")
output_shapes = {**dict(zip(names, shapes)), **dict(head)}
