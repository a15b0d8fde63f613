"""Picture by picture."""


def read_digits(model, pictures):
    nn.Module.eval(model)
    return torch.cat([model(picture[None]).argmax(dim=-1) for picture in pictures])
