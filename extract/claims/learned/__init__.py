"""Claims by the encoder: what it tells of each figure, with the rules' answer as a hint, laid over the rules' claims."""
