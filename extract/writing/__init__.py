"""Records and findings to files people and programs read."""
