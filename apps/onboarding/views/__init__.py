"""The pages of onboarding, by who uses them."""
