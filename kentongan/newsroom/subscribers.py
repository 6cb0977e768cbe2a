"""What the newsroom does when a text came out, and when groups answered a task."""

from kentongan.core.events import subscriber
from kentongan.publishing.events import PublicationPublished

from .actions import asking, passing_on
from .events import TaskProofBrought


@subscriber(PublicationPublished)
def ask_what_is_out(event: PublicationPublished) -> None:
    """The wish that a draft held is asked of the groups, now that they can read the text."""
    asking.ask_what_is_out(publication_id=event.publication_id, actor_id=event.actor_id, now=event.at)


@subscriber(TaskProofBrought)
def look_for_resemblance(event: TaskProofBrought) -> None:
    """A picture that was used before is noted for the sender's side; it never stands in the way of the answer."""
    passing_on.notice_resemblance(photo_id=event.photo_id, now=event.at)
