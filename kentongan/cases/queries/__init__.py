"""Asking about cases: the register of workflows, one case or many, their clocks, their trail; who sent one is asked of the vault."""

from .clocks import ClockFace, all_running_terms, calendar_of, clocks_of, local_day, running_terms, term_value
from .codes import TICKET_SALT, case_of_ticket, code_fits, code_hashes, find_by_number, ticket_for
from .finding import case_of_client, cases_under, cases_with_alarm, desk_scopes, drafts_of, fresh, get_case, inbox, with_owner
from .holding import LEVELS, holds_role_within, ladder_of, office_serves, owner_name, owner_region, scope_above
from .trail import attachment_of_client, attachments_of, get_attachment, get_letter, letters_of, said, trail
from .vault import cases_with_phone, has_identity, identity_of, identity_views
from .workflows import register_workflow, registered, status_of, workflow_of, workflows

__all__ = [
    "LEVELS",
    "TICKET_SALT",
    "ClockFace",
    "all_running_terms",
    "attachment_of_client",
    "attachments_of",
    "calendar_of",
    "case_of_client",
    "case_of_ticket",
    "cases_under",
    "cases_with_alarm",
    "cases_with_phone",
    "clocks_of",
    "code_fits",
    "code_hashes",
    "desk_scopes",
    "drafts_of",
    "find_by_number",
    "fresh",
    "get_attachment",
    "get_case",
    "get_letter",
    "has_identity",
    "holds_role_within",
    "identity_of",
    "identity_views",
    "inbox",
    "ladder_of",
    "letters_of",
    "local_day",
    "office_serves",
    "owner_name",
    "owner_region",
    "register_workflow",
    "registered",
    "running_terms",
    "said",
    "scope_above",
    "status_of",
    "term_value",
    "ticket_for",
    "trail",
    "with_owner",
    "workflow_of",
    "workflows",
]
