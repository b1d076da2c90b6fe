"""Articles and results as Arrow batches, for Apache Spark, Ray Data, and whatever else moves such batches.

The public names are in `__init__.pyi`; each is loaded when it is first used. Needs pyarrow (the extra `tables`).
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
