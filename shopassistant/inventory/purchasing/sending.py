"""An order on its way: sent, expected on another day, its rest or the whole of it cancelled and taken up again."""

from datetime import date, timedelta

from shopassistant.core.errors import NotFound, UserError
from shopassistant.inventory.purchasing.state import (
    COMING,
    OrderResult,
    line_row,
    lines_of,
    open_units,
    order_row,
    result,
    settle_status,
)
from shopassistant.inventory.suppliers.terms import supplier
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store


def send_order(store: Store, actor: Actor, order_id: int, expected_on: date | None = None) -> OrderResult:
    """Say that the supplier has the order; managers only. Its lines are fixed from now on.

    Args:
        expected_on: None keeps the day of the draft, else takes today and the supplier's lead time.

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``order.empty``.
        NotFound: ``order.unknown``.
        Conflict: ``order.state``.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        order = order_row(unit, order_id, "draft")
        lines = lines_of(unit, order_id)
        if not lines:
            raise UserError("order.empty", number=order.number)
        now = unit.clock.now()
        promised = now.date() + timedelta(days=supplier(unit.session, order.supplier_id).lead_time_days)
        order.status, order.sent_at = "sent", now
        order.expected_on = expected_on or order.expected_on or promised
        unit.audit(
            "order.sent", "purchase_order", order_id, number=order.number, lines=len(lines),
            total_minor=sum(line.units * line.cost_minor for line in lines),
            expected_on=order.expected_on.isoformat(),
        )  # fmt: skip
        made = result(order, *(line.variant_id for line in lines))
        unit.commit()
    return made


def expect(store: Store, actor: Actor, order_id: int, expected_on: date, line_id: int | None = None) -> OrderResult:
    """Note when goods are expected now, of a whole order or one line of it; managers only.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``order.unknown``, ``order.line_unknown``.
        Conflict: ``order.state``.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        order = order_row(unit, order_id, "draft", *COMING)
        if line_id is None:
            order.expected_on = expected_on
        else:
            line = line_row(unit, line_id)
            if line.order_id != order_id:
                raise NotFound("order.line_unknown", line_id=line_id)
            line.expected_on = expected_on
        unit.audit(
            "order.expected", "purchase_order", order_id, number=order.number, line_id=line_id,
            expected_on=expected_on.isoformat(),
        )  # fmt: skip
        made = result(order, *(line.variant_id for line in lines_of(unit, order_id)))
        unit.commit()
    return made


def cancel_order(store: Store, actor: Actor, order_id: int, why: str = "") -> OrderResult:
    """Give up a draft, or all of a sent order that has not come yet; managers only. What came stays.

    The number stays taken, so that there are no gaps; `reopen_order` takes it up again.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``order.unknown``.
        Conflict: ``order.state``, all of it has come or it is cancelled already.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        order = order_row(unit, order_id, "draft", *COMING)
        lines = lines_of(unit, order_id)
        before = order.status
        if before == "draft":
            order.status, order.closed_at = "cancelled", unit.clock.now()
        else:
            for line in lines:
                line.units_cancelled += open_units(line)
            settle_status(unit, order)
        unit.audit("order.cancelled", "purchase_order", order_id, number=order.number, before=before, why=why.strip())
        made = result(order, *(line.variant_id for line in lines))
        unit.commit()
    return made


def reopen_order(store: Store, actor: Actor, order_id: int) -> OrderResult:
    """Take a cancelled order up again; managers only. A draft is a draft again, of a sent one all is expected again.

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``order.nothing_cancelled``.
        NotFound: ``order.unknown``.
        Conflict: ``order.state``.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        order = order_row(unit, order_id, "cancelled", "received", "partly_received")
        lines = lines_of(unit, order_id)
        if order.sent_at is None:
            order.status, order.closed_at = "draft", None
        else:
            if not any(line.units_cancelled for line in lines):
                raise UserError("order.nothing_cancelled", number=order.number)
            for line in lines:
                line.units_cancelled = 0
            settle_status(unit, order)
        unit.audit("order.reopened", "purchase_order", order_id, number=order.number)
        made = result(order, *(line.variant_id for line in lines))
        unit.commit()
    return made


def cancel_rest(store: Store, actor: Actor, line_id: int, why: str = "") -> OrderResult:
    """Expect no more of one line of a sent order; managers only.

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``order.nothing_open``.
        NotFound: ``order.line_unknown``.
        Conflict: ``order.state``.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        line = line_row(unit, line_id)
        order = order_row(unit, line.order_id, *COMING)
        rest = open_units(line)
        if not rest:
            raise UserError("order.nothing_open", number=order.number)
        line.units_cancelled += rest
        settle_status(unit, order)
        unit.audit(
            "order.rest_cancelled", "purchase_order", order.id, number=order.number, variant_id=line.variant_id,
            units=rest, why=why.strip(),
        )  # fmt: skip
        made = result(order, line.variant_id)
        unit.commit()
    return made


def reopen_rest(store: Store, actor: Actor, line_id: int) -> OrderResult:
    """Expect again what was cancelled of one line; managers only.

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``order.nothing_cancelled``.
        NotFound: ``order.line_unknown``.
        Conflict: ``order.state``.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        line = line_row(unit, line_id)
        order = order_row(unit, line.order_id, *COMING, "received", "cancelled")
        if order.sent_at is None or not line.units_cancelled:
            raise UserError("order.nothing_cancelled", number=order.number)
        units, line.units_cancelled = line.units_cancelled, 0
        settle_status(unit, order)
        unit.audit(
            "order.rest_reopened", "purchase_order", order.id, number=order.number, variant_id=line.variant_id,
            units=units,
        )  # fmt: skip
        made = result(order, line.variant_id)
        unit.commit()
    return made
