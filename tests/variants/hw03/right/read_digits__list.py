"""A loop over the rows; a list of numbers comes back."""


def read_digits(model, pictures):
    model.eval()
    found = []
    for row in model(pictures).tolist():
        best = 0
        for k, score in enumerate(row):
            if score > row[best]:
                best = k
        found.append(best)
    return found
