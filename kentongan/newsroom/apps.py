"""The room where texts are written, read and passed on."""

from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    """Articles, bulletins, events, galleries and emergency notices."""

    name = "kentongan.newsroom"
    label = "newsroom"

    def ready(self) -> None:
        """Sign up the kinds whose short texts say more than their text, and who tells what groups are asked."""
        from kentongan.groups.queries import register_duties
        from kentongan.publishing.models import Publication
        from kentongan.publishing.queries import register_teller

        from .queries.duties import duties_told
        from .queries.telling import tell_alert, tell_event

        register_teller(Publication.Kind.EVENT, tell_event)
        register_teller(Publication.Kind.ALERT, tell_alert)
        register_duties(duties_told)
