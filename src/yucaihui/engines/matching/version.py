"""The version that runs and saved indexes are marked with; raised with every change of a score."""

ENGINE_VERSION = "2.1"
