"""Tests of bianzhi.optimize.institutions."""
