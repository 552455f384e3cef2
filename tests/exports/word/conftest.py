from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exports.word.content import PlanContent
from exports.word.plan import Profile, write_plan
from tests.exports.word.catalogues import CATALOGUES
from tests.exports.word.samples import plan


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes the sample plan, changed as asked, or a plan of one's own, and says where."""

    def written(
        language: str = "ar", profile: Profile = "full", *, content: PlanContent | None = None, **changes: Any
    ) -> Path:
        path = tmp_path / f"{language}-{profile}.docx"
        content = content or plan(language, **changes)
        write_plan(content, path, catalogue=CATALOGUES[language], profile=profile)
        return path

    return written
