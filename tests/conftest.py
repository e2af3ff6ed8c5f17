"""What holds for all tests."""

from hypothesis import settings

settings.register_profile("whyshore", deadline=None)  # a machine may be busy with other work
settings.load_profile("whyshore")
