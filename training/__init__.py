"""Trains the built-in German→English package: corpus -> augment -> arrays -> train -> package; `python -m training --help`."""
