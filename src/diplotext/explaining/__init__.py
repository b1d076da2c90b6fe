"""Why a value was found: the rule, the words that matched, and what was considered and rejected.

    document = diplotext.read(text, published="2023-03-16")
    print(document.explain(document.statements[0]))

An explanation is a value: `str` gives text for people, `to_dict` values for JSON. Annotations and rules of third
parties are explained like those of this project, without any work of theirs. The public names are in `__init__.pyi`;
each is loaded when it is first used.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
