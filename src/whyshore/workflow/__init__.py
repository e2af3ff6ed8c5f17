"""What a researcher does, one module per task; joins the stages."""
