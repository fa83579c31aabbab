"""Reading: hostile files, headings, values, ledgers."""
