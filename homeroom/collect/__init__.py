"""What comes back from students: archives, unpacked so that nothing else is touched."""
