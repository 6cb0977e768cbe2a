// @ts-check
/** The report form on a phone with little signal: what is typed stays on the phone until it has arrived, what resembles it is shown while
 *  typing, and the device may say where it is. Name and number are never kept, and nothing at all of a secret report. */

const KEY = "lapor";
const KEPT = ["client_id", "jenis", "isi", "desa", "dusun", "kategori"];

const store = {
  /** @returns {Record<string, string> | null} */
  load() { try { return JSON.parse(localStorage.getItem(KEY) || "null"); } catch { return null; } },
  /** @param {Record<string, string>} fields */
  keep(fields) { try { localStorage.setItem(KEY, JSON.stringify(fields)); } catch { /* the page itself still has it */ } },
  drop() { try { localStorage.removeItem(KEY); } catch { /* nothing was kept */ } },
};

/** @param {HTMLFormElement} form @param {string} name */
const field = (form, name) => /** @type {HTMLInputElement | RadioNodeList | null} */ (form.elements.namedItem(name));

/** @param {HTMLFormElement} form @param {string} name */
const value = (form, name) => field(form, name)?.value ?? "";

/** @param {HTMLFormElement} form */
function prepare(form) {
  const secret = /** @type {HTMLInputElement} */ (field(form, "rahasia"));
  const state = form.querySelector("[data-state]");
  const place = form.querySelector("[data-alike]");
  const before = store.load();
  if (before && !value(form, "isi")) {
    for (const name of KEPT) {
      const found = field(form, name);
      if (found && before[name]) found.value = before[name];
    }
  }

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let asked = "";

  async function ask() {
    const text = value(form, "isi");
    const now = [text, value(form, "desa"), value(form, "dusun")].join("|");
    if (!place || secret.checked || text.trim().length < 20 || !value(form, "desa") || now === asked) return;
    asked = now;
    const body = new FormData(form);
    for (const name of ["nama", "kontak", "situs", "usaha"]) body.delete(name);
    try {
      const answer = await fetch(form.dataset.alikeUrl || "", { method: "POST", body, credentials: "omit" });
      if (now !== asked) return;
      place.innerHTML = answer.status === 200 ? await answer.text() : "";
      const seen = /** @type {HTMLInputElement} */ (field(form, "dilihat"));
      const numbers = answer.headers.get("X-Numbers");
      if (numbers) seen.value = [...new Set([...seen.value.split(",").filter(Boolean), ...numbers.split(",")])].join(",").slice(0, 400);
    } catch { asked = ""; }
  }

  form.addEventListener("input", () => {
    if (secret.checked) store.drop();
    else store.keep(Object.fromEntries(KEPT.map((name) => [name, value(form, name)])));
    clearTimeout(timer);
    timer = setTimeout(ask, 1200);
  });

  form.addEventListener("submit", (event) => {
    if (navigator.onLine !== false) return;
    event.preventDefault();
    if (state) state.textContent = form.dataset.offline ?? "";
  });

  for (const part of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-locate]"))) {
    if (!navigator.geolocation) continue;
    part.hidden = false;
    if (!(part instanceof HTMLButtonElement)) continue;
    const words = part.querySelector("[data-words]") ?? part;
    part.addEventListener("click", () => {
      part.disabled = true;
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          /** @type {HTMLInputElement} */ (field(form, "lintang")).value = coords.latitude.toFixed(5);
          /** @type {HTMLInputElement} */ (field(form, "bujur")).value = coords.longitude.toFixed(5);
          words.textContent = part.dataset.found ?? "";
        },
        () => { part.disabled = false; words.textContent = part.dataset.sorry ?? ""; },
        { enableHighAccuracy: true, maximumAge: 60000, timeout: 20000 },
      );
    });
  }
}

for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-report]"))) prepare(form);

const sent = /** @type {HTMLElement | null} */ (document.querySelector("[data-sent]"));
if (sent && store.load()?.client_id === sent.dataset.sent) store.drop();
