"""The version of Communiqué, recorded in every origin."""

__version__ = "0.1.0"
