"""Files with source and target side by side; `po` is what the corpus is made of."""
