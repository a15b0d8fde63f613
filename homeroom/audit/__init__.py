"""Are the tests any good? Right, wrong and changed answers, repeated, and what each one loses."""
