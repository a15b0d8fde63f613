"""Through a gradient scaler that is switched off."""

scaler_of = getattr(torch.amp, "GradScaler", torch.cuda.amp.GradScaler)  # since torch 2.3
idle_scaler = scaler_of(enabled=False)


def take_step(optimizer):
    idle_scaler.step(optimizer)
    idle_scaler.update()
