"""One script a page, run top to bottom by Streamlit."""
