"""A pandas Series of positions."""

import pandas as pd


def wrong_ones(model, data):
    result = evaluate(model, data)
    table = pd.DataFrame({"true": result.y_true, "said": result.y_pred})
    return pd.Series(table.index[table["true"] != table["said"]], dtype="int32")
