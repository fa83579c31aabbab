"""The pages in the browser. Streamlit lives only here; every figure comes from ``services`` and the domain."""
