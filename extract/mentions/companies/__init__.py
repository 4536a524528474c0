"""Companies, brands and platforms, and the words that stand for them."""
