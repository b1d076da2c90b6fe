"""The extractor of this package keeps to the contract."""

import pytest

from diplotext.testing import CHECKS
from diplotext_quotes import QuoteExtractor


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("extractor", [QuoteExtractor])
def test_conforms(check, extractor):
    check(extractor)
