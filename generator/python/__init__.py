"""Python text of the IR's values, and `Code`, the door that every string of a specification passes."""
