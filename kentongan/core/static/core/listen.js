// @ts-check
/** "Dengarkan": reads the element named by data-listen aloud by a voice of the page's language; the button appears only where there is one.
 *  Long texts are spoken sentence by sentence, because Android stops an utterance after some seconds. */

const speech = window.speechSynthesis;
const language = document.documentElement.lang || "id";

/** The best voice there is: one that lives on the phone before one that needs the net.
 * @returns {SpeechSynthesisVoice | undefined}
 */
function voice() {
  const fitting = speech.getVoices().filter((one) => one.lang.toLowerCase().replace("_", "-").startsWith(language === "id" ? "id" : language));
  return fitting.find((one) => one.localService) ?? fitting[0];
}

const BLOCKS = "p, li, h2, h3, h4, td, th, figcaption";

/** What is to be said, block by block, sentence by sentence; "Rp 6.800" stays one word.
 * @param {Element} source
 * @returns {string[]}
 */
function sentencesOf(source) {
  const blocks = [...source.querySelectorAll(BLOCKS)].filter((block) => !block.querySelector(BLOCKS));
  return (blocks.length ? blocks : [source])
    .flatMap((block) => (block.textContent || "").trim().replace(/\s+/g, " ").replace(/([.!?]["”’]?) /g, "$1\n").split("\n"))
    .filter(Boolean);
}

/** @param {HTMLButtonElement} button */
function prepare(button) {
  const source = document.querySelector(button.dataset.listen || "main");
  const words = button.querySelector("[data-words]") ?? button;
  const start = words.textContent;
  if (!source || !voice() || !button.hidden) return;
  button.hidden = false;
  button.setAttribute("aria-pressed", "false");

  const stop = () => {
    speech.cancel();
    button.setAttribute("aria-pressed", "false");
    words.textContent = start;
  };
  button.addEventListener("click", () => {
    if (button.getAttribute("aria-pressed") === "true") return stop();
    speech.cancel();
    const sentences = sentencesOf(source);
    sentences.forEach((sentence, at) => {
      const part = new SpeechSynthesisUtterance(sentence.trim());
      part.lang = language === "id" ? "id-ID" : language;
      part.voice = voice() ?? null;
      part.rate = 0.95;
      if (at === sentences.length - 1) part.onend = stop;
      speech.speak(part);
    });
    button.setAttribute("aria-pressed", "true");
    words.textContent = button.dataset.stop || start;
  });
  window.addEventListener("pagehide", () => speech.cancel());
}

if (speech) {
  const buttons = /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("button[data-listen]"));
  buttons.forEach(prepare);
  speech.addEventListener?.("voiceschanged", () => buttons.forEach(prepare));
}
