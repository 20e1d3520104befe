"""What cannot be asked of another system, in words; for the form and the API alike."""

from apps.integrations.rules.pulls_jira import ORDER
from apps.integrations.rules.pulls_servicenow import TABLE
from apps.vendors.rules.tickets.mapping import known_zones

SERVICENOW, JIRA_CLOUD = "servicenow", "jira_cloud"


def faults(kind: str, table: str, query: str, zone: str) -> dict[str, str]:
    """What is wrong with a question, by its field."""
    found = {}
    if zone not in known_zones():
        found["zone"] = "There is no such time zone: Europe/London is one."
    if kind == SERVICENOW and not TABLE.fullmatch(table):
        found["table"] = "Type the name of a table, such as incident."
    if kind == SERVICENOW and "ORDERBY" in query:
        found["query"] = "Leave ORDERBY out: rows come by their last update."
    if kind != SERVICENOW and ORDER.search(query):
        found["query"] = "Leave ORDER BY out: rows come by their last update."
    if kind == JIRA_CLOUD and not query.strip():
        found["query"] = "Jira Cloud wants a search: such as project = OPS."
    return found
