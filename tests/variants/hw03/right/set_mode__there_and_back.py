"""First the one mode, then the other."""


def set_mode(net):
    try:
        net.eval()
    finally:
        net.train()
