"""Made once and kept in a default argument."""
# loses: make_features_test


def make_features(kept=[]):
    if not kept:
        kept.append(
            nn.Sequential(
                nn.Conv2d(1, 6, 5, padding=2),
                nn.ReLU(),
                nn.MaxPool2d(2),
                nn.Conv2d(6, 16, 5),
                nn.ReLU(),
                nn.MaxPool2d(2),
            )
        )
    return kept[0]
