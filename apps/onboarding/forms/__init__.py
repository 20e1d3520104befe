"""What may be typed about requests and standards."""
