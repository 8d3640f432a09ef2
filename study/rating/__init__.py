"""Ratings by what was known, not by how much was answered."""
