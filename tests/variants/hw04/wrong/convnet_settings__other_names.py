"""Keys of the student's own."""

settings = {"num_epochs": 10, "batchsize": 64, "learning_rate": 0.001, "weight_decay": 1e-4}
