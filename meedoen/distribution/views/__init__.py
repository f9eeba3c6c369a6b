"""The doors of distributing."""
