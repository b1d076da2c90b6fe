"""Documents as a page of HTML: the text with what was found, tables, a timeline, who met whom, and why.

    from diplotext import report

    report.write(documents, "report.html")

The page is one file that needs nothing else: no request leaves it, every text in it is escaped, and its content
security policy allows only its own script and style. The public names are in `__init__.pyi`; each is loaded when it is
first used.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
