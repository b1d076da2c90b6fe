"""For all tests, of the core and of the plugins: property tests are repeatable, and slow machines may be slow."""

from hypothesis import settings

settings.register_profile("project", deadline=None, derandomize=True)
settings.load_profile("project")
