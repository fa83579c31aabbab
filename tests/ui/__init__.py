"""Tests of the pages and of what stands around them."""
