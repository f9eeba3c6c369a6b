"""The people of the demo: made up, the same every time, and as different as a real street."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

FIRST_NAMES = (
    "Amina", "Bilal", "Cansu", "Dilnoza", "Elif", "Farid", "Grażyna", "Hassan", "Ilse", "Jamal",
    "Katarzyna", "Lwam", "Mehmet", "Nadia", "Oksana", "Paweł", "Rahel", "Samir", "Tesfay", "Ümit",
    "Vera", "Wafa", "Xenia", "Yusuf", "Zeynep", "Abdi", "Bahar", "Claudia", "Danuta", "Ersin",
    "Fatma", "Giorgi", "Halima", "Ivana", "Joanna", "Khalid", "Layla", "Maryam", "Nikola", "Omar",
    "Petra", "Rosa", "Soraya", "Thi Mai", "Usman", "Violeta", "Wahid", "Yara", "Zahra", "Anh",
    "Bogdan", "Carmen", "Denis", "Eyob", "Fiyori", "Goran", "Hodan", "Iryna", "Jolanta", "Karim",
)  # fmt: skip
LAST_NAMES = (
    "Adamczyk", "Bakker", "Çelik", "Demir", "El Idrissi", "Fofanah", "Gebremariam", "Haddad",
    "Ivanova", "Jansen", "Kaya", "Łukaszewicz", "Mahmoud", "Nguyen", "Öztürk", "Petrenko", "Qasim",
    "Rahimi", "Santos", "Tekle", "Uçar", "van der Veen", "Wójcik", "Yıldız", "Zerai", "Abdullahi",
    "Bošković", "Costa", "Dlamini", "Ferreira", "Ghebre", "Hernández", "Isaković", "Jovanović",
    "Kovalenko", "Lopes", "Mohamed", "Nowak", "Osei", "Popescu", "Rezaei", "Şahin", "Tadesse",
    "de Vries", "Warsame", "Yohannes", "Zieliński", "Al Masri", "Benali", "Shevchenko",
)  # fmt: skip
LANGUAGES = ("ar", "ti", "tr", "pl", "uk", "fa", "so", "es", "en", "ro", "fr", "pt")

QUESTIONS = (
    "Ik wil zelf met de juf van mijn kinderen praten.",
    "Ik wil mensen leren kennen. Overdag ben ik veel alleen.",
    "Ik kan goed koken en wil daar iets mee doen.",
    "Ik wil werken, maar mijn Nederlands is nog niet goed genoeg.",
    "Ik wil brieven van de gemeente zelf kunnen lezen.",
    "Ik wil mijn Nederlands oefenen met iemand die tijd heeft.",
    "Ik wil vrijwilligerswerk doen in de buurt.",
    "Ik wil leren fietsen en de stad beter kennen.",
    "Ik was naaister en wil dat hier ook weer doen.",
    "Ik wil durven bellen met de huisarts.",
    "Ik wil een diploma halen en verder leren.",
    "Ik wil sporten met andere vrouwen uit de wijk.",
)
WISHES = (
    ("Werken in een keuken of kantine.", ["cooking", "work"]),
    ("Iets doen met mijn handen: naaien, schilderen.", ["creative"]),
    ("Met andere ouders praten over school.", ["children_school"]),
    ("Buiten zijn, tuinieren, wandelen.", ["healthy_living", "sport"]),
    ("Nieuwe mensen ontmoeten in de buurt.", ["meeting"]),
    ("Leren werken met de computer.", ["computer"]),
    ("Een baan in de zorg of de winkel.", ["work"]),
    ("Iets terugdoen voor anderen.", ["volunteering"]),
)
STRENGTHS = (
    "Is geduldig en komt altijd op tijd.",
    "Heeft jarenlang een winkel gehad en kan goed met mensen omgaan.",
    "Leert snel en helpt anderen in de groep.",
    "Is handig en maakt alles zelf.",
    "Kent veel mensen in de flat en brengt anderen mee.",
)
OBSTACLES = (
    "Kan alleen onder schooltijd.",
    "Kan hoogstens twee dagdelen per week weg.",
    "Durft nog niet alleen met de bus.",
    "Telefoneren in het Nederlands lukt nog niet.",
    "Werkt wisselende diensten.",
)
CORE_QUESTIONS = (
    "Een plek waar zij Nederlands spreekt terwijl zij iets doet wat zij goed kan.",
    "Stap voor stap naar werk, met taal die daarbij hoort en iemand die meekijkt.",
    "Eerst mensen om zich heen, dan taal: beginnen in het buurthuis om de hoek.",
    "Taalles die past bij de schooltijden, samen met andere ouders.",
    "Lezen en schrijven leren, zodat post en afspraken geen drempel meer zijn.",
)
GOALS = (
    "Ik praat zelf met de juf op de ouderavond.",
    "Ik bel zelf de huisarts voor een afspraak.",
    "Ik kook elke maand mee in het wijkcentrum.",
    "Ik lees een brief van de gemeente en begrijp wat ik moet doen.",
    "Ik heb twee mensen leren kennen met wie ik Nederlands spreek.",
    "Ik doe examen op niveau A2.",
)
NOTES = (
    ("call", "progress", "Gaat goed. De les is leuk, het huiswerk kost tijd.", 4),
    ("visit", "acquaintance", "Koffie gedronken, verteld over de koffieochtend. Wil graag mee.", 5),
    ("app", "practical", "Heeft bevestigd dat dinsdag goed is.", None),
    ("call", "progress", "Twee keer niet geweest, de jongste was ziek. Komt weer.", 3),
    ("outside", "participation", "Samen naar de groep. Kende al iemand uit de flat.", 5),
    ("call", "participation", "Denkt na over vrijwilligerswerk. Wil eerst meer durven praten.", 4),
    ("mail", "practical", "Folder van het taalcafé gestuurd in begrijpelijk Nederlands.", None),
    ("office", "progress", "Plan samen doorgenomen. De donderdag past beter.", 4),
)


@dataclass(frozen=True)
class Person:
    """One made-up resident."""

    first_name: str
    last_name: str
    birth_date: date
    phone: str
    email: str
    language: str
    neighbourhood: str
    category: str
    question: int
    found_through: str
    registered_days_ago: int


def person(number: int, *, chance: Random, today: date, areas: tuple[str, ...]) -> Person:
    """The resident with this number: the same for the same number and chance."""
    first = FIRST_NAMES[number * 7 % len(FIRST_NAMES)]
    last = LAST_NAMES[(number * 13 + number // len(FIRST_NAMES)) % len(LAST_NAMES)]
    years = chance.randint(19, 66)
    birth = date(today.year - years - 1, 1, 1) + timedelta(days=chance.randint(0, 364))
    mail = f"deelnemer{number}@demo.example" if chance.random() < 0.6 else ""
    return Person(
        first_name=first,
        last_name=last,
        birth_date=birth,
        phone=f"+3161{number:03}{chance.randint(1000, 9999)}",
        email=mail,
        language=LANGUAGES[number % len(LANGUAGES)],
        neighbourhood=chance.choices(areas, weights=(30, 18, 22, 16, 14))[0],
        category="voluntary" if chance.random() < 0.72 else "mandatory",
        question=chance.randrange(len(QUESTIONS)),
        found_through=chance.choice(
            ("community_centre", "coffee", "family", "school", "self_organisation", "municipality",
             "language_cafe", "ambassador", "gp", "self")
        ),
        registered_days_ago=int(chance.triangular(1, 365, 25)),
    )  # fmt: skip
