"""Marks a sentence for extraction without translating it yet."""


def N_(sentence: str) -> str:
    """Return the sentence as it is; pybabel collects it."""
    return sentence
