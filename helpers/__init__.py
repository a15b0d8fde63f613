"""Student module of the course: data, training, evaluation, pictures, checks."""
