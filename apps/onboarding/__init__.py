"""Standards, requests, assessments, approvals."""
