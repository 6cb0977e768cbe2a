"""What the room says to people outside its pages."""

from django.utils.translation import gettext as _

from kentongan.groups.models import Group

from .actions import SignIn


def chat_text(sign_in: SignIn, *, group: Group, site_url: str, sign_in_url: str) -> str:
    """How somebody of a new group comes in, as a message: short, with the first password where there is one."""
    told = {"name": sign_in.person.full_name, "group": group.name, "site": site_url, "door": sign_in_url, "role": sign_in.role.lower()}
    opening = _("Halo %(name)s, %(group)s sudah disetujui. Situsnya: %(site)s\n\nAnda %(role)s. Masuk di %(door)s") % told
    if not sign_in.password:
        return f"{opening}\n{_('Pakai akun dan kata sandi yang biasa.')}"
    door_name = sign_in.person.phone_shown if sign_in.person.phone else sign_in.person.username
    first = _("Nomor HP atau nama pengguna: %(who)s\nKata sandi pertama: %(password)s") % {"who": door_name, "password": sign_in.password}
    return f"{opening}\n{first}\n{_('Sesudah masuk Anda memilih kata sandi sendiri. Jangan teruskan pesan ini.')}"
