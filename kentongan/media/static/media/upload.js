// @ts-check
/** Sends chosen files at once, photos made smaller in the browser first, with progress in words and a second try.
 *  Without this module the file input simply belongs to the form around it. One photo for a field:
 *
 *  <div data-upload="/ruang/berkas/unggah/" data-owner="group:1">
 *    <input type="file" name="photo"> <input type="hidden" name="cover" data-upload-key>
 *    <img data-upload-picture hidden> <p data-upload-state></p> <progress data-upload-progress hidden max="1"></progress>
 *    <button type="button" data-upload-retry hidden> <button type="button" data-upload-remove hidden>
 *  </div>
 *  The element tells its form by the events upload:started, upload:done (detail: the answer) and upload:removed.
 *
 *  Several files for a list, one after the other; the answer brings each one's row as HTML:
 *
 *  <div data-upload-many="/ruang/tulisan/…/lampiran/foto/tambah/"> <ol data-rows></ol> <input type="file" multiple>
 *    <p data-many-state></p> <progress data-many-progress hidden max="1"></progress> <ul data-many-failed></ul>
 *  </div>
 *
 *  Photos that go with their form are only made smaller when they are chosen: <input type="file" name="photos" multiple data-smaller>
 */

const LARGEST_SIDE = 1600;

/** @typedef {{key: string, src: string, width: number, height: number, alt: string}} Kept */

/** The photo no larger than needed: less to send on 2G, and the place in its EXIF never leaves the phone.
 * @param {File} file
 * @returns {Promise<Blob>}
 */
export async function smaller(file) {
  if (!/^image\/(jpeg|png|webp|heic|heif)$/.test(file.type)) return file;
  try {
    const source = await load(file);
    const [width, height] = [source.naturalWidth, source.naturalHeight];
    const scale = Math.min(1, LARGEST_SIDE / Math.max(width, height));
    if (scale === 1 && file.size < 300_000 && file.type === "image/jpeg") return file;
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const context = canvas.getContext("2d");
    if (!context) return file;
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(source, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
    return blob && blob.size < file.size ? blob : file;
  } catch {
    return file; // what the browser cannot read, the server judges
  }
}

/** @param {File} file
 * @returns {Promise<HTMLImageElement>} turned upright by the browser
 */
function load(file) {
  return new Promise((done, failed) => {
    const image = new Image();
    const address = URL.createObjectURL(file);
    image.onload = () => { done(image); setTimeout(() => URL.revokeObjectURL(address), 1000); };
    image.onerror = () => { failed(new Error("unreadable")); URL.revokeObjectURL(address); };
    image.src = address;
  });
}

/** An id for this file, so that sending it twice keeps it once. */
function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) => (Number(digit) ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (Number(digit) / 4)))).toString(16));
}

/** @param {File} file @param {Blob} made @returns {string} its name, which says what it became */
const nameOf = (file, made) => (made === file ? file.name : file.name.replace(/\.\w+$/, "") + ".jpg");

/** @param {HTMLElement} place */
function prepare(place) {
  const input = /** @type {HTMLInputElement | null} */ (place.querySelector("input[type=file]"));
  const key = /** @type {HTMLInputElement | null} */ (place.querySelector("[data-upload-key]"));
  const form = input?.form;
  if (!input || !key || !form || !window.FormData || !window.XMLHttpRequest) return;
  const state = /** @type {HTMLElement} */ (place.querySelector("[data-upload-state]"));
  const progress = /** @type {HTMLProgressElement} */ (place.querySelector("[data-upload-progress]"));
  const retry = /** @type {HTMLButtonElement} */ (place.querySelector("[data-upload-retry]"));
  const remove = /** @type {HTMLButtonElement} */ (place.querySelector("[data-upload-remove]"));
  const picture = /** @type {HTMLImageElement} */ (place.querySelector("[data-upload-picture]"));
  const words = place.dataset;
  const fieldName = input.name;
  let clientId = "";
  /** @type {Blob | null} */
  let waiting = null;
  let name = "";
  /** @type {XMLHttpRequest | null} */
  let running = null;

  /** @param {string} text @param {string} [kind] */
  const say = (text, kind = "") => { state.textContent = text; state.className = `state ${kind}`; state.hidden = !text; };

  /** @param {string} text */
  const failed = (text) => {
    say(text, "bad");
    progress.hidden = true;
    retry.hidden = false;
    running = null;
  };

  const send = () => {
    if (!waiting || running) return;
    if (navigator.onLine === false) return failed(words.offline || "✗");
    retry.hidden = true;
    progress.hidden = false;
    progress.value = 0;
    say(words.sending || "…");
    const data = new FormData();
    data.append("file", waiting, name);
    data.append("owner", words.owner || "");
    data.append("client_id", clientId);
    const token = /** @type {HTMLInputElement | null} */ (form.querySelector("[name=csrfmiddlewaretoken]"));
    data.append("csrfmiddlewaretoken", token?.value || "");
    const request = running = new XMLHttpRequest();
    request.open("POST", words.upload || "");
    request.setRequestHeader("Accept", "application/json");
    request.upload.onprogress = (event) => { if (event.lengthComputable) progress.value = event.loaded / event.total; };
    request.onerror = request.ontimeout = () => failed(words.offline || "✗");
    request.onload = () => {
      running = null;
      /** @type {(Kept & {message?: string}) | null} */
      let answer = null;
      try { answer = JSON.parse(request.responseText); } catch { /* the sign-in page, or a proxy's words */ }
      if (request.status !== 201 || !answer) return failed(answer?.message || words.again || "✗");
      progress.hidden = true;
      waiting = null;
      key.value = answer.key;
      picture.src = answer.src;
      picture.alt = answer.alt;
      picture.width = answer.width;
      picture.height = answer.height;
      picture.hidden = remove.hidden = false;
      place.setAttribute("data-has-picture", "");
      say(words.done || "✓", "ok");
      place.dispatchEvent(new CustomEvent("upload:done", { bubbles: true, detail: answer }));
    };
    place.dispatchEvent(new CustomEvent("upload:started", { bubbles: true }));
    request.send(data);
  };

  input.addEventListener("change", async () => {
    const file = input.files?.[0];
    if (!file) return;
    running?.abort();
    running = null;
    clientId = newId();
    say(words.preparing || "…");
    waiting = await smaller(file);
    name = nameOf(file, waiting);
    input.value = ""; // it goes by itself; the form around must not send it again
    input.name = fieldName;
    send();
  });
  retry.addEventListener("click", send);
  window.addEventListener("online", send);
  remove.addEventListener("click", () => {
    key.value = "";
    picture.hidden = remove.hidden = true;
    place.removeAttribute("data-has-picture");
    say("");
    place.dispatchEvent(new CustomEvent("upload:removed", { bubbles: true }));
  });
}

/** @typedef {{file: File, id: string}} Waiting */

/** @param {HTMLElement} place */
function prepareMany(place) {
  const input = /** @type {HTMLInputElement | null} */ (place.querySelector("input[type=file]"));
  const form = input?.form;
  if (!input || !form || !window.FormData || !window.XMLHttpRequest) return;
  const rows = /** @type {HTMLElement} */ (place.querySelector("[data-rows]"));
  const state = /** @type {HTMLElement} */ (place.querySelector("[data-many-state]"));
  const progress = /** @type {HTMLProgressElement} */ (place.querySelector("[data-many-progress]"));
  const failed = /** @type {HTMLElement} */ (place.querySelector("[data-many-failed]"));
  const words = place.dataset;
  /** @type {Waiting[]} */
  let queue = [];
  let [sent, all, isRunning] = [0, 0, false];

  /** @param {string | undefined} text @param {string} [kind] */
  const say = (text, kind = "") => {
    state.textContent = (text || "").replace("{n}", String(kind === "ok" ? sent : sent + 1)).replace("{all}", String(all));
    state.className = `state ${kind}`;
    state.hidden = !state.textContent;
  };

  /** @param {Waiting} one @param {string} sentence */
  const fail = (one, sentence) => {
    const [item, button] = [document.createElement("li"), document.createElement("button")];
    button.type = "button";
    button.className = "button quiet compact";
    button.textContent = words.retry || "↻";
    button.addEventListener("click", () => { item.remove(); add([one]); });
    item.append(`${one.file.name}: ${sentence}`, button);
    failed.append(item);
  };

  /** @param {Waiting} one @param {Blob} body @returns {Promise<{html: string, left: number}>} */
  const send = (one, body) => new Promise((done, refused) => {
    const data = new FormData();
    data.append("file", body, nameOf(one.file, body));
    data.append("client_id", one.id);
    const token = /** @type {HTMLInputElement | null} */ (form.querySelector("[name=csrfmiddlewaretoken]"));
    data.append("csrfmiddlewaretoken", token?.value || "");
    const request = new XMLHttpRequest();
    request.open("POST", words.uploadMany || "");
    request.setRequestHeader("Accept", "application/json");
    request.upload.onprogress = (event) => { if (event.lengthComputable) progress.value = event.loaded / event.total; };
    request.onerror = request.ontimeout = () => refused(null);
    request.onload = () => {
      /** @type {{html?: string, left?: number, message?: string} | null} */
      let answer = null;
      try { answer = JSON.parse(request.responseText); } catch { /* the sign-in page, or a proxy's words */ }
      if (request.status === 201 && answer?.html) done({ html: answer.html, left: answer.left ?? 0 });
      else refused(answer?.message || words.again || "✗");
    };
    request.send(data);
  });

  async function run() {
    if (isRunning) return;
    isRunning = true;
    progress.hidden = false;
    while (queue.length) {
      const one = queue[0];
      if (navigator.onLine === false) break;
      say(words.preparing);
      const body = await smaller(one.file);
      progress.value = 0;
      say(words.sending);
      try {
        const answer = await send(one, body);
        rows.insertAdjacentHTML("beforeend", answer.html);
        sent += 1;
        place.dispatchEvent(new CustomEvent("upload:done", { bubbles: true, detail: answer }));
      } catch (sentence) {
        if (sentence === null) break; // no signal: it waits for the next one
        fail(one, String(sentence));
        all -= 1;
      }
      queue.shift();
    }
    progress.hidden = true;
    isRunning = false;
    if (queue.length) say(words.offline, "bad");
    else if (sent) say(words.done, "ok");
    else say("");
    if (!queue.length) [sent, all] = [0, 0];
  }

  /** @param {Waiting[]} more */
  const add = (more) => {
    queue = [...queue, ...more];
    all += more.length;
    run();
  };

  input.addEventListener("change", () => {
    const chosen = Array.from(input.files || []).map((file) => ({ file, id: newId() }));
    input.value = ""; // they go by themselves; the form around must not send them again
    if (chosen.length) add(chosen);
  });
  window.addEventListener("online", run);
}

/** @param {HTMLInputElement} input */
function prepareSmaller(input) {
  input.addEventListener("change", async () => {
    const chosen = input.files;
    const made = new DataTransfer();
    for (const file of Array.from(chosen || [])) {
      const small = await smaller(file);
      made.items.add(new File([small], nameOf(file, small), { type: small.type }));
    }
    if (input.files === chosen) input.files = made.files; // unless others were chosen meanwhile
  });
}

document.querySelectorAll("input[data-smaller]").forEach((input) => prepareSmaller(/** @type {HTMLInputElement} */ (input)));
document.querySelectorAll("[data-upload-many]").forEach((place) => prepareMany(/** @type {HTMLElement} */ (place)));
document.querySelectorAll("[data-upload]").forEach((place) => prepare(/** @type {HTMLElement} */ (place)));
