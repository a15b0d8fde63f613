"""Batches are listed once, the loop is a comprehension, AdamW without decay is Adam."""

import pandas as pd


def step(model, optimizer, x, y):
    optimizer.zero_grad()
    loss = nn.CrossEntropyLoss()(model(x.to(device)), y.to(device))
    loss.backward()
    optimizer.step()
    return loss.detach()


def warm_up(model, train, test):
    train, test = list(train), list(test)
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.001, weight_decay=0)
    table = pd.DataFrame(
        columns=["epoch", "train_loss", "train_accuracy", "val_loss", "val_accuracy"], dtype=float
    )
    for epoch in range(10):
        model.train()
        losses = [step(model, optimizer, x, y) for x, y in train]
        on_train, on_test = evaluate(model, train), evaluate(model, test)
        table.loc[epoch] = [
            epoch + 1,
            torch.stack(losses).mean().item(),
            on_train.accuracy,
            on_test.loss,
            on_test.accuracy,
        ]
    return table, table["val_accuracy"].iloc[-1]
