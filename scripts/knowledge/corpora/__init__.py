"""What raw articles attest: who held an office on a day, and which organizations have which acronym."""
