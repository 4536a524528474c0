"""Claims to findings. Never imports spaCy."""
