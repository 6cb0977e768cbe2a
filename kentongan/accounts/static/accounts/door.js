// @ts-check
/** The door: showing a password, and passkeys. Everything else there works without this. */

for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("button[data-reveal]"))) {
  const form = button.closest("form");
  if (!form) continue;
  const words = { show: button.textContent || "", hide: button.dataset.hide || "" };
  const fields = /** @type {HTMLInputElement[]} */ (Array.from(form.querySelectorAll("input[type=password]")));
  button.hidden = false;
  button.addEventListener("click", () => {
    const shown = button.getAttribute("aria-pressed") === "true";
    for (const field of fields) field.type = shown ? "password" : "text";
    button.setAttribute("aria-pressed", String(!shown));
    button.textContent = shown ? words.show : words.hide;
  });
  form.addEventListener("submit", () => { for (const field of fields) field.type = "password"; });
}

/** @param {string} text base64url
 * @returns {Uint8Array} */
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));

/** @param {ArrayBuffer | null} buffer
 * @returns {string | null} base64url */
const text = (buffer) => buffer && btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

/** The question as the browser wants it: bytes where the server sent text.
 * @param {any} question */
function question_of(question) {
  const asked = Object.assign({}, question.publicKey);
  asked.challenge = bytes(asked.challenge);
  if (asked.user) asked.user = Object.assign({}, asked.user, { id: bytes(asked.user.id) });
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    if (asked[list]) asked[list] = asked[list].map((/** @type {any} */ known) => Object.assign({}, known, { id: bytes(known.id) }));
  }
  return { publicKey: asked };
}

/** The answer as the server wants it: text where the browser gave bytes.
 * @param {any} credential */
function answer_of(credential) {
  const said = credential.response;
  /** @type {Record<string, any>} */
  const response = { clientDataJSON: text(said.clientDataJSON) };
  if (said.attestationObject) {
    response.attestationObject = text(said.attestationObject);
    response.transports = said.getTransports ? said.getTransports() : [];
  } else {
    response.authenticatorData = text(said.authenticatorData);
    response.signature = text(said.signature);
    response.userHandle = text(said.userHandle);
  }
  return { type: credential.type, id: credential.id, rawId: text(credential.rawId), response, clientExtensionResults: credential.getClientExtensionResults() };
}

/** @param {HTMLFormElement} form */
async function ask(form) {
  let question;
  if (form.dataset.ask) {
    const got = await fetch(form.dataset.ask, { headers: { Accept: "application/json" }, credentials: "same-origin" });
    if (!got.ok) throw new Error(String(got.status));
    question = (await got.json()).request_options;
  } else {
    question = JSON.parse(form.dataset.question || "{}");
  }
  const asked = question_of(question);
  return form.dataset.passkey === "create" ? navigator.credentials.create(asked) : navigator.credentials.get(asked);
}

if (window.PublicKeyCredential && navigator.credentials) {
  for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-passkey]"))) {
    const said = /** @type {HTMLElement | null} */ (form.querySelector("[data-said]"));
    const unable = /** @type {HTMLElement | null} */ (form.querySelector("[data-unable]"));
    const button = /** @type {HTMLButtonElement | null} */ (form.querySelector("button:not([type=button])"));
    const credential = /** @type {HTMLInputElement | null} */ (form.querySelector("input[name=credential]"));
    if (!said || !button || !credential) continue;
    form.hidden = false;
    button.disabled = false;
    if (unable) unable.hidden = true;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      said.hidden = true;
      button.disabled = true;
      try {
        credential.value = JSON.stringify(answer_of(await ask(form)));
        form.submit();
      } catch (problem) {
        const name = /** @type {Error} */ (problem).name;
        const why = name === "NotAllowedError" ? "cancelled" : name === "InvalidStateError" ? "known" : "failed";
        said.textContent = said.dataset[why] || "";
        said.hidden = false;
        button.disabled = false;
      }
    });
  }
}
