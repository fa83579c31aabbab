"""Tests of bianzhi; they mirror the package."""
