"""Business calendars, holidays and working-time arithmetic."""
