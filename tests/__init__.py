"""Tests that go through several areas."""
