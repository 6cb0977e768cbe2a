"""Doors beside ours: what a regency does not decide, with where to go instead. A place adds its own or changes a number.

Words are compared by their stems (policies.doors_for); "but" are words of the same stem that say something else. "source" says where the
number stands; where nobody checked it, it says so.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

REPORT_DOORS: dict[str, dict[str, Any]] = {
    "darurat": {
        "label": _("Panggilan darurat 112"),
        "how": _("Telepon 112, gratis, juga tanpa pulsa."),
        "when": _("Untuk kebakaran, kecelakaan, atau orang yang sedang dalam bahaya."),
        "tel": "112",
        "words": "kebakaran terbakar tenggelam terjebak tertimbun kecelakaan tersengat",
        "but": "membakar dibakar bakar timbunan timbun menimbun ditimbun penimbunan",
        "is_urgent": True,
        "source": "Permenkominfo 10/2016",
    },
    "polisi": {
        "label": _("Polisi 110"),
        "how": _("Telepon 110, atau datang ke polsek terdekat."),
        "when": _("Untuk kejahatan: pencurian, kekerasan, narkoba, penipuan."),
        "tel": "110",
        "words": "dicuri pencurian maling begal dirampok perampokan narkoba sabu dianiaya penganiayaan dibunuh pembunuhan diperkosa "
        "pemerkosaan pelecehan dilecehkan kdrt penculikan diculik penipuan ditipu senjata diancam pengancaman",
        "is_urgent": True,
        "source": "Call Center Polri 110",
    },
    "ambulans": {
        "label": _("Ambulans 119"),
        "how": _("Telepon 119, atau langsung ke puskesmas terdekat."),
        "when": _("Untuk orang sakit parah yang harus segera ditolong."),
        "tel": "119",
        "words": "pingsan sekarat pendarahan perdarahan stroke keracunan overdosis kejang",
        "but": "racun racunnya meracuni diracun beracun",
        "is_urgent": True,
        "source": "PSC 119, Inpres 4/2013",
    },
    "pengadilan": {
        "label": _("Pengadilan"),
        "how": _("Datang ke pengadilan negeri, atau tanya pos bantuan hukum di sana, gratis."),
        "when": _("Untuk perkara yang sudah atau sedang disidangkan."),
        "words": "pengadilan persidangan sidang gugatan digugat menggugat hakim kasasi terdakwa tergugat praperadilan",
        "source": "Perma 1/2014 (posbakum)",
    },
    "dprd": {
        "label": _("DPRD"),
        "how": _("Sampaikan lewat sekretariat DPRD, atau anggota DPRD daerah pemilihan Anda."),
        "when": _("Untuk peraturan daerah dan sikap anggota dewan."),
        "words": "dprd legislatif perda reses",
        "source": "UU 23/2014",
    },
    "ombudsman": {
        "label": _("Ombudsman 137"),
        "how": _("Telepon 137, atau tulis ke ombudsman.go.id."),
        "when": _("Kalau pelayanan pemerintah merugikan Anda dan keluhan ke instansinya tidak ditanggapi."),
        "tel": "137",
        "words": "ombudsman maladministrasi",
        "source": "UU 37/2008; nomor di ombudsman.go.id",
    },
    "lapor": {
        "label": _("SP4N-LAPOR!"),
        "how": _("Tulis di www.lapor.go.id, atau SMS ke 1708."),
        "when": _("Untuk kementerian, lembaga, provinsi, atau daerah lain."),
        "words": "kementerian kementrian",
        "source": "Perpres 76/2013; lapor.go.id",
    },
    "pln": {
        "label": _("PLN 123"),
        "how": _("Telepon 123, atau lewat aplikasi PLN Mobile."),
        "when": _("Untuk listrik padam, tiang, kabel, dan meteran."),
        "tel": "123",
        "words": "pln padam kwh korsleting",
        "source": "Contact Center PLN 123",
    },
    "pdam": {
        "label": _("Perumda air minum (PDAM)"),
        "how": _("Hubungi kantor PDAM setempat; nomornya ada di rekening air."),
        "when": _("Untuk sambungan, tagihan, dan air ledeng yang mati."),
        "words": "pdam ledeng",
        "source": "pilihan kami; nomor setempat perlu dipastikan",
    },
    "bpjs": {
        "label": _("BPJS Kesehatan 165"),
        "how": _("Telepon 165, atau lewat aplikasi Mobile JKN."),
        "when": _("Untuk kepesertaan, iuran, dan kartu yang tidak aktif."),
        "tel": "165",
        "words": "bpjs jkn kis",
        "source": "Care Center BPJS Kesehatan 165",
    },
}
REPORT_DOORS_MOST = 3  # more than these at once help nobody (own choice)
