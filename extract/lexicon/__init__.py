"""What the program knows, as data files with one loader each."""
