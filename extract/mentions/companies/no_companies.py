"""Names that look like a company's and are none: places, people, public bodies, tickers, abbreviations of ordinary words.

Only names that no list knows are looked at; what the registry holds has been weighed by its own marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Optional

from msgspec.structs import replace

from extract.lexicon.companies import Registry
from extract.lexicon.company_words import CompanyWords, company_words
from extract.model import Company

_WORD = re.compile(r"[^\W_]+(?:[.&'’+-]+[^\W_]+)*\.?")
_EXCHANGE = re.compile(r"(?:\(|\band\s|;\s|,\s|#|^)[A-Za-z]{2,10}\s?:\s?[#$]?$")
_MODEL = re.compile(r"(?:Model|Series|Version|Phase|Tier|Class|Type)\s[A-Z0-9]{1,2}")
_QUARTER = re.compile(r"(?<=\w)\s(?:[QH][1-4]|FY\s?\d{2,4}|[1-4][QH])(?:\s?(?:FY\s?)?\d{2,4})?$")
_STATE = re.compile(
    r",\s(?:[A-Z]{2}|Calif|Mass|Tex|Fla|Wash|Conn|Ill|Mich)\b\.?\s*(?:[-–—(,]|[A-Z][a-z]+\.?\s\d)"
)
_NUMBERED = re.compile(r"\d+(?:\.\d+)?[A-Za-z]{0,3}")
_IN_BODY = re.compile(
    r"\b(?:Ministry|Department|Bureau|Commission|Administration|Office|Institute)\s(?:of|for|on)\s[\w\s,&]{0,60}\b(?:and|&)\s$"
)
_SHORT_FORM = re.compile(r"[A-Z][A-Z0-9&]{1,7}s?")
_BEFORE, _NEAR = 90, 300


def companies_only(text: str, found: Sequence[Company], registry: Registry) -> tuple[Company, ...]:
    """``found`` without what is no company and with each short form under its long form's id; in the order of ``found``."""
    named = [company for company in found if not company.coref]
    unknown = [company for company in named if company.id not in registry]
    if not unknown:
        return tuple(found)
    lexicon = company_words()
    found = [_without_quarter(company, registry) for company in found]
    whole_of = _short_forms(text, named, registry)
    gone = {
        company.start
        for company in unknown
        if _is_none(text, company, lexicon) or _stands_for_words(text, company, named)
    }
    kept: list[Company] = []
    for company in found:
        whole = whole_of.get(company.text) if company.id not in registry else None
        if company.coref:
            kept.append(company)
        elif company.start not in gone or company.id in registry:
            kept.append(company if whole is None else _under(whole, company))
    return tuple(_with_references(kept))


def _without_quarter(company: Company, registry: Registry) -> Company:
    """ "Zorbeta Q3" in a heading is Zorbeta, and whatever stands for it too."""
    if company.id in registry or not _QUARTER.search(company.name):
        return company
    name = _QUARTER.sub("", company.name)
    words = company.text if company.coref else _QUARTER.sub("", company.text)
    known = registry.named(name)
    made = replace(
        company,
        end=company.start + len(words),
        text=words,
        id=re.sub(r"[^\w.]+", "_", name.lower()).strip("_.") or company.id,
        name=name,
    )
    return made if known is None else replace(made, id=known.id, name=known.name, parent=known.parent)


def _under(whole: Company, company: Company) -> Company:
    return replace(company, id=whole.id, name=whole.name, parent=whole.parent, ticker=whole.ticker)


def _with_references(kept: list[Company]) -> Iterator[Company]:
    """References to what is gone stand for the last company named before them, where there is one near."""
    names = {company.id: company for company in kept if not company.coref}
    last: Optional[Company] = None
    for company in kept:
        if not company.coref:
            last = company
        elif company.id not in names:
            if last is None or company.start - last.end > _NEAR:
                continue
            company = _under(last, company)
        yield company


def _is_none(text: str, company: Company, lexicon: CompanyWords) -> bool:
    written = company.text
    if "\n\n" in written or _NUMBERED.fullmatch(written) or _MODEL.fullmatch(written):
        return True
    opens = text[: company.start].rpartition("\n")[2].strip() == ""
    if opens and _STATE.match(text, company.end) and len(written.split()) < 3:
        return True  # a dateline: "Los Altos, CA – "
    words = [word.group().rstrip(".") for word in _WORD.finditer(written)]
    if not words or " ".join(written.split()) in lexicon["no_names.terms"]:
        return True
    if " ".join(written.split()) in lexicon["phrases.not_companies"]:
        return True
    if written.rstrip(".") in ("U.S", "U.K", "U.A.E", "E.U"):
        return True
    if _names_an_exchange(text, company) or _IN_BODY.search(
        text, max(0, company.start - _BEFORE), company.start
    ):
        return True
    if not lexicon["no_names.bodies"].isdisjoint(words) and words[-1] not in lexicon["names.legal"]:
        return True
    if len(words) == 1 and words[0] in lexicon["names.strong"] | lexicon["names.weak"]:
        return True
    return all(_is_generic(word, lexicon) for word in words) or _is_person(words, lexicon)


def _names_an_exchange(text: str, company: Company) -> bool:
    """Whether it is an exchange or a ticker in "(NASDAQ: ABCD)"."""
    behind = text[company.end : company.end + 2].lstrip()
    if behind.startswith(":") and text[company.end + 1 : company.end + 8].strip(": #$")[:1].isalnum():
        return company.text.isupper()
    return (
        company.text.isupper()
        and _EXCHANGE.search(text[max(0, company.start - 14) : company.start]) is not None
    )


def _is_generic(word: str, lexicon: CompanyWords) -> bool:
    """Whether a word alone names nobody: a place, a nationality, an ordinary word with a capital."""
    lower = word.lower()
    singular = f"{lower[:-3]}y" if lower.endswith("ies") else lower.removesuffix("s")
    return (
        word in lexicon["places.words"]
        or word in lexicon.demonyms
        or word in lexicon["no_names.regional"]
        or word in lexicon["no_names.ordinary"]
        or word in lexicon["no_names.terms"]
        or word in lexicon["words.months"]
        or lower in lexicon["words.common"]
        or lower in lexicon["words.plural_heads"]
        or singular in lexicon["words.before"]
        or _NUMBERED.fullmatch(word) is not None
    )


def _is_person(words: list[str], lexicon: CompanyWords) -> bool:
    """Whether it is a person's name, or begins with a person's office ("CTO Ada Byron")."""
    if words[0] in lexicon.offices and len(words) > 1:
        return True
    if len(words) <= 3 and not lexicon["no_names.people"].isdisjoint(words):
        return True
    if words[-1] in lexicon["names.legal"] | lexicon["names.strong"] | lexicon["names.weak"]:
        return False
    return (
        len(words) <= 3
        and words[0].title() in lexicon["persons.given"]
        and (len(words) > 1 or len(words[0]) < 6)
    )


def _short_forms(text: str, named: Sequence[Company], registry: Registry) -> dict[str, Company]:
    """The company that a short form in parentheses behind its name, or its ticker's symbol, stands for: "Advanced Global Capital (AGC)"."""
    found: dict[str, Company] = {}
    by_end = {company.end: company for company in named}
    for company in named:
        symbol = (company.ticker or "").rpartition(":")[2]
        if company.id in registry:
            if len(symbol) > 1 and symbol.isalpha():
                found.setdefault(symbol, company)
        elif _SHORT_FORM.fullmatch(company.text):
            whole = _whole_before(text, company, by_end)
            if whole is not None:
                found[company.text] = whole
    return found


def _whole_before(text: str, short: Company, by_end: dict[int, Company]) -> Optional[Company]:
    if text[short.start - 1 : short.start] != "(" or text[short.end : short.end + 1] != ")":
        return None
    end = short.start - 1
    while end and text[end - 1] in ' ."“”':
        end -= 1
    whole = by_end.get(end) or by_end.get(end + 1)
    return whole if whole is not None and len(whole.text) > len(short.text) else None


def _stands_for_words(text: str, company: Company, named: Sequence[Company]) -> bool:
    """Whether it abbreviates plain words before it: "buy now, pay later (BNPL)"."""
    if not _SHORT_FORM.fullmatch(company.text):
        return False
    places = [match.start() for match in re.finditer(re.escape(f"({company.text})"), text)]
    letters = company.text.removesuffix("s").lower()
    for place in places:
        if any(other.end in (place, place - 1) for other in named):
            continue
        before = [word.lower() for word in re.findall(r"[^\W\d_]+", text[max(0, place - _BEFORE) : place])]
        for small in ((), ("and", "of", "the", "for", "in")):
            initials = "".join(word[0] for word in before if word not in small)
            if initials.endswith(letters):
                return True
    return False
