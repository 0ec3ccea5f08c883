"""The tab Campaigns in its states, for the tour. What a demo shop lacks is written through the use cases."""

from collections.abc import Callable, Iterator

from shopassistant.desktop.pages.promotions.campaigns_tab import CampaignsTab
from shopassistant.desktop.pages.promotions.page import PromotionsPage
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.shell.page import Page
from shopassistant.desktop.tour import Scene
from shopassistant.promotions.campaigns.drafts import ArmDraft, CampaignDraft, create_campaign
from shopassistant.promotions.campaigns.templates import load_template

_NAME = "A quiet word to regulars"


def scenes() -> tuple[Scene, ...]:
    """What is worth a picture."""
    return (
        Scene("promotions-campaigns", "promotions", _on(_list)),
        Scene("promotions-campaigns-editor", "promotions", _on(_editor)),
        Scene("promotions-campaigns-editor-dark", "promotions", _on(_dark)),
        Scene("promotions-campaigns-editor-fault", "promotions", _on(_fault)),
    )


def _on(steps: Callable[[CampaignsTab], Iterator[None]]) -> Callable[[Page], Iterator[None]]:
    def prepare(page: Page) -> Iterator[None]:
        if isinstance(page, PromotionsPage):
            page.show_tab("campaigns")
            yield
            tab = page.tab("campaigns")
            if isinstance(tab, CampaignsTab):
                tab.go_back()
                yield from steps(tab)

    return prepare


def _list(tab: CampaignsTab) -> Iterator[None]:
    write_campaign(tab.context)
    tab.desk.load()
    yield
    mine = [one for one, line in tab.desk.rows.items() if line.name == _NAME]
    tab.table.select(mine[0])
    yield


def _editor(tab: CampaignsTab) -> Iterator[None]:
    yield from _list(tab)
    tab.edit()
    yield
    yield


def _dark(tab: CampaignsTab) -> Iterator[None]:
    yield from _editor(tab)
    tab.editor.preview.look.choose("dark")
    tab.editor.preview._draw()
    tab.editor.about.start._pick("planned")
    tab.editor.about.letters._pick("4")
    yield


def _fault(tab: CampaignsTab) -> Iterator[None]:
    yield from _editor(tab)
    tab.editor.preview.look.choose("text")
    tab.editor.subject.setPlainText("Hello {frist_name}, 30% off")
    yield
    tab.editor.keep()
    yield


def write_campaign(context: AppContext) -> None:
    """A draft in two letters, once per shop; about a promotion with a coupon where there is one."""
    from sqlalchemy import select

    from shopassistant.store.schema import Campaign, Promotion

    with context.store.read() as session:
        if session.scalar(select(Campaign.id).where(Campaign.name == _NAME)) is not None:
            return
        statement = select(Promotion.id).where(Promotion.status.in_(("approved", "draft")))
        promotion_id = session.scalar(statement.order_by(Promotion.needs_coupon.desc(), Promotion.id).limit(1))
    arms = tuple(ArmDraft(name, 0.4, load_template(which)) for name, which in (("A", "offer"), ("B", "personal")))
    draft = CampaignDraft(_NAME, arms, promotion_id=promotion_id, holdout_share=0.2)
    create_campaign(context.store, context.staff.actor, draft)
