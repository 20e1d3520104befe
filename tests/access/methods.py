"""The methods beside GET and POST: refused, but for those of the API that are named here.

They are sent without a body and without If-Match. HEAD is answered as GET is. The letters
are those of `tests/access/__init__.py`.
"""

from collections.abc import Mapping

from tests.access import Row

METHODS = ("put", "patch", "delete", "head", "options", "trace")
PUT: Mapping[str, str] = {
    "UBBBBBBBB": "preferences",
    "UMMMMFMFP": "endpoint-mapping",
    "UMMMMMMFP": "rulesetting-detail",
    "UMMMMMMMM": "nothing",
    "UMMMMMMMP": "savedmapping-detail",
    "UMMMMMPPP": "channel-detail",
    "UMMMMPMMP": "criterion-detail",
    "UMPMMPPPP": "maintenance-detail outage-detail review-detail reviewaction-detail risk-detail servicelevel-version",
    "UMPPPPPPP": "campaign-detail category-detail request-detail",
    "UPPPPPPPP": "habits",
}
PATCH: Mapping[str, str] = {
    "UBBBBBBBB": "application-bulk article-bulk platform-bulk skill-bulk staff-bulk vendor-bulk",
    "UMBMMBBBB": "vendor-certificate vendor-contact",
    "UMMMMFMFP": "endpoint-detail pull-detail subscription-detail",
    "UMMMMMMMM": "nothing",
    "UMPMMPPPP": "contract-detail managedservice-detail servicelevel-detail vendor-detail",
    "UMPPPPPPP": "application-detail article-detail certificate-detail check-detail connector-detail handover-detail platform-detail rota-detail rotation-detail space-detail staff-detail working-pattern-detail",
    "UPPPPPPPP": "skill-detail",
}
DELETE: Mapping[str, str] = {
    "UKKKKKKKK": "calendar",
    "UMFFFCFFC": "category-detail",
    "UMFFFFFFF": "article-file",
    "UMFFFKFFK": "check-detail connector-detail",
    "UMFFFKKFK": "layer-detail rota-override rotation-detail wish-detail",
    "UMFFFOFFO": "space-member",
    "UMFMMFFFO": "contract-supplier managedservice-charge managedservice-location review-agenda-item vendor-certificate vendor-contact",
    "UMMMMFMFC": "endpoint-detail",
    "UMMMMFMFK": "pull-detail subscription-detail",
    "UMMMMKMMK": "criterion-detail question-detail",
    "UMMMMMKFK": "channel-detail",
    "UMMMMMMMM": "away-detail nothing savedfilter-detail shift-feed-detail",
    "UMMMMMMMP": "savedmapping-detail",
    "UMOOFOOFO": "application-deployment application-link application-need",
    "UMPMMPPPP": "maintenance-detail outage-detail servicelevel-version",
}
NAMED = {
    (method, f"api:{name}"): letters
    for method, table in (("put", PUT), ("patch", PATCH), ("delete", DELETE))
    for letters, names in table.items()
    for name in names.split()
}


def expected(method: str, name: str, row: Row) -> str:
    """The answer for each column."""
    if (method, name) in NAMED:
        return NAMED[method, name]
    if method == "head":
        return row.get
    is_open = not {row.get[0], row.post[0]} <= {"L", "U"}
    return ("-" if is_open else row.get[0]) + "-" * (len(row.get) - 1)
