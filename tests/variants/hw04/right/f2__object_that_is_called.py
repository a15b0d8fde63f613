"""An object that can be called, with a method for each way."""


class Tanh:
    def forward(self, x):
        self.y = np.sinh(x) / np.cosh(x)
        return self.y

    def backward(self, grad):
        return (grad * (1 - self.y) * (1 + self.y),)

    def __call__(self, x):
        return self.forward(x), self.backward(1.0)


f2 = Tanh()
