"""What brings two rooms together in one deed."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.aspirations.actions import problems as problem_actions
from kentongan.aspirations.queries.problems import get_problem, story_of
from kentongan.core.rules import Denied, NotVisible
from kentongan.newsroom import actions as newsroom
from kentongan.publishing.models import Publication
from kentongan.publishing.queries import get_for_workspace

from .queries.stories import desk_for_story


@transaction.atomic
def tell_problem(*, actor: Person, slug: str, now: datetime) -> Publication:
    """Kabar Balik: begin the article of a solved problem with what is known of it; begun already, the same one.

    Raises NotVisible, Denied, Stale.
    """
    problem = get_problem(actor, slug)
    if problem.story:
        try:
            return get_for_workspace(actor=actor, code=problem.story)
        except NotVisible:
            pass  # another began it where this one does not write
    story = story_of(problem, today=timezone.localdate(now))
    desk = desk_for_story(actor, story)
    if desk is None:
        raise Denied(_("Anda belum terdaftar sebagai penulis di sini. Minta redaktur KIM menulis Kabar Balik."))
    draft = story.draft
    publication = newsroom.begin_told(
        actor=actor, desk=desk, title=draft.title, summary=draft.summary, text=draft.text, cover=story.cover, now=now
    )
    problem_actions.note_story(actor=actor, problem=problem, code=publication.code, now=now)
    return publication
