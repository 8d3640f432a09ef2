"""People send points on the map (Bot API: Location)."""

from __future__ import annotations

import pytest

from bot.sandbox.double import TelegramDouble
from bot.sandbox.double.errors import WorldError


def test_a_location_has_no_text_and_numbers_in_degrees() -> None:
    double = TelegramDouble(token="1:sandbox")
    anna = double.person("Анна")
    message = double.send_location(anna, double.private(anna), 55, 49.1, accuracy=20)
    assert message["location"] == {"latitude": 55.0, "longitude": 49.1, "horizontal_accuracy": 20.0}
    assert "text" not in message
    assert double.unconfirmed == 1


@pytest.mark.parametrize(("latitude", "longitude"), [(90.5, 0), (-91, 0), (0, 180.5), (0, -181)])
def test_only_places_on_earth(latitude: float, longitude: float) -> None:
    double = TelegramDouble(token="1:sandbox")
    anna = double.person("Анна")
    with pytest.raises(WorldError, match="no place on Earth"):
        double.send_location(anna, double.private(anna), latitude, longitude)


def test_the_doubt_is_a_radius_of_metres() -> None:
    double = TelegramDouble(token="1:sandbox")
    anna = double.person("Анна")
    with pytest.raises(WorldError, match="0 to 1500"):
        double.send_location(anna, double.private(anna), 0, 0, accuracy=1501)
