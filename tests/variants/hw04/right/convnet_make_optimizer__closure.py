"""Made by a function that makes such functions; settings in a dictionary, parameters by name."""


def optimizers(kind, **fixed):
    def make(model, lr, weight_decay):
        settings = {"lr": lr, "weight_decay": weight_decay, **fixed}
        return kind((p for _, p in model.named_parameters()), **settings)

    return make


make_optimizer = optimizers(torch.optim.SGD, momentum=0.9, dampening=0.1)
