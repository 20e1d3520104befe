"""What pages of vendors read."""
