"""The words of reports: how they are written in chats and dialect, and which of them tell which trouble is meant."""

from collections.abc import Mapping

# The word others would write: its abbreviations, spellings of chat, words of West Kalimantan, and others for the same thing.
_TABLE = """
yang: yg; tidak: tdk gak ga nggak ngga enggak ndak dak tak bukan; jalan: jln jl jalannya; sudah: sdh udh udah dah;
belum: blm blom; dengan: dgn dg; karena: krn karna; sampai: smp sampe; depan: dpn muka; dari: dr; orang: org;
banyak: byk; anak: anak2 anaknya; tolong: tlg mohon minta; kemana: kmn; kapan: kpn; kalau: klo kalo; bisa: bs bise;
air: aek aeknya airnya; kami: kamek; warna: warnenye warnanya; ada: ade; hujan: ujan kehujanan; malam: mlm malming;
satu: 1; dua: 2; tiga: 3; bulan: bln; minggu: mgg; terus: trus trs; lampu: lmpu pju; datang: dtg;
jembatan: jmbatan titian; lubang: lobang bolong; rusak: hancur bobrok; patah: lepas copot; lapuk: rapuh keropos;
roboh: tumbang ambruk miring; sumbat: mampet buntu; selokan: parit got gorong; padam: mati; bau: busuk apek masam asam;
kosong: habis kehabisan; obat: obatnya; hipertensi: tensi; wc: toilet jamban kakus; keran: kran ledeng pdam pam;
keruh: kotor kuning coklat; bansos: bantuan; beras: raskin; kutu: berkutu ulat berulat; akta: akte;
pungut: bayar dimintai pungutan potong dipotong potongan; bising: keras kencang ribut; curi: maling pencurian hilang;
wifi: internet; petugas: perangkat; antre: antrean antri nunggu menunggu; gelap: penerangan; longsor: longsoran;
lumpur: becek berlumpur; atap: seng; anggaran: apbdes; limbah: buangan;
"""
WRITTEN_OUT: Mapping[str, str] = {
    other: word.strip()
    for word, others in (entry.split(":") for entry in _TABLE.replace("\n", " ").split(";") if ":" in entry)
    for other in others.split()
}
PHRASES: Mapping[str, str] = {
    "50rb": "50000",
    "lima puluh ribu": "50000",
    "seratus ribu": "100000",
    "100rb": "100000",
    "darah tinggi": "hipertensi",
    "kartu keluarga": "kk",
    "kartu tanda penduduk": "ktp",
    "sd negeri": "sdn",
    "dana desa": "danadesa",
}
SILENT = frozenset(
    """
yang dan di ke dari untuk dengan pada itu ini ada tidak sudah belum akan karena jadi juga saja lagi kalau atau kami kita
saya anda dia mereka bapak ibu pak bu nya se para oleh agar supaya sampai sejak setiap tiap sekali sangat masih hanya
cuma kok pun lah kah dalam adalah tetapi tapi padahal katanya bagaimana kapan kenapa apa mana sini sana besar dekat tadi
sekarang kemarin waktu terus sama ya the a
    """.split()
)
# Said in many reports: they tell little about which trouble is meant.
COMMON = frozenset(
    """
tolong segera bantu warga orang masyarakat desa dusun rumah hari minggu bulan tahun malam pagi sore datang lama harus
mau bisa anak satu dua tiga jalan rusak baik perbaik petugas pemerintah banyak susah takut bahaya guna pakai ganti dapat
lewat motor mobil air depan belakang
    """.split()
)
# Where it is, or whom it concerns, rather than what is wrong.
PLACES = frozenset(
    """
sekolah sd sdn sdn4 kelas murid siswa ajar puskesmas polindes masjid gereja pasar kantor simpang warung kios sawah
sungai keran jembatan petani tani padi hulu hilir
    """.split()
)
