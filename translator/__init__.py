"""An offline translation desk for German articles; read `pipeline.py` first."""

__version__ = "0.1.0"
