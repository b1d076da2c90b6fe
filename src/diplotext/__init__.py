"""Typed, checkable facts from English diplomatic and political news.

    import diplotext

    document = diplotext.read(text, published="2021-12-02")
    for statement in document.statements:
        print(statement.speaker, "|", statement.cue, "|", statement.text)

Importing this package loads no spaCy and no plugin: a name is loaded when it is first used.
"""

import lazy_loader

__version__ = "0.1.0"

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)  # the names are in __init__.pyi
