"""The trained encoder: an article is read once, and mentions and claims are told from what it saw."""
