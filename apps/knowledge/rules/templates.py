"""What each kind of article begins with: the headings its readers look for."""

from collections.abc import Mapping

# A known error has the parts of KCS: problem, environment, cause, resolution, and the
# workaround that serves until then.
TEMPLATES: Mapping[str, str] = {
    "runbook": """\
Use this when … fires. Expect it to take … minutes.

## Symptom

What the alert or the caller says, word for word.

## Impact

Who notices, and what stops working.

## Diagnosis

1. Look at …
2. If … go to the fix below; if not, escalate.

## Fix

1. …

```
command
```

## Check

How you see that it works again.

## Escalation

Whom you call when this does not help, and what they will ask.
""",
    "how_to": """\
What you have in the end, in one sentence.

## Before you begin

- The rights and tools you need.

## Steps

1. …
2. …

## Check

How you see that it worked.

## If it does not work

What goes wrong most often, and what helps.
""",
    "known_error": """\
## Problem

What people see, in their words, with the error text.

## Environment

Platform, version, configuration in which it happens.

## Cause

Why it happens; say so if it is not known yet.

## Workaround

1. What helps until it is resolved.

## Resolution

What ends it for good, by whom and when. Link the problem record.
""",
    "faq": """\
## What is asked?

The short answer first. Then why.

## What is asked next?

…
""",
    "rca": """\
What happened, in two sentences that everybody understands.

## Impact

From when to when, who was affected and how.

## Timeline

| When (UTC) | What |
| --- | --- |
| 00:00 | … |

## Cause

What happened, and what let it happen.

## What went well, what did not

- …

## Actions

| Action | Owner | Due |
| --- | --- | --- |
| … | … | … |
""",
    "policy": """\
What this policy is for, in one sentence.

## Scope

Whom and what it concerns, and what it does not.

## Rules

1. …

## Exceptions

Who grants them, for how long, and where they are noted.

## Control

How it is checked, and how often.
""",
    "training": """\
After this you can …. It takes … minutes.

## What you need first

- …

## Lesson

…

## Try it

1. …

## Check yourself

- [ ] I can …
""",
}
