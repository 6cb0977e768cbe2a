"""The shape of what is typed on the settings pages of groups, sites and regions."""

from .groups import DecreeForm, DismissForm, ExistingMemberForm, GroupForm, NewMemberForm, SeatForm
from .regions import NewGroupForm, OfficeForm, OfficerForm
from .sites import AddressForm, DressForm, LogoForm, MoveForm, PageForm, RenameForm, SuspendForm

__all__ = [
    "AddressForm",
    "DecreeForm",
    "DismissForm",
    "DressForm",
    "ExistingMemberForm",
    "GroupForm",
    "LogoForm",
    "MoveForm",
    "NewGroupForm",
    "NewMemberForm",
    "OfficeForm",
    "OfficerForm",
    "PageForm",
    "RenameForm",
    "SeatForm",
    "SuspendForm",
]
