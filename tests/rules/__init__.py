"""Tests of the rules: both sides of each threshold and date, and the exact cell."""
