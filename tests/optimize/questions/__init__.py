"""Tests of the answers: why this person, why not that place, what holds up the rest."""
