"""From archives that were handed in to folders that nbgrader collects from."""
