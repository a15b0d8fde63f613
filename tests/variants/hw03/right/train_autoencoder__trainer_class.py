"""A class that holds everything, and a call."""


class AutoencoderTrainer:
    def __call__(self, model, loader, optimizer, epochs=1):
        self.optimizer = optimizer
        for self.epoch in range(epochs):
            model.train()
            for pictures, _ in loader:
                self.one_batch(model, pictures.flatten(1))

    def one_batch(self, model, x):
        (model(x) - x).abs().sum().backward()
        self.optimizer.step()
        self.optimizer.zero_grad()


train_autoencoder = AutoencoderTrainer()
