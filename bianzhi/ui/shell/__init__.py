"""What stands around the pages: navigation, the web server's answers, Streamlit's own words in Chinese."""
