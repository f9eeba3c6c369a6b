"""The doors of the closing interview, aftercare, leaving and coming back."""
