"""Measuring speed: fill a database with a year of work, and time the pages people use most."""
