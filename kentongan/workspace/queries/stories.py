"""Where a story that another room has is written down."""

from kentongan.aspirations.queries.problems import Story
from kentongan.core.scopes import is_within
from kentongan.groups.models import Group
from kentongan.groups.queries import Actor
from kentongan.newsroom.queries import Desk, desks_for
from kentongan.publishing.models import Publication


def desk_for_story(actor: Actor, story: Story) -> Desk | None:
    """The desk of whoever looked after it, else the actor's KIM or region nearest to the place; None where he writes nowhere."""
    desks = desks_for(actor, Publication.Kind.ARTICLE) + desks_for(actor, Publication.Kind.BULLETIN)

    def distance(desk: Desk) -> tuple[bool, int]:
        home = desk.owner.region if isinstance(desk.owner, Group) else desk.owner
        return desk.owner.scope != story.owner, -home.level

    near = [
        desk for desk in desks if is_within(story.region.code, (desk.owner.region if isinstance(desk.owner, Group) else desk.owner).code)
    ]
    return min(near, key=distance, default=None)
