"""What students and instructors read after grading."""
