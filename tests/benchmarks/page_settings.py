"""The product's own settings and two more addresses: a view that does nothing, to measure pages against."""

from planner.config.settings import *  # noqa: F403

ROOT_URLCONF = "tests.benchmarks.page_urls"
