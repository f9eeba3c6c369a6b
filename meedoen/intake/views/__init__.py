"""The pages of the intake, the advice, and the language."""
