"""The extractor of this package keeps to the contract."""

import pytest

from diplotext.testing import CHECKS
from diplotext_dates import DateExtractor


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("extractor", [DateExtractor])
def test_conforms(check, extractor):
    check(extractor)
