"""Tests of bianzhi.reform."""
