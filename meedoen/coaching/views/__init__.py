"""The doors of coaching."""
