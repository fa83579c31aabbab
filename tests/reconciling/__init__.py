"""Tests of ``bianzhi.reconciling``."""
