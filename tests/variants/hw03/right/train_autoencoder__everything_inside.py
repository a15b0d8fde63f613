"""All written out, with other names and a counted loop."""


def train_autoencoder(network, batches, opt, epochs=1):
    done = 0
    while done < epochs:
        network.train()
        for batch in batches:
            opt.zero_grad()
            flat = batch[0].reshape(len(batch[0]), -1)
            F.l1_loss(network(flat), flat).backward()
            opt.step()
        done += 1
