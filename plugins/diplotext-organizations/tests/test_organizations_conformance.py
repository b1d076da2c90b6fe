"""The extractor of this package keeps to the contract."""

import pytest

from diplotext.testing import CHECKS
from diplotext_organizations import OrganizationExtractor


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("extractor", [OrganizationExtractor])
def test_conforms(check, extractor):
    check(extractor)
