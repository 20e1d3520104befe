"""What people and tasks do with vendors."""
