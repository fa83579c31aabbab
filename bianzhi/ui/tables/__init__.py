"""Rows of tables, from domain objects to what a table shows. No Streamlit here."""
