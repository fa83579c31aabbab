"""Tests of the nouns: identifiers, counts, settings, cells."""
