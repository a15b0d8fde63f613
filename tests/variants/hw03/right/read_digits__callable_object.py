"""An object that can be called; the largest by comparison; smaller numbers."""


class Reader:
    def __call__(self, model, pictures):
        logits = model.train(mode=False)(pictures)
        is_largest = logits == logits.amax(dim=1, keepdim=True)
        return is_largest.int().argmax(dim=1).to(torch.int32)


read_digits = Reader()
