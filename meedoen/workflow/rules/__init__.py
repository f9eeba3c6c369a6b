"""Pure decisions about the flow chart: its numbers, its picture, and what a new version may be."""
