"""The call as one would write it, with what goes into it."""

adam_place = "torch.optim.Adam(model.parameters(), lr=0.001)"
