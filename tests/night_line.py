"""The example organisation of several tests: what it has settled for itself."""

from __future__ import annotations

POLICY = """\
format: crisisaid/policy/v1
name: Example Night Line
country: GB
timezone: Europe/London
languages: [en]
channels: [phone]
reporting_duty: "Example. Danger to a child is reported the same day."
reporting_to: the safeguarding lead
without_consent: "Example. The shift lead decides."
approver: the clinical lead
retention_days: 30
"""
"""Everything is settled but which roles can be reached: a test adds ``roles:``."""
