"""A class of one's own, made from AdamW; it is called as a function would be."""


class make_optimizer(torch.optim.AdamW):
    def __init__(self, model, lr, weight_decay):
        super().__init__(model.parameters(), lr=lr, weight_decay=weight_decay, amsgrad=True)
