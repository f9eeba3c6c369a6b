"""The doors of what is missing, of signals and ideas, and of pointing people to something."""
