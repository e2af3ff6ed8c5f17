"""Results to files, one module per format."""
