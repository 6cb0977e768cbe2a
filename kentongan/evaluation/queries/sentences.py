"""The sentences with which a report begins, by rule."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from ..policies.adding import angka
from ..policies.content import Count, Figures, Tasks
from ..policies.periods import Period

MOST_KINDS = 3


def listed(words: Iterable[str]) -> str:
    """ "satu", "satu dan dua", "satu, dua, dan tiga"."""
    words = list(words)
    if len(words) < 3:
        return _(" dan ").join(words)
    return _("%(first)s, dan %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def most_of(kinds: Iterable[Count]) -> list[Count]:
    """The kinds of which there was most, as many as a sentence bears."""
    return sorted((kind for kind in kinds if kind.count), key=lambda kind: -kind.count)[:MOST_KINDS]


def compared(figures: Figures, period: Period) -> str:
    """How many there were in the period before."""
    words = {"period": period.before.spoken, "n": angka(figures.total_before)}
    if figures.total_before == figures.total:
        return _("Jumlahnya sama dengan %(period)s.") % words
    if not figures.total_before:
        return _("Pada %(period)s belum ada yang tercatat.") % words
    return _("Pada %(period)s tercatat %(n)s kegiatan.") % words


def reached(figures: Figures) -> Iterable[str]:
    """Who was there, and how many were reached: an estimate is called one."""
    if figures.attended:
        words = {"n": angka(figures.women + figures.men), "women": angka(figures.women), "men": angka(figures.men)}
        yield _("Pertemuannya dihadiri %(n)s orang: %(women)s perempuan dan %(men)s laki-laki.") % words
    if figures.reached:
        yield _("Menurut perkiraan, %(n)s orang dijangkau.") % {"n": angka(figures.reach)}


def handed_on(figures: Figures) -> Iterable[str]:
    """What came from the government to the village, and what the village brought up."""
    if figures.passed_on:
        late = _(", %(late)s di antaranya lewat tenggat") % {"late": angka(figures.passed_late)} if figures.passed_late else ""
        yield _("Pengumuman resmi diteruskan kepada warga %(n)s kali%(late)s.") % {"n": angka(figures.passed_on), "late": late}
    if figures.brought:
        yield _("Sebanyak %(n)s laporan warga dituliskan.") % {"n": angka(figures.brought)}
    if figures.delivered:
        yield _("Sebanyak %(n)s kabar jawaban diantarkan kepada warga.") % {"n": angka(figures.delivered)}


def asked(tasks: Tasks) -> Iterable[str]:
    """What was asked, and how it was answered; what was not is said as plainly."""
    if not tasks.asked:
        return
    words = {name: angka(getattr(tasks, name)) for name in ("asked", "in_time", "late", "cannot", "unanswered")}
    answers = [_("%(in_time)s dijawab tepat waktu") % words] if tasks.in_time else []
    answers += [_("%(late)s terlambat") % words] if tasks.late else []
    answers += [_("%(cannot)s tidak bisa") % words] if tasks.cannot else []
    answers += [_("%(unanswered)s belum dijawab") % words] if tasks.unanswered else []
    yield _("Permintaan menyebarkan kabar yang jatuh tempo: %(asked)s, yaitu %(answers)s.") % {**words, "answers": listed(answers)}


def opening_of_group(
    name: str, period: Period, figures: Figures, kinds: Iterable[Count], hamlets: tuple[str, ...], tasks: Tasks
) -> tuple[str, ...]:
    """How the report of a group begins."""
    words = {"name": name, "period": period.spoken}
    if not figures.total:
        nothing = _("Sepanjang %(period)s tidak ada kegiatan %(name)s yang tercatat.") % words
        return (nothing, _("Laporan ini disampaikan apa adanya."), compared(figures, period), *asked(tasks))
    sentences = [
        _("Sepanjang %(period)s, %(name)s mencatat %(n)s kegiatan pada %(days)s hari.")
        % (words | {"n": angka(figures.total), "days": angka(figures.days)})
    ]
    most = listed(f"{kind.label} ({angka(kind.count)})" for kind in most_of(kinds))
    sentences += [_("Yang terbanyak: %(kinds)s.") % {"kinds": most}, compared(figures, period), *reached(figures)]
    if hamlets:
        sentences.append(_("Dusun yang dijangkau: %(hamlets)s.") % {"hamlets": listed(hamlets)})
    return (*sentences, *handed_on(figures), *asked(tasks))


def opening_of_region(
    name: str, period: Period, figures: Figures, states: tuple[Count, ...], tasks: Tasks, *, villages: int, covered: int
) -> tuple[str, ...]:
    """How the report of a region begins: with how many villages have a KIM."""
    groups = sum(state.count for state in states)
    if not groups:
        return (_("Di %(name)s belum ada KIM yang terdaftar.") % {"name": name},)
    shares = listed(f"{angka(state.count)} {state.label.lower()}" for state in states if state.count)
    words = {"name": name, "covered": angka(covered), "villages": angka(villages), "groups": angka(groups), "shares": shares}
    sentences = [
        _("Di %(name)s, %(covered)s dari %(villages)s desa dan kelurahan sudah memiliki KIM.") % words,
        _("Dari %(groups)s kelompok: %(shares)s.") % words,
    ]
    if not figures.total:
        nothing = _("Sepanjang %(period)s tidak ada kegiatan yang tercatat.") % {"period": period.spoken}
        return (*sentences, nothing, compared(figures, period), *asked(tasks))
    did = _("Sepanjang %(period)s tercatat %(n)s kegiatan.") % {"period": period.spoken, "n": angka(figures.total)}
    return (*sentences, did, compared(figures, period), *reached(figures), *handed_on(figures), *asked(tasks))
