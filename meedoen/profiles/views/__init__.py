"""The doors of the profile."""
