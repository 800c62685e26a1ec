"""
The cost of redress (赔付) of a case, and its division by the shares of responsibility to the cent.

Amounts are whole cents (分). A division gives everyone the whole cents of his share and the cents that are left to
the largest remainders, the earlier share first where they are equal: it sums to the amount exactly, nobody is off by
a cent or more, and a larger share never bears less than a smaller one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from shouwen.core.case import events as e
from shouwen.core.case.events_responsibility import PaymentRecorded

WHOLE = 10_000
"""One hundred percent, in hundredths of a percent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redress:
    """What redress costs, in cents: `approved` in solutions over all rounds, `paid` by recorded payments."""

    approved: int = 0
    paid: int = 0

    @property
    def cents(self) -> int:
        """What is divided: what was paid once anything was, till then what was approved."""
        return self.paid or self.approved


def cents(yuan: float) -> int:
    """An amount in yuan as whole cents, half a cent upwards."""
    return int((Decimal(str(yuan)) * 100).quantize(Decimal(1), ROUND_HALF_UP))


def redress(stream: Iterable[e.Event]) -> Redress:
    """The cost of redress after these events: of each round the solution that was approved and not refused, and payments."""
    settled = paid = proposed = standing = 0
    for event in stream:
        match event.data:
            case e.SolutionProposed() as d:
                proposed, standing = cents(d.amount), 0
            case e.SolutionApproved():
                standing = proposed
            case e.SolutionRejected() | e.ConsentRecorded(agreed=False):
                standing = 0
            case e.ConsentRecorded():
                standing = proposed
            case e.Reopened():
                settled, proposed, standing = settled + standing, 0, 0
            case PaymentRecorded() as d:
                paid += cents(d.amount)
            case _:
                pass
    return Redress(approved=settled + standing, paid=paid)


def apportion(total: int, percents: Sequence[float]) -> tuple[int, ...]:
    """`total` cents divided by percents that have at most two decimals and sum to 100, in their order."""
    parts = [int(Decimal(str(percent)) * 100) for percent in percents]
    floors = [total * part // WHOLE for part in parts]
    left = total - sum(floors)
    by_remainder = sorted(range(len(parts)), key=lambda n: (-(total * parts[n] % WHOLE), n))
    extra = set(by_remainder[:left])
    return tuple(floor + (n in extra) for n, floor in enumerate(floors))
