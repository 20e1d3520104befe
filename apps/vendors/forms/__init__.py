"""What may be typed about vendors."""
