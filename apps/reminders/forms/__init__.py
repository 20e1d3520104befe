"""What may be asked of reminders and typed about them."""
