"""The nouns of the field: what a ledger says, and what a plan proposes. Standard library only."""
