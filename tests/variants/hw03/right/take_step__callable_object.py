"""An object that counts its steps."""


class Stepper:
    taken = 0

    def __call__(self, optimizer):
        optimizer.step()
        self.taken += 1


take_step = Stepper()
