"""A subject people may talk about in tests of the mechanism."""

from kentongan.comments.queries import SubjectKind, register_subject
from kentongan.groups.models import Role

SAMPLE = register_subject(
    SubjectKind(
        kind="tests.sample",
        label="Contoh",
        view="newsroom:bulletin_show",
        argument="slug",
        moderators=frozenset({Role.EDITOR, Role.CHAIR, Role.VILLAGE_OFFICER, Role.COORDINATOR}),
    )
)
