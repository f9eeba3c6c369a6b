"""The doors of the intake."""
