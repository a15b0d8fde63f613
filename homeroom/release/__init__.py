"""From source/ to release/: what is added for students, and what must never reach them."""
