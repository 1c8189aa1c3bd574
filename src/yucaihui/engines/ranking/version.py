"""The version that every ranking is marked with; raised with every change of a result."""

ENGINE_VERSION = "1.0"
