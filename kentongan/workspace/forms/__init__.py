"""The shape of what is typed on the settings pages of groups, sites and regions."""

from .activities import ActivityForm, PeopleForm
from .groups import DecreeForm, DismissForm, ExistingMemberForm, GroupForm, NewMemberForm, SeatForm
from .lives import DissolveForm, KimIdForm, MergeForm, RestForm
from .regions import NewGroupForm, OfficeForm, OfficerForm
from .renewal import BoardRenewForm
from .sites import AddressForm, DressForm, LogoForm, MoveForm, PageForm, RenameForm, SuspendForm

__all__ = [
    "ActivityForm",
    "AddressForm",
    "BoardRenewForm",
    "DecreeForm",
    "DismissForm",
    "DissolveForm",
    "DressForm",
    "ExistingMemberForm",
    "GroupForm",
    "KimIdForm",
    "LogoForm",
    "MergeForm",
    "MoveForm",
    "NewGroupForm",
    "NewMemberForm",
    "OfficeForm",
    "OfficerForm",
    "PageForm",
    "PeopleForm",
    "RenameForm",
    "RestForm",
    "SeatForm",
    "SuspendForm",
]
