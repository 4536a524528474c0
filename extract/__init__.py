"""crossfoot: companies, figures, dates and claims out of tech news, checked against each other."""
