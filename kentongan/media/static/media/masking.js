// @ts-check
/** Boxes are drawn over a photo with a finger or a mouse. Without this module parts of a grid are tapped, which also stays for the keyboard.
 *
 *  <div data-masker> <img> <svg viewBox="0 0 w h"> <fieldset class="cells"> … <fieldset data-boxes><div class="chips"> … <template data-box> */

const LEAST = 12; // thousandths: less is a slip of the finger

for (const masker of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-masker]"))) start(masker);

/** @param {HTMLElement} masker */
function start(masker) {
  const form = masker.closest("form");
  const drawing = masker.querySelector("svg");
  const cells = /** @type {HTMLElement | null} */ (masker.querySelector(".cells"));
  const boxes = /** @type {HTMLElement | null | undefined} */ (form?.querySelector("[data-boxes]"));
  const chips = boxes?.querySelector(".chips");
  const made = /** @type {HTMLTemplateElement | null | undefined} */ (form?.querySelector("template[data-box]"));
  if (!form || !drawing || !cells || !boxes || !chips || !made) return;
  const { width, height } = drawing.viewBox.baseVal;

  /** @param {boolean} isOn */
  const useCells = (isOn) => {
    cells.hidden = !isOn;
    drawing.classList.toggle("draws", !isOn);
    form.querySelector("[data-cells]")?.setAttribute("aria-pressed", String(isOn));
    for (const words of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-taps]"))) words.hidden = !isOn;
    for (const words of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-drags]"))) words.hidden = isOn;
    // What is not seen any more is not sent either.
    if (!isOn) for (const cell of /** @type {NodeListOf<HTMLInputElement>} */ (cells.querySelectorAll("input"))) cell.checked = false;
  };
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-with]"))) part.hidden = false;
  useCells(cells.querySelector("input:checked") !== null);
  form.querySelector("[data-cells]")?.addEventListener("click", () => useCells(Boolean(cells.hidden)));

  const follow = () => {
    for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (chips.querySelectorAll("input"))) {
      drawing.querySelector(`[data-key="${input.value}"]`)?.classList.toggle("off", !input.checked);
    }
  };
  chips.addEventListener("change", follow);
  follow();

  /** Where the pointer is, in thousandths of the photo. @param {PointerEvent} event */
  const place = (event) => {
    const edges = drawing.getBoundingClientRect();
    const within = (/** @type {number} */ share) => Math.round(Math.min(1, Math.max(0, share)) * 1000);
    return [within((event.clientX - edges.left) / edges.width), within((event.clientY - edges.top) / edges.height)];
  };
  /** @type {{ rect: SVGRectElement, from: number[] } | null} */
  let drawn = null;
  let box = [0, 0, 0, 0];

  drawing.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary || event.button > 0) return;
    event.preventDefault();
    drawing.setPointerCapture(event.pointerId);
    const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    drawing.append(rect);
    drawn = { rect, from: place(event) };
    box = [0, 0, 0, 0];
  });
  drawing.addEventListener("pointermove", (event) => {
    if (!drawn) return;
    const [[x1, y1], [x2, y2]] = [drawn.from, place(event)];
    box = [Math.min(x1, x2), Math.min(y1, y2), Math.abs(x2 - x1), Math.abs(y2 - y1)];
    const sizes = { x: box[0] * width, y: box[1] * height, width: box[2] * width, height: box[3] * height };
    for (const [name, size] of Object.entries(sizes)) drawn.rect.setAttribute(name, String(size / 1000));
  });
  drawing.addEventListener("pointercancel", () => { drawn?.rect.remove(); drawn = null; });
  drawing.addEventListener("pointerup", () => {
    if (!drawn) return;
    const { rect } = drawn;
    drawn = null;
    if (Math.min(box[2], box[3]) < LEAST) { rect.remove(); return; }
    rect.dataset.key = box.join(",");
    const copy = /** @type {DocumentFragment} */ (made.content.cloneNode(true));
    const [input, label] = [copy.querySelector("input"), copy.querySelector("label")];
    if (!input || !label) return;
    const number = chips.children.length + 1;
    input.value = box.join(",");
    input.id = label.htmlFor = `kotak-${number}`;
    label.append(` ${number}`);
    chips.append(copy);
    boxes.hidden = false;
  });
}
