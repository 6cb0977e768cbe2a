"""A report as a workbook, with the columns offices are used to. Plain arithmetic."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kentongan.core.policies.sheets import Sheet, Value, workbook_of

from .content import Deed, DistrictLine, Figures, GroupReport, Refusal, RegionReport, Report, TaskLine, Tasks

ADINDA = ("Akses", "Diskusi", "Implementasi", "Networking", "Diseminasi", "Aspirasi")
# Which heading stands over what of a line.
OF_DEEDS = {
    "Tanggal": "day",
    "Kegiatan": "title",
    "Jenis (ADINDA)": "kind",
    "Fungsi KIM": "function",
    "Bukti": "evidence",
    "Dusun": "hamlets",
    "Perempuan": "women",
    "Laki-laki": "men",
    "Jumlah hadir": "attendance",
    "Dijangkau (perkiraan)": "reach",
}
OF_DISTRICTS = {
    "Kecamatan": "name",
    "Desa/kelurahan": "villages",
    "Memiliki KIM": "covered",
    "Kelompok": "groups",
    "Aktif": "active",
    "Kurang aktif": "quiet",
    "Vakum": "dormant",
    "Kegiatan": "total",
    "Masa sebelumnya": "total_before",
    "Laporan disahkan": "frozen",
}
OF_TASKS = {
    "Paling lambat": "deadline",
    "Yang diminta": "title",
    "Pengirim": "sender",
    "Diminta": "asked",
    "Tepat waktu": "in_time",
    "Terlambat": "late",
    "Tidak bisa": "cannot",
    "Belum dijawab": "unanswered",
}
OF_REFUSALS = {"Kelompok": "group", "Yang diminta": "title", "Alasan": "reason"}


def workbook(said: Report) -> bytes:
    """The report as sheets: the figures first, then what they are made of."""
    return workbook_of(_of_group(said) if isinstance(said, GroupReport) else _of_region(said))


def _heading(said: Report) -> Iterator[tuple[str, Value]]:
    yield "Laporan", f"Laporan kegiatan {said.letterhead.name}"
    yield "Masa", said.period
    yield "Dari tanggal", said.start
    yield "Sampai tanggal", said.end
    yield "Nomor", said.number or "(belum disahkan)"


def _figures(figures: Figures) -> Iterator[tuple[str, Value]]:
    yield "Jumlah kegiatan", figures.total
    yield "Jumlah kegiatan masa sebelumnya", figures.total_before
    yield "Hadir, perempuan", figures.women
    yield "Hadir, laki-laki", figures.men
    yield "Dijangkau (perkiraan, orang)", figures.reach
    yield "Pengumuman resmi diteruskan (kali)", figures.passed_on
    yield "Di antaranya lewat tenggat", figures.passed_late
    yield "Laporan warga dituliskan", figures.brought
    yield "Kabar jawaban diantarkan kepada warga", figures.delivered


def _asked(tasks: Tasks | None) -> Iterator[tuple[str, Value]]:
    if tasks is not None:
        yield "Tugas menyebarkan yang jatuh tempo, diminta (kali)", tasks.asked
        yield "Dijawab tepat waktu", tasks.in_time
        yield "Dijawab terlambat", tasks.late
        yield "Tidak bisa", tasks.cannot
        yield "Belum dijawab", tasks.unanswered


def _task_sheets(tasks: Tasks | None) -> Iterator[Sheet]:
    if tasks is not None and tasks.lines:
        yield _table("Tugas menyebarkan", OF_TASKS, tasks.lines, widths=(6, 13, 52, 34, 10, 12, 12, 12, 14))
    if tasks is not None and tasks.refusals:
        yield _table("Tidak bisa", OF_REFUSALS, tasks.refusals, widths=(6, 32, 52, 60))


def _summary(said: Report, lines: list[tuple[str, Value]]) -> Sheet:
    kinds: list[tuple[str, Value]] = [(f"ADINDA: {kind.label}", kind.count) for kind in said.kinds]
    words: list[tuple[str, Value]] = [
        ("Kata pengantar", said.texts.foreword),
        ("Hambatan", said.texts.obstacles),
        ("Rencana berikutnya", said.texts.plans),
    ]
    return Sheet(
        "Ringkasan",
        ("Hal", "Isi"),
        [*_heading(said), *_figures(said.figures), *_asked(said.tasks), *kinds, *lines, *words],
        widths=(42, 60),
    )


def _table(
    title: str, columns: Mapping[str, str], lines: Iterable[Deed | DistrictLine | TaskLine | Refusal], *, widths: Sequence[int]
) -> Sheet:
    rows = [(number, *(_cell(getattr(line, name)) for name in columns.values())) for number, line in enumerate(lines, start=1)]
    return Sheet(title, ("No", *columns), rows, widths=widths)


def _cell(value: Value | tuple[str, ...]) -> Value:
    return ", ".join(value) if isinstance(value, tuple) else value


def _of_group(said: GroupReport) -> list[Sheet]:
    functions: list[tuple[str, Value]] = [(f"Fungsi: {each.label}", each.count) for each in said.functions]
    summary = _summary(said, [*functions, ("Dusun yang dijangkau", ", ".join(said.hamlets))])
    deeds = _table("Kegiatan", OF_DEEDS, said.deeds, widths=(6, 12, 48, 22, 24, 40, 28, 11, 11, 13, 22))
    return [summary, deeds, *_task_sheets(said.tasks)]


def _of_region(said: RegionReport) -> list[Sheet]:
    lines: list[tuple[str, Value]] = [
        ("Desa dan kelurahan", said.villages),
        ("Desa dan kelurahan yang memiliki KIM", said.covered),
        *((f"Kelompok {state.label.lower()}", state.count) for state in said.states),
        ("Laporan KIM yang sudah disahkan", said.frozen),
    ]
    groups = [
        (number, line.district, line.village, line.name, line.state, *line.counts, line.total, line.last_day, line.report or None)
        for number, line in enumerate(said.groups, start=1)
    ]
    of_groups = ("No", "Kecamatan", "Wilayah", "Kelompok", "Keadaan", *ADINDA, "Jumlah", "Kegiatan terakhir", "Nomor laporan")
    return [
        _summary(said, lines),
        _table("Per kecamatan", OF_DISTRICTS, said.districts, widths=(6, 24)),
        Sheet("Per KIM", of_groups, groups, widths=(6, 22, 26, 32, 14, 9, 9, 14, 12, 12, 10, 9, 18, 40)),
        *_task_sheets(said.tasks),
    ]
