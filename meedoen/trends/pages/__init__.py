"""What the pages of trends show."""

from meedoen.trends.pages.counts import (
    Asked,
    Behind,
    Cell,
    Row,
    Supply,
    Table,
    behind_url,
    needs_behind,
    supply_and_demand,
)
from meedoen.trends.pages.inviting import Invited, Sent, invited, sent_to
from meedoen.trends.pages.person import NeedLine, Person, Proposal, person, proposal_for
from meedoen.trends.pages.signals import (
    Filter,
    IdeaPage,
    SignalPage,
    ideas,
    one_idea,
    one_signal,
    signals,
)

__all__ = [
    "Asked", "Behind", "Cell", "Filter", "IdeaPage", "Invited", "NeedLine", "Person", "Proposal",
    "Row", "Sent", "SignalPage", "Supply", "Table", "behind_url", "ideas", "invited",
    "needs_behind", "one_idea", "one_signal", "person", "proposal_for", "sent_to", "signals",
    "supply_and_demand",
]  # fmt: skip
