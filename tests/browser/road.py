"""The steps of the main road, as a consultant takes them in a browser."""

import re
from pathlib import Path

import xlsxwriter
from playwright.sync_api import Page, expect

HEADERS = ("Voornaam", "Achternaam", "Geb.datum", "Telefoon", "Wijk", "Vrijw/verpl", "Wens / vraag")
PEOPLE = (
    ("Zilver", "Testpersoon", "1 mei 1988", "0612345601", "Overdie", "vrijwillig", "Ik wil koken"),
    ("Koper", "Testpersoon", "31-02-1980", "0612345602", "Oudorp", "vrijwillig", "Ik wil werken"),
    ("Brons", "Testpersoon", "15/07/88", "612345603", "Oudrop", "verplicht", "Ik wil leren"),
)


def make_list(folder: Path) -> Path:
    """A list as an agency keeps it: a title on top, one bad date, one misspelled neighbourhood."""
    path = folder / "onze lijst.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Mensen")
        sheet.write(0, 0, "Lijst van het team")
        for place, row in enumerate((HEADERS, *PEOPLE)):
            sheet.write_row(place + 2, 0, row)
        sheet.write(len(PEOPLE) + 4, 0, f"Totaal: {len(PEOPLE)}")
    return path


def import_list(page: Page, path: Path) -> None:
    """Read the list, mend what is wrong on screen, take everybody over."""
    page.goto("/lijsten/")
    page.set_input_files("input[type=file]", path)
    page.get_by_role("button", name="Lijst lezen").click()
    page.get_by_role("button", name="Verder naar nakijken").click()

    page.get_by_role("link", name=re.compile(r"^Fout")).click()
    date = page.get_by_label("Geb.datum", exact=False).first
    expect(page.get_by_text("31-02-1980")).to_be_visible()
    date.fill("28-02-1980")
    page.get_by_role("button", name="Opslaan").first.click()
    expect(page.get_by_role("link", name=re.compile(r"Fout \(0\)"))).to_be_visible()

    page.get_by_role("link", name=re.compile(r"^Twijfel")).click()
    page.get_by_role("button", name=re.compile("Oudorp")).first.click()
    expect(page.get_by_role("link", name=re.compile(r"Twijfel \(0\)"))).to_be_visible()

    page.get_by_role("button", name=re.compile("3 rijen overnemen")).click()
    expect(page.get_by_text("mensen aangemeld")).to_be_visible(timeout=30_000)


def open_person(page: Page, name: str) -> str:
    """Find somebody by typing part of the name; the address of the dossier."""
    page.goto(f"/zoeken/?q={name}")
    page.get_by_role("main").get_by_role("link", name=re.compile(name)).first.click()
    page.wait_for_url(re.compile(r"/deelnemers/[0-9a-f-]{36}/$"))
    return page.url


def hold_intake(page: Page, dossier: str) -> None:
    """Listen first: begin, write the question, say when there is time, round off."""
    page.goto(dossier + "intake/")
    page.get_by_role("button", name="Intake beginnen").click()
    page.wait_for_url(re.compile(r"/intake/vraag/$"))
    page.locator("textarea").first.fill("Ik wil koken en met buren praten.")
    page.get_by_role("button", name="Opslaan en verder").click()
    page.goto(dossier + "intake/dagelijks-leven/")
    for box in page.locator("table input[type=checkbox]").all():
        box.check()
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.get_by_text(re.compile("Opgeslagen om")).first).to_be_visible()


def measure(page: Page, dossier: str) -> None:
    """The level of the language, and the ladder by its five questions."""
    page.goto(dossier + "taal/")
    for choice in page.locator("form select").all():
        name = choice.get_attribute("name") or ""
        if "level" in name or name in {"speaking", "listening", "reading", "writing"}:
            choice.select_option(value="a1")
    page.locator("input[name=method]").first.check()
    page.get_by_role("button", name="Taalniveau vastleggen").click()
    expect(page.get_by_role("status").first).to_be_visible()

    page.goto(dossier + "ladder/")
    for _question in range(4):
        page.get_by_role("button", name="Nee", exact=True).click()
        page.wait_for_load_state("networkidle")
        if page.get_by_text("Over een jaar: vraag").count():
            break
    page.get_by_role("button", name="Vragen over een jaar overslaan").click()
    page.get_by_role("button", name="Trede vastleggen").click()
    expect(page.get_by_text(re.compile("[Tt]rede 1")).first).to_be_visible()


def advise(page: Page, dossier: str) -> None:
    """Round off the intake and put what this person needs into one sentence."""
    page.goto(dossier + "intake/")
    page.get_by_role("button", name="Intake afronden").click()
    page.goto(dossier + "advies/")
    page.locator("[name=core_question]").fill("Een plek waar zij kookt en ondertussen praat.")
    page.get_by_role("button", name="Advies opslaan").click()
    expect(page.get_by_text("Het advies van nu")).to_be_visible()


def choose_offers(page: Page, dossier: str) -> None:
    """One language part and one part of taking part, both with room; together they are dual."""
    for side in ("language", "participation"):
        page.goto(dossier + "aanbod/")
        cards = page.locator(f"section[aria-labelledby=column-{side}] article")
        with_room = cards.filter(has_not_text=re.compile("wachtlijst"))
        with_room.get_by_role("button", name=re.compile("^Kies")).first.click()
        page.wait_for_load_state()
    expect(page.get_by_text("Duaal").first).to_be_visible()


def make_plan(page: Page, dossier: str) -> None:
    """A goal in own words, a promise of each side, and then put it to the participant."""
    page.goto(dossier + "plan/")
    page.get_by_role("button", name="Begin het plan").click()
    page.get_by_role("link", name="Doel erbij").click()
    page.locator("[name=text]").fill("Ik kook elke maand mee in het wijkcentrum.")
    page.locator("main form button[type=submit]").first.click()
    for side, what in (("participant", "Ik kom naar de les."), ("organisation", "Wij gaan mee.")):
        page.goto(dossier + f"plan/afspraken/?van={side}")
        page.locator("[name=what]").fill(what)
        page.locator("main form button[type=submit]").first.click()
    expect(page.get_by_text("Duaal").first).to_be_visible()
    page.get_by_role("link", name="Leg het plan voor").click()
    page.locator("main form button[type=submit]").first.click()
    expect(page.get_by_text("Het plan ligt voor")).to_be_visible()


def assign_coach(page: Page, dossier: str, name: str) -> None:
    """One fixed face for this person."""
    page.goto(dossier + "weg/contactpersoon/")
    if page.locator("details.coach-others").count():
        page.locator("details.coach-others").evaluate("one => one.open = true")
    page.locator(".coach-option", has_text=name).locator("input[name=coach]").check()
    page.get_by_role("button", name="Vastleggen").click()
    page.wait_for_url(dossier + "weg/contactpersonen/")


def accept(page: Page, dossier: str) -> None:
    """The participant says yes to the plan."""
    page.goto(dossier + "akkoord/")
    page.locator("input[name=answer][value=accepted]").check()
    page.locator("main form button[type=submit]").first.click()
    expect(page.get_by_text("De deelnemer zei ja")).to_be_visible()


def sign(page: Page, dossier: str) -> None:
    """The participant draws on the screen; from now on agreements go both ways."""
    page.goto(dossier + "plan/")
    page.get_by_role("link", name="Laat de deelnemer tekenen").click()
    expect(page.get_by_text("Tot u tekent, bent u tot niets verplicht")).to_be_visible()
    canvas = page.locator("signature-pad canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    left, top = box["x"], box["y"]
    for stroke in (((40, 60), (90, 20), (140, 90)), ((160, 40), (220, 70), (300, 30))):
        page.mouse.move(left + stroke[0][0], top + stroke[0][1])
        page.mouse.down()
        for x, y in stroke[1:]:
            page.mouse.move(left + x, top + y, steps=6)
        page.mouse.up()
    page.get_by_role("button", name="Ik teken").click()
    page.wait_for_url(dossier + "plan/")


def start_first_part(page: Page, dossier: str) -> None:
    """The first part really begins: this person is on a trajectory."""
    page.goto(dossier + "plan/")
    page.locator("a[href$='/start/']").first.click()
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(re.compile(r"/plan/$"))
    page.goto(dossier)
    expect(page.get_by_text("Op traject").first).to_be_visible()
