"""What pages show that no model has."""
