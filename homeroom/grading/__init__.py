"""From what was handed in to scores in the gradebook."""
