"""Time and memory by the length of one text: ten times the text, how many times the work?

    python -m benchmarks.lengths [--kilobytes 10 100 1000] [--only NAME] [--rules]

Each text is one that has made programs slow: prose, one line without end, brackets, digits, one sentence of figures. The whole runs on it with the
shipped encoder, or with ``--rules`` by rules behind the shipped tagger and parser, without the time limit that a run sets. A ratio of 10 is linear; what grows with the square shows 100. Ratios hold on
any machine, seconds don't. The memory is the most that the process ever took.
"""

from __future__ import annotations

import argparse
import itertools
import resource
import subprocess
import sys
import time
from datetime import date

PROSE = (
    "Tencent's revenue rose 12% to RMB 5.2 billion (USD 0.8 billion) in the first quarter of 2020. Analysts had expected RMB 5 billion. "
    "The company said that it had 300 million users at the end of March.\n\n"
)
TEXTS = {
    "prose": PROSE,
    "one line": PROSE.replace("\n\n", " "),
    "one sentence": "up 5% to RMB 5 billion from RMB 4 billion and ",
    "shares": "a third of its value ",
    "names": "Tencent and Alibaba, ",
    "brackets": "{",
    "digits": "1",
    "hyphens": "A-",
    "Chinese": "快手去年营收增长了五成",
    "blank lines": "\n",
    "invisible": "\u200b\u202e",
}


def text_of(name: str, kilobytes: int) -> str:
    """A text of the kind ``name`` with so many thousand characters."""
    unit, length = TEXTS[name], 1000 * kilobytes
    return (unit * (length // len(unit) + 1))[:length]


def once(name: str, kilobytes: int, rules: bool) -> tuple[float, float]:
    """Seconds of CPU for one text, and the most megabytes of this process so far."""
    import extract.running.components  # noqa: F401
    from extract.language import load_pipeline
    from extract.model import Article
    from extract.running.article import extract_article, load
    from extract.settings import Options

    if rules:
        nlp = load_pipeline()
        nlp.add_pipe("crossfoot", config={"linker": "crossfoot.rules.v1"})
    else:
        nlp = load(Options())
    extract_article(Article(id="warm", text=PROSE, published=date(2020, 5, 27)), nlp)
    article = Article(id="a", text=text_of(name, kilobytes), published=date(2020, 5, 27))
    start = time.process_time()
    extract_article(article, nlp)
    return time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def apart(name: str, kilobytes: int, rules: bool) -> tuple[float, float]:
    """``once`` in a process of its own, so that memory is that of one text."""
    call = [sys.executable, "-m", "benchmarks.lengths", "--once", name, "--kilobytes", str(kilobytes)]
    call += ["--rules"] if rules else []
    seconds, megabytes = subprocess.run(call, check=True, capture_output=True, text=True).stdout.split()
    return float(seconds), float(megabytes)


def main() -> None:
    """Print the table, in Markdown."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lengths", description=__doc__)
    parser.add_argument("--kilobytes", type=int, nargs="+", default=[10, 100, 1000])
    parser.add_argument("--only", nargs="+", choices=list(TEXTS), default=list(TEXTS))
    parser.add_argument("--rules", action="store_true")
    parser.add_argument("--once", help=argparse.SUPPRESS)
    options = parser.parse_args()
    sizes = options.kilobytes
    if options.once:
        print(*once(options.once, sizes[0], options.rules))
        return
    steps = [f"{small} → {large} kB" for small, large in itertools.pairwise(sizes)]
    print("| text |", " | ".join([*steps, f"MB at {sizes[-1]} kB"]), "|")
    print("| --- |", " | ".join(["--:"] * (len(steps) + 1)), "|")
    for name in options.only:
        measured = [apart(name, size, options.rules) for size in sizes]
        # Below a twentieth of a second the clock, not the program, is measured.
        pairs = itertools.pairwise(measured)
        ratios = [f"{later / max(earlier, 0.05):.1f}" for (earlier, _), (later, _) in pairs]
        print(f"| {name} |", " | ".join([*ratios, f"{measured[-1][1]:.0f}"]), "|", flush=True)


if __name__ == "__main__":
    main()
