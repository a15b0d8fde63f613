"""Six convolutions with six filters each, and three linear layers: slow to learn."""


def make_model_3():
    net = nn.Sequential()
    for number in range(6):
        net.append(nn.Conv2d(6 if number else 1, 6, 5, padding=2))
        net.append(nn.ReLU())
        if number % 3 == 2:
            net.append(nn.MaxPool2d(2))
    head = [nn.Linear(6 * 49, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10)]
    return net.append(nn.Flatten()).extend(head)


def settings_3():
    return {"epochs": 9}


register("model 3", make_model_3, settings_3)
