"""The data map: what is kept about people, what for, on which ground, how long.

Every column of every confidential table stands here, which a test holds; the page, the
retention job and `docs/data-map.md` read it.
"""

from collections.abc import Mapping

from apps.staffing.rules.growth.kept import APPLIED, CONTRACT, INTEREST, LAW, Kept

COMMON: Mapping[str, str] = {
    "person": "whom it is about",
    "author": "who wrote it",
    "audience": "who may read it",
    "written_at": "when it was written",
}

DATA_MAP: tuple[Kept, ...] = (
    Kept(
        "onetoone",
        "talks of a person with who leads them",
        INTEREST,
        {"on": "the day", "state": "planned, held or cancelled"},
        2,
        "on",
    ),
    Kept(
        "agendaitem",
        "what they talk about",
        INTEREST,
        {
            "meeting": "which talk",
            "words": "the point",
            "is_done": "talked about or not",
        },
        follows="onetoone",
    ),
    Kept(
        "meetingnote",
        "what they note",
        INTEREST,
        {"meeting": "which talk", "words": "the note"},
        follows="onetoone",
    ),
    Kept(
        "objective",
        "what a person is to reach",
        INTEREST,
        {
            "title": "the objective",
            "why": "why it matters",
            "starts_on": "its first day",
            "ends_on": "its last day",
            "state": "open, reached, missed or dropped",
        },
        3,
        "ends_on",
    ),
    Kept(
        "keyresult",
        "by what it is measured",
        INTEREST,
        {
            "objective": "of which objective",
            "title": "what is measured",
            "unit": "the unit",
            "start": "number at the start",
            "target": "number aimed at",
            "current": "number now",
        },
        follows="objective",
    ),
    Kept(
        "evidence",
        "what shows it",
        INTEREST,
        {
            "key_result": "of which key result",
            "words": "what shows it",
            "link": "where to see it",
            "value": "number reported",
        },
        follows="objective",
    ),
    Kept(
        "developmentplan",
        "where a person wants to grow",
        INTEREST,
        {"title": "where to", "words": "how it is now", "ends_on": "its last day"},
        3,
        "ends_on",
    ),
    Kept(
        "planaction",
        "the steps of it",
        INTEREST,
        {
            "plan": "of which plan",
            "words": "the step",
            "link": "what to read or attend",
            "due_on": "until when",
            "done_on": "when it was done",
        },
        follows="developmentplan",
    ),
    Kept(
        "recognition",
        "thanks by colleagues",
        INTEREST,
        {"words": "the thanks"},
        3,
        "written_at__date",
    ),
    Kept(
        "review",
        "performance reviews",
        CONTRACT,
        {
            "cycle": "in which cycle",
            "leader": "who leads it",
            "state": "how far it is",
            "performance": "the result",
            "person_signed_at": "when the person signed",
            "manager_signed_at": "when the leader signed",
            "comment": "the person's comment",
        },
        5,
        "cycle__ends_on",
    ),
    Kept(
        "reviewpart",
        "both sides' assessments",
        CONTRACT,
        {
            "review": "of which review",
            "kind": "whose side",
            "went_well": "what went well",
            "to_change": "what should change",
            "next_steps": "what comes next",
            "handed_in_at": "when it was handed in",
        },
        follows="review",
    ),
    Kept(
        "calibration",
        "comparing results fairly",
        INTEREST,
        {
            "review": "of which review",
            "performance": "place in the grid",
            "potential": "place in the grid",
            "reason": "why there",
        },
        follows="review",
    ),
    Kept(
        "vacancy",
        "filling positions",
        INTEREST,
        {
            "position": "the position",
            "team": "its team",
            "role": "its role",
            "reason": "why it is needed",
            "wanted_on": "from when",
            "state": "how far it is",
            "opened_on": "when it was approved",
            "ended_on": "when it was filled or closed",
        },
        2,
        "ended_on",
    ),
    Kept(
        "wantedskill",
        "what a position needs",
        INTEREST,
        {"vacancy": "of which vacancy", "skill": "the skill", "level": "its level"},
        follows="vacancy",
    ),
    Kept(
        "vacancydecision",
        "approval by two",
        INTEREST,
        {
            "vacancy": "of which vacancy",
            "proposer": "who proposed it",
            "is_yes": "yes or no",
            "words": "the reason",
        },
        follows="vacancy",
    ),
    Kept(
        "candidate",
        "choosing among applicants",
        APPLIED,
        {
            "vacancy": "for which vacancy",
            "number": "number instead of a name",
            "stage": "how far they have come",
            "stage_on": "since when",
            "name": "name, from screening on",
            "contact": "how to reach them, for interview and offer only",
            "notes": "notes on the interview, until the answer",
            "offer": "what is offered, until the answer",
            "erase_on": "when name, contact, notes and offer are erased",
            "erased_on": "when they were",
        },
        follows="vacancy",
        own_end="what is personal: 180 days after the last stage",
    ),
    Kept(
        "personnelaction",
        "changes of pay, role, team and employment",
        CONTRACT,
        {
            "kind": "which change",
            "effective_on": "from when",
            "before": "as it was",
            "after": "as it is then",
            "reason": "the reason",
            "team": "the team then",
            "role": "the role in the team then",
            "line_manager": "who leads them then",
            "roster": "whether the roster says so",
            "state": "how far it is",
        },
        7,
        "effective_on",
    ),
    Kept(
        "actiondecision",
        "approval by two",
        CONTRACT,
        {
            "action": "of which action",
            "proposer": "who proposed it",
            "is_yes": "yes or no",
            "words": "the reason",
        },
        follows="personnelaction",
    ),
    Kept(
        "readrecord",
        "showing everybody who read what is theirs",
        LAW,
        {"what": "which kind", "rows": "how many entries"},
        3,
        "written_at__date",
    ),
    Kept(
        "erasure",
        "proving that an erasure was asked for and done",
        LAW,
        {
            "reason": "why",
            "state": "asked, done or declined",
            "decided_by": "who decided",
            "decided_at": "when",
        },
        3,
        "written_at__date",
    ),
    Kept(
        "legalhold",
        "keeping what a dispute may need",
        LAW,
        {
            "reason": "why",
            "state": "asked, stands, declined or ended",
            "decided_by": "who decided",
            "decided_at": "when",
            "end_asked_by": "who asked for its end",
            "ended_by": "who ended it",
            "ended_on": "when it ended or was declined",
        },
        3,
        "ended_on",
    ),
)
# Of the position or of the proof, not of the person: an erasure leaves them.
OF_POSITIONS = ("vacancy", "wantedskill", "vacancydecision", "candidate")
LEFT_BY_ERASURE = frozenset(
    {
        *OF_POSITIONS,
        *("readrecord", "erasure", "legalhold"),
    }
)
