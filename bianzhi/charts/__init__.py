"""Pictures of an establishment, as SVG text: nothing here reads a file, solves or knows a page."""
