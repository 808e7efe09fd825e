"""What travels along the arrows: plain columns and values, no behaviour, nothing of pydantic or YAML."""
