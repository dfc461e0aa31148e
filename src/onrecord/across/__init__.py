"""What shows only when many reports are seen together: copies, stories, one event in many reports, escalation."""
