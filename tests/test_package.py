"""What is installed is what is in the repository: a container has no checkout to fall back on."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import fields
from pathlib import Path

import yaml

from bot.settings import Settings

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "content", "storage", "study")


def test_the_wheel_holds_every_file_of_the_packages(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    for package in PACKAGES:
        shutil.copytree(ROOT / package, source / package, ignore=shutil.ignore_patterns("__pycache__"))
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(tmp_path),
        ".",
    ]
    subprocess.run(build, cwd=source, check=True, capture_output=True, timeout=120)
    (wheel,) = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        str(file.relative_to(source))
        for package in PACKAGES
        for file in (source / package).rglob("*")
        if file.is_file()
    }
    assert sorted(name for name in wanted if "build/" not in name and name not in held) == []


def test_the_image_builds_with_what_is_locked() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert "--no-build-isolation" in dockerfile, "else the newest setuptools there is would build the wheel"
    (program,) = re.findall(r"awk '([^']*)' requirements-dev\.lock", dockerfile)
    locked = subprocess.run(
        ["awk", program, ROOT / "requirements-dev.lock"], capture_output=True, text=True, check=True
    ).stdout
    name, *hashes = locked.split("\\\n")
    assert re.fullmatch(r"setuptools==[\d.]+ ", name)
    assert hashes
    assert all(re.fullmatch(r"\s+--hash=sha256:[0-9a-f]{64}\s*", one) for one in hashes)


def test_a_container_hands_every_setting_on_and_needs_no_env_file() -> None:
    service = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]["studybot"]
    assert "env_file" not in service
    documented = re.findall(r"^\| `(STUDYBOT_\w+)`", (ROOT / "README.md").read_text(encoding="utf-8"), re.M)
    assert service["environment"] == {name: f"${{{name}:-}}" for name in documented}
    assert len(documented) == len(fields(Settings))


def test_the_command_of_the_image_complains_about_a_missing_token(tmp_path: Path) -> None:
    last = (ROOT / "Dockerfile").read_text(encoding="utf-8").strip().splitlines()[-1]
    command = json.loads(last.removeprefix("CMD "))
    kept = {name: value for name, value in os.environ.items() if not name.startswith("STUDYBOT_")}
    ended = subprocess.run(
        [sys.executable, "-m", "bot", *command],
        cwd=tmp_path,
        env={**kept, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 2
    assert ended.stderr.startswith("studybot: STUDYBOT_TOKEN is not set")
    assert ended.stderr.count("\n") == 1
