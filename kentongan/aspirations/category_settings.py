"""The categories of reports, with the words that suggest them. Labels after those of SP4N-LAPOR!, shortened (own choice); words are ours.

A word suggests its category wherever a word of the report has the same stem; see policies.suggest_category.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

REPORT_CATEGORIES: dict[str, dict[str, Any]] = {
    "jalan": {
        "label": _("Jalan dan jembatan"),
        "words": "jalan jembatan aspal lubang berlubang gorong longsor gang trotoar rusak becek lumpur",
    },
    "air": {"label": _("Air bersih dan irigasi"), "words": "air pdam sumur pipa ledeng irigasi bendungan kering keruh parit saluran"},
    "listrik": {"label": _("Listrik dan sinyal"), "words": "listrik pln padam tiang lampu sinyal internet tower telepon meteran"},
    "kesehatan": {
        "label": _("Kesehatan"),
        "words": "puskesmas posyandu bidan dokter obat sakit rumah sakit bpjs imunisasi stunting ambulans demam",
    },
    "pendidikan": {"label": _("Pendidikan"), "words": "sekolah guru murid siswa kelas paud beasiswa buku ijazah pelajaran"},
    "kependudukan": {"label": _("KTP, KK, dan akta"), "words": "ktp kk akta kelahiran dukcapil nikah pindah domisili kependudukan"},
    "bantuan": {"label": _("Bantuan sosial"), "words": "bansos bantuan blt pkh sembako beras penerima miskin lansia difabel"},
    "pertanian": {
        "label": _("Pertanian dan ternak"),
        "words": "pupuk bibit sawah ladang lada padi jagung sawit karet ternak sapi babi hama panen harga",
    },
    "lingkungan": {
        "label": _("Sampah dan lingkungan"),
        "words": "sampah limbah bau sungai hutan tambang emas asap pencemaran banjir merkuri",
    },
    "ketertiban": {"label": _("Keamanan dan ketertiban"), "words": "ribut pencuri mabuk judi parkir keamanan ronda pungli balap"},
    "pemerintahan": {"label": _("Pelayanan pemerintah desa"), "words": "kantor desa kades perangkat surat pelayanan antre lambat petugas"},
    "dana_desa": {
        "label": _("Dana desa dan pembangunan"),
        "words": "dana desa apbdes anggaran proyek bumdes transparan papan musyawarah musrenbang",
    },
    "usaha": {"label": _("Usaha dan koperasi"), "words": "umkm usaha koperasi pasar modal izin dagang kios wisata"},
    "perbatasan": {"label": _("Perbatasan"), "words": "perbatasan malaysia plbn sarawak paspor pos lintas batas jagoi"},
    "lainnya": {"label": _("Lainnya"), "words": ""},
}
