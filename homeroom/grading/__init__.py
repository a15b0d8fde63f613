"""How one submission is run and graded."""
