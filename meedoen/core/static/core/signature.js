// <signature-pad name="strokes">: draws with finger, pen or mouse, and keeps the strokes as JSON
// [[[x, y], …], …] in a hidden field, x from 0 to 1000 and y from 0 to 400.
const WIDTH = 1000;
const HEIGHT = 400;
const MOST_POINTS = 4000;

const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

const earlier = (text) => {
  try {
    const strokes = JSON.parse(text || "[]");
    return Array.isArray(strokes) ? strokes.filter(Array.isArray) : [];
  } catch {
    return [];
  }
};

class SignaturePad extends HTMLElement {
  #strokes = [];
  #drawing = null;

  connectedCallback() {
    const { label, clear, empty, drawn } = this.dataset;
    this.words = { empty, drawn };
    this.#strokes = earlier(this.getAttribute("value"));
    this.field = make("input", { type: "hidden", name: this.getAttribute("name") });
    this.canvas = make("canvas", { className: "signature__pad", width: WIDTH, height: HEIGHT });
    this.canvas.setAttribute("role", "img");
    this.state = make("span", { className: "muted" });
    this.state.setAttribute("role", "status");
    const button = make("button", { type: "button", textContent: clear });
    button.className = "nl-button nl-button--secondary";
    button.addEventListener("click", () => this.clear());
    const row = make("div", { className: "signature__row" });
    row.append(button, this.state);
    this.replaceChildren(
      make("p", { className: "signature__label", textContent: label }), this.canvas, row, this.field,
    );
    this.canvas.setAttribute("aria-label", label);
    this.canvas.addEventListener("pointerdown", (event) => this.#begin(event));
    this.canvas.addEventListener("pointermove", (event) => this.#move(event));
    for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) {
      this.canvas.addEventListener(end, () => this.#end());
    }
    this.#show();
  }

  clear() {
    this.#strokes = [];
    this.#drawing = null;
    this.#show();
  }

  #point(event) {
    const box = this.canvas.getBoundingClientRect();
    const within = (value, most) => Math.round(Math.min(Math.max(value, 0), 1) * most);
    return [
      within((event.clientX - box.left) / box.width, WIDTH),
      within((event.clientY - box.top) / box.height, HEIGHT),
    ];
  }

  #begin(event) {
    if (!event.isPrimary || event.button > 0 || this.#count() >= MOST_POINTS) return;
    event.preventDefault();
    this.canvas.setPointerCapture(event.pointerId);
    this.#drawing = [this.#point(event)];
    this.#strokes.push(this.#drawing);
    this.#show();
  }

  #move(event) {
    if (!this.#drawing || !event.isPrimary) return;
    const events = event.getCoalescedEvents?.() ?? [];
    for (const one of events.length ? events : [event]) {
      const [x, y] = this.#point(one);
      const [lastX, lastY] = this.#drawing.at(-1);
      if (Math.hypot(x - lastX, y - lastY) >= 3 && this.#count() < MOST_POINTS) {
        this.#drawing.push([x, y]);
      }
    }
    this.#paint();
  }

  #end() {
    if (!this.#drawing) return;
    this.#drawing = null;
    this.#show();
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #count() {
    return this.#strokes.reduce((sum, stroke) => sum + stroke.length, 0);
  }

  #show() {
    this.field.value = this.#strokes.length ? JSON.stringify(this.#strokes) : "";
    this.state.textContent = this.#strokes.length ? this.words.drawn : this.words.empty;
    this.#paint();
  }

  #paint() {
    const pen = this.canvas.getContext("2d");
    pen.clearRect(0, 0, WIDTH, HEIGHT);
    pen.lineWidth = 5;
    pen.lineCap = pen.lineJoin = "round";
    pen.strokeStyle = getComputedStyle(this).color;
    for (const stroke of this.#strokes) {
      pen.beginPath();
      stroke.forEach(([x, y]) => pen.lineTo(x, y));
      if (stroke.length === 1) pen.lineTo(stroke[0][0] + 1, stroke[0][1]);
      pen.stroke();
    }
  }
}

customElements.define("signature-pad", SignaturePad);
