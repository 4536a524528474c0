"""What Python users call: one text, a folder, a finished run, records from anywhere."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional, Union

from extract import errors
from extract.model import Article, Finding, Record

if TYPE_CHECKING:
    from spacy.language import Language

    from extract.settings import Options
    from extract.writing.finding_list import FindingList
    from extract.writing.tables import Table
    from extract.writing.timeline import TimeSeries

PathLike = Union[str, "os.PathLike[str]"]


def extract(
    text: str,
    *,
    published: Union[date, str, None] = None,
    title: Optional[str] = None,
    id: str = "text",
    nlp: Optional[Language] = None,
    **options: Any,
) -> Record:
    """The record of one text, with the findings within it.

    ``published`` (a day, ISO 8601 where it is a string) counts relative dates and picks exchange rates. ``nlp`` is a
    pipeline with the component ``crossfoot`` (default: the shipped one, loaded once); ``options`` are those of the
    command line, such as ``companies="mine.csv"``. Raises ``CrossfootError`` E103 or E104 for a bad date or option.

    >>> record = extract("Kuaishou had over 300 million daily active users.", published="2020-05-27")
    >>> record.figures[0].low, record.figures[0].modifier
    (Decimal('300000000'), '>')
    """
    from extract.reading.languages import language_of
    from extract.running.article import extract_article

    chosen = _options(options)
    article = Article(
        id=id,
        text=text,
        title=title,
        published=_day(published),
        published_from=None if published is None else "option",
        language=chosen.language or language_of(text),
    )
    return extract_article(article, nlp or _pipeline(chosen))


def load(model: Optional[PathLike] = None, **options: Any) -> Language:
    """A spaCy pipeline that ends with ``crossfoot``: the shipped one, or the one named or lying at ``model``.

    ``companies``, ``metrics``, ``currencies``, ``events`` and ``rates`` name data files of the user's. Raises ``CrossfootError`` where one can't be read.
    """
    return _pipeline(_options({**options, "model": None if model is None else os.fspath(model)}))


def run(
    sources: Union[PathLike, Sequence[PathLike]], out: PathLike, *, fresh: bool = False, **options: Any
) -> Results:
    """Read, extract and check every article of the folders, files or globs ``sources``; the results are written to ``out``.

    The same call again does only what is missing. Raises ``CrossfootError`` as the command ``crossfoot run`` exits.
    """
    from extract.running.run import run as run_all

    names = [sources] if isinstance(sources, (str, os.PathLike)) else list(sources)
    run_all([os.fspath(name) for name in names], Path(out), _options(options), fresh=fresh)
    return Results(out)


def read(out: PathLike) -> Results:
    """The results of a finished run. Raises ``CrossfootError`` E101 where ``out`` holds none."""
    return Results(out)


def check(records: Iterable[Record]) -> list[Finding]:
    """What does not agree within and across ``records``, most severe first."""
    from extract.checking import check_records

    return check_records(records)


def tables(records: Union[Record, Iterable[Record]]) -> Tables:
    """Records as tables for pandas and polars: ``tables(record).claims.to_pandas()``. Findings are those that stand in the records."""
    return Tables([records] if isinstance(records, Record) else list(records))


def series(
    records: Union[Tables, Record, Iterable[Record]],
    metric: str,
    company: Union[str, Sequence[str], None] = None,
    *,
    scope: Optional[Sequence[str]] = None,
    unit: Optional[str] = None,
) -> TimeSeries:
    """One metric over time, claim by claim: ``series(results, "gmv", ["kuaishou", "douyin"]).plot()``.

    ``records`` are the results of a run, or records. ``company`` is an id or several (default: every subject that has such
    a claim), ``scope`` the exact qualifiers (default: any; ``[]`` for none). ``unit`` is that of the values (default: the
    commonest); other money is converted where it is ``USD`` or ``CNY``, at the rate of the claim's own time. Levels alone
    count: no changes, shares, ranks, and nothing that is denied. Targets and forecasts are kept apart from what was
    reported; values that a finding would mend are marked. Raises nothing where there is no such claim: it is then empty.
    """
    from extract.writing.timeline import time_series

    source = records if isinstance(records, Tables) else tables(records)
    companies = [company] if isinstance(company, str) else list(company or ())
    return time_series(source, source.findings, metric, companies, scope, unit)


class Tables:
    """Records with a table of each of their parts. Iterating gives the records."""

    def __init__(self, records: Sequence[Record]) -> None:
        self._records = records

    def __iter__(self) -> Iterator[Record]:
        return iter(self._records)

    @property
    def articles(self) -> Table:
        """One row an article."""
        return self._table("articles")

    @property
    def companies(self) -> Table:
        """One row a mention of a company."""
        return self._table("companies")

    @property
    def figures(self) -> Table:
        """One row a figure, with its conversions."""
        return self._table("figures")

    @property
    def dates(self) -> Table:
        """One row a date expression."""
        return self._table("dates")

    @property
    def claims(self) -> Table:
        """One row a claim."""
        return self._table("claims")

    @cached_property
    def findings(self) -> FindingList:
        """What does not agree, the gravest first: a list of findings that is also a table."""
        from extract.writing.evidence import by_weight
        from extract.writing.finding_list import FindingList

        return FindingList(by_weight(finding for record in self for finding in record.findings))

    def _table(self, name: str) -> Table:
        from extract.writing import tables

        make = getattr(tables, f"{name}_table")
        made: Table = make(self)
        return made

    def __repr__(self) -> str:
        return f"<Tables: {len(self._records)} records>"

    def _repr_html_(self) -> str:
        return self.articles._repr_html_()


class Results(Tables):
    """The folder a run has written. Iterating reads the records from disk, one at a time."""

    def __init__(self, folder: PathLike) -> None:
        self.folder = Path(folder)
        if not (self.folder / "records.jsonl").is_file():
            raise errors.E101.at(self.folder / "records.jsonl")

    def __iter__(self) -> Iterator[Record]:
        from extract.writing.jsonl import decode_record

        path = self.folder / "records.jsonl"
        with path.open("rb") as stream:
            for number, line in enumerate(stream, start=1):
                yield decode_record(line, str(path), number)

    @property
    def records(self) -> list[Record]:
        """All records, in the order of the input."""
        return list(self)

    @cached_property
    def findings(self) -> FindingList:
        """What does not agree, within and across articles: a list of findings that is also a table."""
        from extract.writing.finding_list import FindingList
        from extract.writing.jsonl import decode_finding

        path = self.folder / "findings.jsonl"
        if not path.is_file():
            return FindingList()
        with path.open("rb") as stream:
            return FindingList(
                decode_finding(line, str(path), number) for number, line in enumerate(stream, start=1)
            )

    @property
    def summary(self) -> Mapping[str, Any]:
        """The content of ``run.json``: versions, options, counts, seconds."""
        import msgspec

        content: dict[str, Any] = msgspec.json.decode((self.folder / "run.json").read_bytes())
        return content

    def __repr__(self) -> str:
        return f"Results({str(self.folder)!r})"

    def _repr_html_(self) -> str:
        from extract.writing.notebook import run_html

        counts = self.summary["counts"] if (self.folder / "run.json").is_file() else {}
        return run_html(str(self.folder), counts, self.findings)


def _day(value: Union[date, str, None]) -> Optional[date]:
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise errors.E103.at(value=value) from error


def _options(given: Mapping[str, Any]) -> Options:
    from extract.settings import options_of_call

    return options_of_call(
        {name: os.fspath(value) if isinstance(value, os.PathLike) else value for name, value in given.items()}
    )


def _pipeline(options: Options) -> Language:
    """The pipeline for ``options``, made anew where one of the user's data files has changed."""
    from extract.lexicon import stamp
    from extract.settings import OWN_FILES

    files = (getattr(options, name) for name in OWN_FILES)
    return _loaded(options, tuple(stamp(None if file is None else Path(file)) for file in files))


@lru_cache(maxsize=4)
def _loaded(options: Options, _files: tuple[bytes, ...]) -> Language:
    from extract.running.article import load as load_all

    return load_all(options)
