// @ts-check
/** The writing table. Each keystroke is kept on the phone, then on the server; where that fails, words say so and nothing is lost.
 *  On narrow screens the sections become steps. Without this module the page is one long form with a save button in each section. */

const SAVE_AFTER = 1200;
const PING_EVERY = 20_000;
const NARROW = "(max-width: 61.99rem)";
const SKIPPED = new Set(["csrfmiddlewaretoken", "photo", "langkah", "remove_cover"]);

/** @typedef {Record<string, string | string[]>} Fields
 *  @typedef {{version: string, fields: Fields, at: number, isSent?: boolean}} Copy */

/** @template {HTMLElement} [T=HTMLElement] @param {string} selector @param {ParentNode} [root] @returns {T | null} */
const one = (selector, root = document) => /** @type {T | null} */ (root.querySelector(selector));

/** The newest token: signing in again in another tab changes it.
 * @param {HTMLFormElement} form */
function token(form) {
  const cookie = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie);
  const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("csrfmiddlewaretoken"));
  if (cookie) input.value = cookie[1];
  return input.value;
}

/** @param {HTMLFormElement} form @returns {Fields} */
function read(form) {
  /** @type {Fields} */
  const fields = {};
  for (const [name, value] of new FormData(form)) {
    if (SKIPPED.has(name) || typeof value !== "string") continue;
    const before = fields[name];
    if (name === "audience") fields[name] = [...(Array.isArray(before) ? before : []), value];
    else fields[name] = value;
  }
  return fields;
}

/** @param {HTMLFormElement} form @param {Fields} fields */
function write(form, fields) {
  for (const element of Array.from(form.elements)) {
    if (!(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement)) continue;
    const { name } = element;
    if (!name || SKIPPED.has(name) || name === "version") continue;
    const value = fields[name];
    if (element instanceof HTMLInputElement && (element.type === "checkbox" || element.type === "radio")) {
      element.checked = Array.isArray(value) ? value.includes(element.value) : value === element.value;
    } else if (typeof value === "string") element.value = value;
  }
}

/** Without what changes by itself. @param {Fields} fields */
const essence = (fields) => JSON.stringify({ ...fields, version: "" });

/** @param {HTMLFormElement} form */
function prepare(form) {
  const words = form.dataset;
  const key = `tulisan:${words.code}:${words.person}`;
  const state = one("[data-write-state]");
  const version = /** @type {HTMLInputElement} */ (form.elements.namedItem("version"));
  const inConflict = Boolean(one("[data-conflict]"));
  let kept = essence(read(form));
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let isSaving = false;
  let isBlocked = inConflict;

  /** While a way out is offered, typing must not take it away under the finger. */
  let hasOffer = false;

  /** @param {string} text @param {string} kind @param {HTMLElement} [more] */
  function say(text, kind, more) {
    if (!state) return;
    hasOffer = Boolean(more);
    state.className = `state ${kind}`;
    state.textContent = text;
    if (more) state.append(" ", more);
  }

  const store = {
    /** @returns {Copy | null} */
    load() { try { return JSON.parse(localStorage.getItem(key) || "null"); } catch { return null; } },
    /** @param {boolean} [isSent] */
    keep(isSent = false) {
      try { localStorage.setItem(key, JSON.stringify({ version: version.value, fields: read(form), at: Date.now(), isSent })); return true; } catch { return false; }
    },
    drop() { try { localStorage.removeItem(key); } catch { /* nothing was kept */ } },
  };

  function signIn() {
    const link = document.createElement("a");
    link.href = `${words.signIn}?next=${encodeURIComponent(location.pathname)}`;
    link.textContent = words.wSignIn || "";
    return link;
  }

  function compare() {
    const button = document.createElement("button");
    button.type = "submit";
    button.setAttribute("form", form.id);
    button.name = "langkah";
    button.value = "simpan:tulisan";
    button.textContent = words.wCompare || "";
    return button;
  }

  async function save() {
    if (isSaving || isBlocked) return;
    const fields = read(form);
    const now = essence(fields);
    if (now === kept) return;
    if (navigator.onLine === false) return say(words.wOffline || "", "");
    isSaving = true;
    if (!hasOffer) say(words.wSaving || "", "");
    try {
      const answer = await fetch(words.save || "", {
        method: "POST", credentials: "same-origin", redirect: "manual",
        headers: { "Content-Type": "application/json", "X-CSRFToken": token(form), Accept: "application/json" },
        body: JSON.stringify(fields),
      });
      const told = await answer.json().catch(() => ({}));
      if (answer.ok) {
        version.value = String(told.version);
        kept = now;
        if (essence(read(form)) === kept) { store.drop(); say(`${words.wSaved} ${told.saved_words}`, "ok"); }
        else { store.keep(); later(); }
      } else if (answer.status === 401 || answer.type === "opaqueredirect") say(words.wSignedOut || "", "bad", signIn());
      else if (answer.status === 409) { isBlocked = true; say(words.wConflict || "", "bad", compare()); }
      else if (answer.status === 422) say(told.message || "", "bad");
      else if (answer.status === 403 && told.message) { isBlocked = true; say(told.message, "bad"); }
      else if (answer.status === 403) say(words.wSignedOut || "", "bad", signIn()); // the token ended with the session
      else { say(words.wOffline || "", ""); later(8_000); }
    } catch {
      say(words.wOffline || "", "");
      later(8_000);
    } finally { isSaving = false; }
  }

  function later(after = SAVE_AFTER) { clearTimeout(timer); timer = setTimeout(save, after); }

  function typed() {
    if (essence(read(form)) === kept) return;
    if (store.keep() && !hasOffer && !isBlocked) say(words.wTyping || "", "");
    later();
  }

  // What an earlier visit could not send.
  const earlier = store.load();
  if (earlier) {
    const isSame = essence(earlier.fields) === kept;
    const isNewer = Number(version.value) > Number(earlier.version);
    if (isSame || (earlier.isSent && isNewer) || inConflict) store.drop();
    else {
      const note = one("[data-restored]");
      const sentence = one("[data-restored-words]");
      if (note && sentence) {
        note.hidden = false;
        if (isNewer) {
          sentence.textContent = words.wChoose || "";
          isBlocked = true;
          const done = () => { note.hidden = true; isBlocked = false; };
          one("[data-restore-phone]")?.addEventListener("click", () => { write(form, earlier.fields); done(); changed(); });
          one("[data-restore-server]")?.addEventListener("click", () => { store.drop(); done(); });
        } else {
          sentence.textContent = words.wRestored || "";
          const buttons = one(".buttons", note);
          if (buttons) buttons.hidden = true;
          write(form, earlier.fields);
          later(100);
        }
      }
    }
  }

  /** Let counters and the rest notice what was filled in by us. */
  function changed() { form.dispatchEvent(new Event("input", { bubbles: true })); }

  form.addEventListener("input", typed);
  form.addEventListener("change", typed);
  form.addEventListener("upload:done", typed);
  form.addEventListener("upload:removed", typed);
  window.addEventListener("online", () => later(100));
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(); });

  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    token(form);
    store.keep(true);
    if (navigator.onLine === false) {
      event.preventDefault();
      store.keep();
      say(words.wWait || "", "bad");
    }
  });
  one("[data-forget]")?.addEventListener("click", () => store.drop());

  async function ping() {
    if (document.visibilityState === "hidden" || navigator.onLine === false) return;
    try {
      const answer = await fetch(words.presence || "", { method: "POST", credentials: "same-origin", redirect: "manual", headers: { "X-CSRFToken": token(form) } });
      if (!answer.ok) return;
      const told = await answer.json();
      const note = one("[data-others]");
      if (!note) return;
      const hasChanged = told.changed_by_other && Number(told.version) > Number(version.value);
      note.textContent = [told.words, hasChanged ? told.changed_words : ""].filter(Boolean).join(" ");
      note.hidden = !note.textContent;
    } catch { /* no signal; the next one will tell */ }
  }
  setInterval(ping, PING_EVERY);
  if (earlier) changed();
}

/** Sections as steps on narrow screens.
 * @param {HTMLFormElement} form */
function walk(form) {
  const parts = /** @type {HTMLElement[]} */ (Array.from(form.querySelectorAll("[data-step]")));
  const marks = parts.map(() => document.createElement("li"));
  const line = one("[data-walk]", form);
  const sentence = one("[data-walk-words]", form);
  const buttons = one("[data-walk-buttons]", form);
  const back = one("[data-walk-back]", form);
  const on = one("[data-walk-on]", form);
  if (!parts.length || !line || !sentence || !buttons || !back || !on) return;
  one(".steps", form)?.append(...marks);
  const narrow = window.matchMedia(NARROW);
  const byHash = () => {
    const there = document.getElementById(location.hash.slice(1));
    return parts.findIndex((part) => there !== null && part.contains(there));
  };
  const wrong = parts.findIndex((part) => part.querySelector(".wrong"));
  const text = /** @type {HTMLTextAreaElement | null} */ (form.elements.namedItem("text"));
  const start = parts.findIndex((part) => part.id === "tulisan");
  let at = wrong >= 0 ? wrong : byHash() >= 0 ? byHash() : text?.value.trim() && start >= 0 ? start : 0;

  /** @param {boolean} isMoved */
  const show = (isMoved) => {
    const isWalking = narrow.matches;
    form.classList.toggle("walked", isWalking);
    line.hidden = buttons.hidden = !isWalking;
    parts.forEach((part, number) => { part.hidden = isWalking && number !== at; });
    if (!isWalking) return;
    marks.forEach((mark, number) => {
      mark.classList.toggle("done", number < at);
      if (number === at) mark.setAttribute("aria-current", "step"); else mark.removeAttribute("aria-current");
    });
    sentence.textContent = `${form.dataset.wStep} ${at + 1} ${form.dataset.wOf} ${parts.length}: ${parts[at].dataset.label}`;
    back.hidden = at === 0;
    on.hidden = at === parts.length - 1;
    buttons.hidden = back.hidden && on.hidden;
    if (isMoved) {
      history.replaceState(null, "", `#${parts[at].id}`);
      window.scrollTo(0, 0);
      parts[at].focus({ preventScroll: true });
    }
  };

  on.addEventListener("click", () => { at = Math.min(at + 1, parts.length - 1); show(true); });
  back.addEventListener("click", () => { at = Math.max(at - 1, 0); show(true); });
  window.addEventListener("hashchange", () => { if (byHash() >= 0) { at = byHash(); show(false); } });
  narrow.addEventListener?.("change", () => show(false));
  form.querySelectorAll(".errors a").forEach((link) => link.addEventListener("click", () => {
    const field = document.getElementById((link.getAttribute("href") || "#").slice(1));
    const number = parts.findIndex((part) => field && part.contains(field));
    if (number >= 0) { at = number; show(false); field?.focus(); }
  }));
  show(false);
}

/** How many letters are left, under each field with a limit that comes near.
 * @param {HTMLFormElement} form */
function count(form) {
  for (const field of /** @type {NodeListOf<HTMLInputElement | HTMLTextAreaElement>} */ (form.querySelectorAll("[data-most]"))) {
    const most = Number(field.dataset.most);
    const isShort = field.name === "title" || field.name === "summary";
    const counter = document.createElement("p");
    counter.className = "counter";
    counter.setAttribute("aria-live", "polite");
    field.after(counter);
    const tell = () => {
      const left = most - field.value.length;
      counter.hidden = !(left < 0 || (isShort && field.value) || left < most * 0.1);
      counter.classList.toggle("over", left < 0);
      counter.textContent = left < 0 ? `${-left} ${form.dataset.wOver}` : `${left} ${form.dataset.wLeft}`;
    };
    form.addEventListener("input", tell);
    tell();
  }
}

/** Bold, heading, list, quote in Markdown, kept in the browser's own undo where it allows.
 * @param {HTMLElement} bar */
function tools(bar) {
  const field = /** @type {HTMLTextAreaElement | null} */ (document.getElementById(bar.dataset.toolbar || ""));
  if (!field) return;
  bar.hidden = false;
  field.before(bar);
  /** @param {number} from @param {number} to @param {string} text @param {number} selectFrom @param {number} selectTo */
  const replace = (from, to, text, selectFrom, selectTo) => {
    field.focus();
    field.setSelectionRange(from, to);
    if (!document.execCommand("insertText", false, text)) field.setRangeText(text, from, to, "end");
    field.setSelectionRange(selectFrom, selectTo);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const marks = { heading: "## ", list: "- ", quote: "> " };
  bar.addEventListener("click", (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest("button");
    const mark = button?.dataset.mark;
    if (!mark) return;
    const { selectionStart: from, selectionEnd: to, value } = field;
    if (mark === "bold") {
      const words = value.slice(from, to);
      replace(from, to, `**${words}**`, from + 2, from + 2 + words.length);
      return;
    }
    const sign = marks[/** @type {keyof typeof marks} */ (mark)];
    const start = value.lastIndexOf("\n", from - 1) + 1;
    const end = value.indexOf("\n", to) === -1 ? value.length : value.indexOf("\n", to);
    const lines = value.slice(start, end).split("\n");
    const isMarked = lines.every((row) => row.startsWith(sign));
    const made = lines.map((row) => (isMarked ? row.slice(sign.length) : sign + row)).join("\n");
    replace(start, end, made, start, start + made.length);
  });
}

/** "Semua" and a whole kecamatan make the ticks below them needless.
 * @param {HTMLFormElement} form */
function audience(form) {
  const all = /** @type {HTMLInputElement | null} */ (one("[data-all]", form));
  const branches = one("[data-branches]", form);
  if (!all || !branches) return;
  const tell = () => {
    branches.toggleAttribute("inert", all.checked);
    for (const branch of branches.querySelectorAll(".branch")) {
      const whole = /** @type {HTMLInputElement} */ (branch.querySelector("[data-whole]"));
      branch.querySelector(".ticks")?.toggleAttribute("inert", whole.checked);
    }
  };
  form.addEventListener("change", tell);
  tell();
}

const form = /** @type {HTMLFormElement | null} */ (one("form[data-write]"));
if (form) {
  document.documentElement.classList.add("scripted");
  count(form);
  document.querySelectorAll("[data-toolbar]").forEach((bar) => tools(/** @type {HTMLElement} */ (bar)));
  prepare(form);
  walk(form);
  audience(form);
}
