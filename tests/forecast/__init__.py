"""Tests of bianzhi.forecast."""
