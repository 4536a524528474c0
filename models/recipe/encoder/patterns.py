"""The patterns of the plain sentences: S subject, O its possessive, X another firm, N a noun of the metric, V the value, P a period, C perhaps a change."""

from __future__ import annotations

from typing import Any

HOUSES = (
    "IDC",
    "Gartner",
    "Counterpoint Research",
    "Canalys",
    "QuestMobile",
    "eMarketer",
    "TrendForce",
    "Sensor Tower",
    "SNE Research",
)
OUTLETS = (
    "Reuters",
    "Bloomberg",
    "36Kr",
    "Caixin",
    "Nikkei",
    "Financial Times",
    "The Information",
    "TechCrunch",
)
MARKETS = (
    "Global smartphone", "Worldwide PC", "China's smartphone", "India's handset", "European electric car", "China's electric vehicle", "Global tablet", "US smartwatch", "The world's chip", "Japan's television",
)  # fmt: skip
PAPERS = (", its annual report shows",)
CHANGES = {
    "up": (
        ", up {} from a year earlier", ", up {} year on year", ", a {} increase from a year earlier", ", an increase of {} year over year", ", a {} jump year on year", ", {} more than a year earlier", ", {} higher than a year ago",
    ),
    "down": (
        ", down {} from a year earlier", ", down {} year on year", ", a decline of {} from a year earlier", ", a {} drop year on year", ", {} less than a year earlier", ", a fall of {} year over year",
    ),
}  # fmt: skip

_LEVEL = (
    "O| |N| reached |V|P|C", "O| |N| was |V|P|C", "O| |N| came to |V|P|C", "O| |N| rose to |V|P", "O| |N| fell to |V|P", "S| reported |N| of |V|P|C", "S| posted |N| of |V|P|C", "S| had |N| of |V|P|C", "|N| at |S| came to |V|P|C",
)  # fmt: skip
_COUNTED = (
    "S| had |V| |N|P|C", "S| has |V| |N|C", "The number of |N| of |S| reached |V|P|C", "S| counted |V| |N|P|C", "O| |N| numbered |V|P|C", "O| |N| reached |V|P|C", "S| has more than |V| |N", "S| said it had over |V| |N|P",
)  # fmt: skip
_TARGET = (
    "S| aims for |N| of |V|P",
    "S| is targeting |N| of |V|P",
    "S| set itself a goal of |V| in |N|P",
    "S| plans to reach |N| of |V|P",
    "S| targets |N| of |V|P",
)
_TARGET_COUNT = ("S| aims to reach |V| |N|P", "S| wants to have |V| |N|P", "S| plans to have |V| |N|P")
_FORECAST = (
    "S| expects |N| of |V|P",
    "S| forecast |N| of |V|P",
    "S| guided for |N| of |V|P",
    "O| |N| is expected to reach |V|P",
    "Analysts expect |S| to report |N| of |V|P",
)


def _nouns(metric: str, unit: str, *nouns: str, counted: bool = False) -> list[dict[str, Any]]:
    level = {"metric": metric, "unit": unit, "nouns": nouns, "texts": _COUNTED if counted else _LEVEL}
    target = {**level, "texts": _TARGET_COUNT if counted else _TARGET, "status": "target"}
    if counted:
        return [level, level, target]
    return [level, level, level, target, {**level, "texts": _FORECAST, "status": "forecast"}]


NOUNS: tuple[dict[str, Any], ...] = tuple(
    frame
    for frames in (
        _nouns("revenue", "money", "revenue", "net revenue", "total revenue", "net sales"),
        _nouns("revenue", "money", "revenue", "turnover"),
        _nouns("net_profit", "money", "net profit", "net income", "profit", "net earnings"),
        _nouns("operating_profit", "money", "operating profit", "operating income"),
        _nouns("gross_profit", "money", "gross profit"),
        _nouns("net_loss", "money", "net loss", "a net loss", "loss"),
        _nouns("operating_loss", "money", "operating loss"),
        _nouns("ebitda", "money", "EBITDA", "adjusted EBITDA"),
        _nouns("margin", "percent", "gross margin", "operating margin", "net margin"),
        _nouns("gmv", "money", "gross merchandise volume", "GMV", "gross transaction value"),
        _nouns("sales", "money", "sales", "livestreaming sales", "retail sales"),
        _nouns("sales", "count", "unit sales", "vehicle sales"),
        _nouns("orders", "count", "orders", "pre-orders"),
        _nouns(
            "shipments", "count", "shipments", "smartphone shipments", "PC shipments", "handset shipments"
        ),
        _nouns("deliveries", "count", "deliveries", "vehicle deliveries"),
        _nouns("production", "count", "production", "output"),
        _nouns("transactions", "money", "transaction volume", "total payment volume"),
        _nouns(
            "cost",
            "money",
            "operating expenses",
            "marketing expenses",
            "costs",
            "sales and marketing expenses",
            "cost of revenue",
        ),
        _nouns("rnd_spend", "money", "R&D spending", "research and development expenses", "R&D expenses"),
        _nouns("capex", "money", "capital expenditure", "capex", "capital spending"),
        _nouns("cash", "money", "cash and cash equivalents", "cash", "cash reserves"),
        _nouns("debt", "money", "debt", "total debt", "borrowings"),
        _nouns("market_cap", "money", "market capitalization", "market value", "market cap"),
        _nouns("valuation", "money", "valuation"),
        _nouns("arpu", "price", "average revenue per user", "ARPU"),
        _nouns("eps", "price", "earnings per share", "EPS"),
        _nouns("downloads", "count", "downloads", "app downloads"),
        _nouns("traffic", "count", "traffic", "visits"),
        _nouns("employees", "count", "headcount", "workforce"),
        _nouns("time_spent", "minutes", "average daily time spent", "daily time spent per user"),
        _nouns(
            "users",
            "count",
            "users",
            "registered users",
            "active users",
            "annual active consumers",
            counted=True,
        ),
        _nouns("dau", "count", "daily active users", "DAUs", "daily users", counted=True),
        _nouns("mau", "count", "monthly active users", "MAUs", "monthly users", counted=True),
        _nouns("paying_users", "count", "paying users", "paying members", "paid members", counted=True),
        _nouns("subscribers", "count", "subscribers", "paid subscribers", counted=True),
        _nouns("customers", "count", "customers", "business customers", "enterprise customers", counted=True),
        _nouns("merchants", "count", "merchants", "sellers", counted=True),
        _nouns("creators", "count", "creators", "streamers", counted=True),
        _nouns("drivers", "count", "drivers", "couriers", counted=True),
        _nouns("employees", "count", "employees", "staff", "workers", counted=True),
        _nouns("stores", "count", "stores", "outlets", counted=True),
    )
    for frame in frames
)


def _verbs(metric: str, unit: str, *texts: str, **more: Any) -> dict[str, Any]:
    return {"metric": metric, "unit": unit, "texts": texts, **more}


_PHONES = ("smartphones", "phones", "handsets", "PCs", "tablets", "units")
_CARS = ("vehicles", "cars", "electric cars", "EVs")
FRAMES: tuple[dict[str, Any], ...] = (
    *(_verbs("shipments", "count", f"S| shipped |V| {noun}|P|C") for noun in _PHONES),
    *(_verbs("deliveries", "count", f"S| delivered |V| {noun}|P|C", f"S| handed over |V| {noun}|P|C") for noun in _CARS),
    *(_verbs("sales", "count", f"S| sold |V| {noun}|P|C") for noun in (*_CARS, "phones", "consoles")),
    *(_verbs("sales", "count", f"S| {verb} sell |V| {noun}|P", status="target") for noun in ("cars", "phones") for verb in ("aims to", "plans to", "wants to")),
    *(_verbs("sales", "count", f"S| expects to sell |V| {noun}|P", status="forecast") for noun in ("consoles", "vehicles")),
    *(_verbs("production", "count", f"S| produced |V| {noun}|P|C", f"S| built |V| {noun}|P|C", f"S| made |V| {noun}|P|C") for noun in _CARS),
    _verbs("capacity", "count", "O| plant can make |V| vehicles a year", "The factory of |S| has a capacity of |V| units a year", "O| annual production capacity is |V| vehicles"),
    _verbs("acquisition_price", "money", "S| agreed to buy |X| for |V|P", "S| acquired |X| for |V|P", "S| bought |X| for |V|P", "S| paid |V| for |X|P", "S| took over |X| for |V|P", object=True),
    _verbs("acquisition_price", "money", "S| plans to buy |X| for |V", "S| wants to acquire |X| for |V", object=True, status="target"),
    _verbs("investment", "money", "S| invested |V| in |X|P", "S| put |V| into |X|P", object=True),
    _verbs("investment", "money", "S| will invest |V| in |X", "S| plans to invest |V| in |X", object=True, status="target"),
    _verbs("investment", "money", "S| invested |V| in cloud computing|P", "S| invested |V| in logistics|P"),
    _verbs("investment", "money", "S| will invest |V| in artificial intelligence|P", "S| plans to invest |V| in chips|P", status="target"),
    _verbs("funding", "money", "S| raised |V|P", "S| raised |V| in a Series B round|P", "S| closed a |V| funding round|P", "S| secured |V| in funding|P", "S| raised |V| from investors|P", "S| raised |V| in a round led by |X|P"),
    _verbs("funding", "money", "S| plans to raise |V|P", "S| is seeking to raise |V", "S| wants to raise |V", status="target"),
    _verbs("valuation", "money", "S| is valued at |V", "S| was valued at |V|P", "S| was worth |V|P", "The round values |S| at |V", "The deal valued |S| at |V"),
    _verbs("ipo_proceeds", "money", "S| raised |V| in its initial public offering|P", "S| raised |V| in its IPO|P", "S| raised |V| in a Hong Kong listing|P"),
    _verbs("ipo_proceeds", "money", "S| plans to raise |V| in an IPO|P", "S| aims to raise up to |V| in a listing|P", status="target"),
    _verbs("stake", "percent", "S| holds a |V| stake in |X", "S| owns |V| of |X", "S| bought a |V| stake in |X|P", "S| acquired |V| of |X|P", kind="share", object=True),
    _verbs("share_price", "price", "Shares of |S| closed at |V|P", "O| shares closed at |V", "O| stock traded at |V|P", "S| priced its shares at |V", "S| priced its IPO at |V| a share"),
    _verbs("share_buyback", "money", "S| bought back shares worth |V|P", "S| repurchased |V| of its shares|P", "S| bought back |V| of stock|P"),
    _verbs("share_buyback", "money", "S| will buy back up to |V| of its shares", "S| announced a |V| share buyback", "S| plans to repurchase |V| of stock|P", status="target"),
    _verbs("dividend", "price", "S| paid a dividend of |V| a share|P", "S| declared a dividend of |V| per share"),
    _verbs("dividend", "price", "S| will pay a dividend of |V| per share", status="target"),
    _verbs("price", "price", "O| new phone costs |V", "O| plan costs |V| a month", "S| charges |V| a month", "S| sells the device for |V", "The handset of |S| starts at |V"),
    _verbs("fine", "money", "S| was fined |V|P", "Regulators fined |S| |V|P", "S| paid a fine of |V|P", "The regulator fined |S| |V| for abusing its position|P"),
    _verbs("layoffs", "count", "S| laid off |V| employees|P", "S| cut |V| jobs|P", "S| dismissed |V| workers|P", "S| is laying off |V| employees"),
    _verbs("layoffs", "count", "S| plans to cut |V| jobs|P", "S| will lay off |V| employees|P", status="target"),
    _verbs("layoffs", "percent", "S| laid off |V| of its staff|P", "S| cut |V| of its workforce|P", kind="share"),
    _verbs("employees", "count", "S| employs |V| people", "S| employed |V| people|P|C", "S| has |V| employees|P|C"),
    _verbs("stores", "count", "S| operates |V| stores|P|C", "S| runs |V| outlets|P|C", "S| opened |V| stores|P"),
    _verbs("rnd_spend", "money", "S| spent |V| on research and development|P|C", "S| spent |V| on R&D|P|C"),
    _verbs("rnd_spend", "money", "S| will spend |V| on R&D|P", status="target"),
    _verbs("cost", "money", "S| spent |V| on marketing|P|C", "S| spent |V| on content|P|C"),
    _verbs("capex", "money", "S| spent |V| on new plants|P", "S| is spending |V| on a chip plant"),
    _verbs("capex", "money", "S| plans to spend |V| on a new factory|P", "S| will spend |V| on data centres|P", "S| will build a |V| plant", status="target"),
    _verbs("net_profit", "money", "S| earned |V|P|C", "S| made a profit of |V|P|C"),
    _verbs("net_loss", "money", "S| lost |V|P|C", "S| made a loss of |V|P|C"),
    _verbs("revenue", "money", "S| generated |V| in revenue|P|C", "S| took in |V| in revenue|P|C", "S| booked |V| of revenue|P|C"),
    _verbs("market_share", "percent", "S| had |V| of the smartphone market|P", "S| held a |V| market share|P", "O| market share was |V|P", "S| commanded |V| of the market|P", "S| accounted for |V| of the market|P", kind="share"),
    _verbs("penetration", "percent", "O| penetration reached |V|P", "O| penetration rate was |V|P"),
    _verbs("downloads", "count", "O| app was downloaded |V| times|P|C", "S| had |V| downloads|P|C"),
    _verbs("transactions", "count", "S| processed |V| transactions|P|C", "S| handled |V| trades|P|C", "S| processed |V| payments|P|C"),
    _verbs("orders", "count", "S| took |V| orders|P|C", "S| received |V| pre-orders|P", "S| delivered |V| orders|P|C"),
    _verbs("users", "count", "S| is used by |V| people", "S| has signed up |V| users|P", "S| has |V| users in India"),
    _verbs("viewers", "count", "S| drew |V| viewers|P", "O| stream had |V| views|P"),
    _verbs("time_spent", "minutes", "Users spent |V| a day on |S|P", "Users spend |V| a day in |S"),
    _verbs("price_target", "price", "X| set a price target of |V| for |S", status="forecast", by_x=True),
    *(
        _verbs(metric, "count", f"M| {noun} reached |V| units|P|C", f"M| {noun} came to |V|P|C", f"M| {noun} totalled |V|P|C", market=True)
        for metric, noun in (("shipments", "shipments"), ("shipments", "shipments"), ("sales", "sales"), ("deliveries", "deliveries"))
    ),
    _verbs("shipments", "percent", "M| shipments rose |V|P", "M| shipments grew |V|P", kind="change", direction="up", market=True),
    _verbs("shipments", "percent", "M| shipments fell |V|P", "M| shipments declined |V|P", kind="change", direction="down", market=True),
    _verbs("market_size", "money", "The market for cloud services was worth |V|P", "M| market was worth |V|P", market=True),
    _verbs("mau", "count", "S| and |X| had |V| and |W| monthly users|P|, respectively", "S| had |V| monthly users|P|, |X| |W"),
    _verbs("shipments", "count", "S| and |X| shipped |V| and |W| phones|P|, respectively", "S| shipped |V| phones|P| and |X| |W", "S| shipped |V| phones|P|, while |X| shipped |W"),
    _verbs("deliveries", "count", "S| delivered |V| cars|P|, while |X| delivered |W", "S| delivered |V| vehicles|P|, ahead of |X| with |W"),
    _verbs("revenue", "money", "S| had revenue of |V|P|, while |X| took in |W", "S| and |X| reported revenue of |V| and |W|, respectively"),
    _verbs("market_share", "percent", "S| led the market with a |V| share|P|, followed by |X| with |W", "S| had |V| of the market|P|, |X| |W", "S| and |X| held |V| and |W| of the market|P", kind="share"),
    _verbs("price_target", "price", "X| raised its price target on |S| to |V| from |F", "X| cut its price target on |S| to |V| from |F", status="forecast", by_x=True),
    _verbs("debt", "money", "S| owes |V", "S| borrowed |V|P", "S| sold |V| of bonds|P"),
    _verbs("revenue", "percent", "O| revenue rose |V|P", "O| revenue grew |V| year on year|P", "S| said revenue rose |V|P", kind="change", direction="up"),
    _verbs("net_profit", "percent", "O| net profit rose |V|P", "O| profit jumped |V|P", kind="change", direction="up"),
    _verbs("net_profit", "percent", "O| net profit fell |V|P", "O| profit dropped |V| year on year|P", kind="change", direction="down"),
    _verbs("shipments", "percent", "O| shipments rose |V|P", "O| smartphone shipments grew |V|P", kind="change", direction="up"),
    _verbs("shipments", "percent", "O| shipments fell |V|P", "O| smartphone shipments declined |V|P", kind="change", direction="down"),
    _verbs("sales", "percent", "O| sales fell |V|P", "O| vehicle sales dropped |V|P", kind="change", direction="down"),
    _verbs("share_price", "percent", "O| shares rose |V", "O| stock gained |V", "O| shares jumped |V", kind="change", direction="up"),
    _verbs("share_price", "percent", "O| shares fell |V", "O| stock lost |V", "O| shares dropped |V", kind="change", direction="down"),
)  # fmt: skip
