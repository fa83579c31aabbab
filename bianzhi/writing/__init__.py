"""Workbooks and documents out: what the office takes away."""
