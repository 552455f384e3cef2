from django.apps import AppConfig


class TwinningConfig(AppConfig):
    name = "twinning"

    def ready(self) -> None:
        from twinning import receivers  # noqa: F401  # what is imported listens
