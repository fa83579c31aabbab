"""Tests of the law tables against the published figures."""
