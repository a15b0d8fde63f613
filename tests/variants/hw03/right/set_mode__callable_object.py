"""An object that can be called."""


class Switch:
    def __init__(self, mode):
        self.mode = mode

    def __call__(self, model):
        model.train(self.mode)


set_mode = Switch(True)
