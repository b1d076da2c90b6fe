"""Events as rules in data files: triggers, arguments as paths of grammatical roles, status as scope rules.

The rules look at the parse of an article and at what earlier extractors found in it (`AnnotatedTokens`). The public
names are in `__init__.pyi`; each is loaded when it is first used.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
