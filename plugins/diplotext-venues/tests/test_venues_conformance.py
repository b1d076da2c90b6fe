"""The extractors of this package keep to the contract."""

import pytest

from diplotext.testing import CHECKS
from diplotext_venues import PlaceExtractor, VenueExtractor


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("extractor", [PlaceExtractor, VenueExtractor])
def test_conforms(check, extractor):
    check(extractor)
