"""Companies, brands and platforms, and the words that stand for them."""

from extract.mentions.companies.finding import find_companies

__all__ = ["find_companies"]
