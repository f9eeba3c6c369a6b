"""Words as offers use them, without end: half of them ordinary, half put together from two."""

from collections.abc import Iterator
from itertools import product
from random import Random

COMMON = ("samen", "taal", "mensen", "leren", "ontmoet")
COMPOUNDS = 15_000
FIRST = """
    aanloop avond baby bewegings buurt club computer creatief dans dier digi dorps eet
    familie fiets film foto geld gezins groen handwerk huis jeugd kind kinder klus knutsel
    koffie kook koor kracht kunst lees leer lichaams maaltijd mannen mantel meisjes moeder
    moestuin muziek naai natuur ochtend ouder ontmoet praat reken reparatie samen schaats
    schilder school schrijf speel spel sport spreek stads start straat taal teken theater
    tuin vaders verhalen vrijwilligers vrouwen wandel wereld werk wijk winter woon zang zee
    zomer zorg zwem
"""
LAST = """
    atelier avond bank begeleiding bezoek bijeenkomst boerderij bus café centrum club
    contact coach cursus dag dienst familie feest fiets gids groep hal hart hoek hoekje huis
    hulp inloop instructie kamer kantine kast keuken kring lab lessen les lokaal maatje
    maatjes markt middag moment ochtend oefening partij pas plaats plein plek ploeg praatje
    project punt ruimte spel start taal tafel team tijd toernooi tuin tuinen uitleen uur
    vereniging verhaal vriend week weekend weg werk werkplaats winkel workshop zaal
"""
# Stems that mean nothing, so that there are as many words as in a town.
BEGIN = """
    bal bem dor fel gan hip jol kem lim mor nek pol rin sab tol vem wol zin
"""
END = """
    aar del erd fen gel ing kel lin mer nis per rik ser ten vel zen
"""


def words(chance: Random) -> Iterator[str]:
    """Few of the ordinary words often, most of them seldom; the others as Dutch makes them."""
    first, last = FIRST.split(), LAST.split()
    made_up = [f"{one}{other}" for one, other in product(BEGIN.split(), END.split())]
    stems = [*COMMON, *chance.sample([*first, *last, *made_up], len(first + last + made_up))]
    pairs = list(product([*first, *made_up], [*last, *made_up]))
    joined = [f"{one}{other}" for one, other in chance.sample(pairs, COMPOUNDS)]
    weights = [1 / (place + 3) for place in range(len(stems))]
    while True:
        ordinary = chance.choices(stems, weights, k=10_000)
        for word, other in zip(ordinary, chance.choices(joined, k=10_000), strict=True):
            yield word
            yield other
