"""Pictures: figures, geometry, drawing, and the component that shows them."""
