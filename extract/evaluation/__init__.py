"""How right a system's records are, measured against gold of the same format.

``evaluate(gold, records)`` gives every measure with its interval; ``read_gold`` reads gold; ``crossfoot eval`` is the command.
"""

from extract.evaluation.evaluate import Evaluation, evaluate
from extract.evaluation.gold import GoldArticle, read_gold

__all__ = ["Evaluation", "GoldArticle", "evaluate", "read_gold"]
