"""The colours of a place outside our pages: in the manifest, in drawn pictures. A test holds them against core/static/core/tokens.css."""

PAPER = "#faf6ec"
ACCENTS = {
    "hutan": "#125c35",
    "sungai": "#02585f",
    "lada": "#842a23",
    "kunyit": "#614900",
    "senja": "#782c5c",
    "laut": "#0e4f86",
    "tanah": "#703f19",
    "rotan": "#45550c",
}
