"""The data that passes between stages: frozen values, no behaviour, no I/O, no Python text."""
