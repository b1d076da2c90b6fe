"""The extractor of this package keeps to the contract."""

import pytest

from diplotext.testing import CHECKS
from diplotext_people import PeopleExtractor


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("extractor", [PeopleExtractor])
def test_conforms(check, extractor):
    check(extractor)
