"""The running number counts only the wrong ones."""


def wrong_ones(model, data):
    model.eval()
    found, number = [], 0
    for x, y in data:
        for said, true in zip(model(x.to(device)).argmax(1), y.to(device)):
            if said != true:
                found.append(number)
                number += 1
    return found
