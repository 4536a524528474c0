"""An article that attacks whoever shows it: markup in every field that an article can fill."""

from __future__ import annotations

from report_records import Draft, entity

from extract.model import Finding, Repair

ATTACKS = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><style>*{display:none}</style>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '" onfocus="alert(1)" autofocus="',
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)//https://example.com",
    "data:text/html,<script>alert(1)</script>",
    'https://example.com/" onclick="alert(1)',
    "http://example.com/<svg/onload=alert(1)>",
    "--><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "x\x00\x1b[2Jy\u202ez\ud800",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<a href=javascript:alert(1)>x</a>",
    "../../<iframe src=//evil.example>.html",
    '#main" style="position:fixed',
]


def hostile(attack):
    draft = Draft(
        attack,
        f"{attack} said {attack} was 5. {attack}\n\n{attack}",
        source=attack,
        title=attack,
        language=attack,
        published_from=attack,
    )
    draft.company(attack, attack, ticker=attack, parent=attack)
    figure = draft.figure("5", 5, unit=attack, kind="quantity", per=attack)
    draft.date("was", attack)
    one = draft.claim(
        f"{attack} was 5",
        attack,
        figure,
        metric_text=attack,
        scope=(attack,),
        subject=entity(attack),
        attribution=attack,
    )
    two = draft.claim("5", "other", figure, metric_text=attack, subject=entity(attack), status="target")
    finding = Finding(
        id=attack,
        check="contradiction",
        severity="error",
        confidence=0.9,
        claims=(one, two),
        message=attack,
        repairs=(
            Repair(
                claim=one,
                figure=(attack, figure),
                field=attack,
                from_=attack,
                to=attack,
                text=attack,
                why=attack,
            ),
        ),
    )
    return draft.record(finding)
