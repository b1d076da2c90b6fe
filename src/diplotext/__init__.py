"""Typed, checkable facts from English diplomatic and political news.

    import diplotext

    document = diplotext.read(text, published="2021-12-02")
    for statement in document.statements:
        print(statement.speaker, "|", statement.cue, "|", statement.text)

Importing this package loads no spaCy and no plugin: a name is loaded when it is first used.
"""

import lazy_loader

__version__ = "0.1.0"

_lazy, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)  # the names are in __init__.pyi


def __getattr__(name: str) -> object:
    if name in __all__ or (name.startswith("__") and name.endswith("__")):
        return _lazy(name)
    from diplotext.errors import nearest

    raise AttributeError(f"module {__name__!r} has no attribute {name!r}: {nearest(name, __all__)}")
