// Shows the organisation chart and sends back what is clicked. Plain browser JavaScript, nothing is loaded.
// Streamlit calls the default export again whenever its data change: the chart is then replaced, all else stays.

const SVG = "http://www.w3.org/2000/svg";
const ELEMENTS = new Set(["svg", "g", "rect", "path", "text", "tspan", "title", "desc", "line"]);
const ATTRIBUTES = new Set([
  "x", "y", "width", "height", "rx", "d", "viewBox", "fill", "stroke", "stroke-width", "stroke-dasharray",
  "font-size", "font-weight", "font-family", "text-anchor", "role", "aria-label",
  "data-view", "data-level", "data-unit", "data-units-of", "data-name", "data-short", "data-band", "data-folded", "data-section",
  "data-of", "data-standing", "x1", "y1", "x2", "y2", "fill-opacity", "stroke-opacity",
]);
const SMALLEST = 0.1, LARGEST = 5, STEP = 1.25;
const PNG_SCALE = 2, PNG_SIDE = 16000, PNG_AREA = 1.2e8;
const charts = new WeakMap();

// The chart as elements: only what the lists above name is taken over, so that text can never become a script.
function rebuilt(text) {
  const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
  if (parsed.documentElement.localName !== "svg" || parsed.getElementsByTagName("parsererror").length) return null;
  return copied(parsed.documentElement);
}

function copied(source) {
  const copy = document.createElementNS(SVG, source.localName);
  for (const { name, value } of Array.from(source.attributes)) {
    if (ATTRIBUTES.has(name) && !/url\s*\(|javascript:/i.test(value)) copy.setAttribute(name, value);
  }
  for (const node of Array.from(source.childNodes)) {
    if (node.nodeType === Node.TEXT_NODE) copy.appendChild(document.createTextNode(node.data));
    else if (node.nodeType === Node.ELEMENT_NODE && node.namespaceURI === SVG && ELEMENTS.has(node.localName)) {
      copy.appendChild(copied(node));
    }
  }
  return copy;
}

class Chart {
  constructor(root) {
    this.root = root;
    this.stage = root.querySelector(".stage");
    this.input = root.querySelector("input");
    this.found = root.querySelector(".found");
    this.note = root.querySelector(".note");
    this.text = "";
    this.place = { x: 0, y: 0, scale: 1 };
    this.fitting = "wide"; // how the chart follows the size of the window, until the user moves it
    this.hits = [];
    this.current = -1;
    this.listen();
  }

  // ---- what is shown

  show(text, height) {
    this.root.style.height = height + "px";
    if (text === this.text) return;
    const svg = rebuilt(text);
    this.text = text;
    if (!svg) {
      this.stage.textContent = "图形无法显示，请重新生成。";
      this.svg = null;
      return;
    }
    const level = svg.getAttribute("data-level");
    const isOther = !this.svg || level !== this.svg.getAttribute("data-level");
    const focused = this.focusedSelector();
    this.size = { width: Number(svg.getAttribute("width")), height: Number(svg.getAttribute("height")) };
    svg.removeAttribute("width");
    svg.removeAttribute("height");
    svg.setAttribute("role", "group");
    svg.setAttribute("preserveAspectRatio", "xMinYMin meet");
    const title = svg.querySelector(":scope > title"); // else it pops up over every empty place
    if (title) title.remove();
    this.makeReachable(svg);
    this.stage.textContent = "";
    this.stage.appendChild(svg);
    this.svg = svg;
    if (isOther) this.fitting = "wide";
    if (this.fitting) this.fit(this.fitting);
    else this.moveTo(this.place.x, this.place.y, this.place.scale);
    if (this.chosen) this.mark(this.chosen);
    this.search(false);
    const again = focused && svg.querySelector(focused);
    if (again) again.focus({ preventScroll: true });
  }

  makeReachable(svg) {
    for (const element of svg.querySelectorAll("[data-unit], [data-band]")) {
      element.setAttribute("tabindex", "0");
      element.setAttribute("role", "button");
      if (element.dataset.band !== undefined) {
        element.setAttribute("aria-expanded", String(element.dataset.folded !== "true"));
      }
    }
  }

  focusedSelector() {
    const element = this.root.getRootNode().activeElement;
    if (!element || !element.dataset) return "";
    if (element.dataset.unit) return `[data-unit="${CSS.escape(element.dataset.unit)}"]`;
    return element.dataset.band ? `[data-band="${CSS.escape(element.dataset.band)}"]` : "";
  }

  // ---- place and scale: chart point (x, y) is at the upper left corner of the stage

  moveTo(x, y, scale) {
    if (!this.svg) return;
    const k = Math.min(LARGEST, Math.max(SMALLEST, scale));
    const width = this.stage.clientWidth / k, height = this.stage.clientHeight / k;
    // A chart larger than the stage may be drawn a little beyond its edges; a smaller one stays wholly in sight.
    const inside = (value, room, whole) => {
      const [least, most] = room < whole ? [-0.12 * room, whole - 0.88 * room] : [whole - room, 0];
      return Math.min(most, Math.max(least, value));
    };
    this.place = { x: inside(x, width, this.size.width), y: inside(y, height, this.size.height), scale: k };
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  draw() {
    if (!this.svg) return;
    const { x, y, scale } = this.place;
    const width = this.stage.clientWidth / scale, height = this.stage.clientHeight / scale;
    if (!(width > 0 && height > 0)) return;
    this.svg.setAttribute("viewBox", `${x} ${y} ${width} ${height}`);
    this.root.querySelector(".scale").textContent = Math.round(scale * 100) + "%";
  }

  fit(how) {
    if (!this.svg || !this.stage.clientWidth) return;
    const byWidth = this.stage.clientWidth / this.size.width, byHeight = this.stage.clientHeight / this.size.height;
    const scale = how === "whole" ? Math.min(byWidth, byHeight) : Math.min(byWidth, 1.6);
    const left = (this.size.width - this.stage.clientWidth / scale) / 2;
    const above = this.size.height - this.stage.clientHeight / scale;
    this.moveTo(left, Math.min(0, above / 2), scale);
    this.fitting = how;
  }

  zoom(factor, event) {
    const { x, y, scale } = this.place;
    const box = this.stage.getBoundingClientRect();
    const px = event ? event.clientX - box.left : box.width / 2, py = event ? event.clientY - box.top : box.height / 2;
    const next = Math.min(LARGEST, Math.max(SMALLEST, scale * factor));
    this.fitting = "";
    this.moveTo(x + px / scale - px / next, y + py / scale - py / next, next);
  }

  pan(dx, dy) {
    this.fitting = "";
    this.moveTo(this.place.x + dx / this.place.scale, this.place.y + dy / this.place.scale, this.place.scale);
  }

  center(element) {
    const box = element.getBBox();
    const scale = this.place.scale < 0.75 ? 1 : this.place.scale;
    this.fitting = "";
    this.moveTo(
      box.x + box.width / 2 - this.stage.clientWidth / scale / 2,
      box.y + box.height / 2 - this.stage.clientHeight / scale / 2,
      scale,
    );
  }

  // Moves the chart only as far as it takes to see the element.
  reveal(element) {
    const { x, y, scale } = this.place, box = element.getBBox(), margin = 24 / scale;
    const least = (from, length, start, room) => {
      if (from >= start && from + length <= start + room) return start;
      if (from < start + margin) return from - margin;
      return Math.max(start, from + length + margin - room);
    };
    const nextX = least(box.x, box.width, x, this.stage.clientWidth / scale);
    const nextY = least(box.y, box.height, y, this.stage.clientHeight / scale);
    if (nextX === x && nextY === y) return;
    this.fitting = "";
    this.moveTo(nextX, nextY, scale);
  }

  // ---- search

  search(moves) {
    if (!this.svg) return;
    const wanted = this.input.value.trim().toLowerCase();
    for (const element of this.svg.querySelectorAll(".hit")) element.classList.remove("hit", "current");
    this.svg.classList.toggle("searching", wanted !== "");
    this.hits = wanted === "" ? [] : Array.from(this.svg.querySelectorAll("[data-unit], [data-section]")).filter(
      (element) => [element.dataset.name, element.dataset.short, element.dataset.unit || element.dataset.section]
        .some((words) => (words || "").toLowerCase().includes(wanted)),
    );
    this.hits.sort((a, b) => Number(a.dataset.unit === undefined) - Number(b.dataset.unit === undefined));
    for (const element of this.hits) element.classList.add("hit");
    this.current = this.hits.length ? Math.min(Math.max(this.current, 0), this.hits.length - 1) : -1;
    if (moves) this.current = this.hits.length ? 0 : -1;
    this.showCurrent(moves);
  }

  step(by) {
    if (!this.hits.length) return;
    this.current = (this.current + by + this.hits.length) % this.hits.length;
    this.showCurrent(true);
  }

  showCurrent(moves) {
    this.hits.forEach((element, index) => element.classList.toggle("current", index === this.current));
    const wanted = this.input.value.trim() !== "";
    this.found.classList.toggle("none", wanted && !this.hits.length);
    this.found.textContent = !wanted ? "" : this.hits.length ? `${this.current + 1}/${this.hits.length}` : "没有找到";
    if (moves && this.current >= 0) this.center(this.hits[this.current]);
  }

  // ---- what is clicked

  act(element) {
    const target = element.closest("[data-unit], [data-band], [data-section]");
    if (!target || !this.svg.contains(target)) return;
    if (target.dataset.band !== undefined) {
      this.send({ kind: "band", code: target.dataset.band });
      return;
    }
    const code = target.dataset.unit || target.dataset.of;
    this.mark(code);
    // What the page shows about the unit would stay hidden behind the full screen.
    const leave = this.isFullScreen() ? document.exitFullscreen() : Promise.resolve();
    leave.catch(() => undefined).then(() => this.send({ kind: "unit", code }));
  }

  mark(code) {
    this.chosen = code;
    for (const element of this.svg.querySelectorAll("[data-unit]")) {
      element.classList.toggle("chosen", element.dataset.unit === code);
    }
  }

  // ---- full screen and export

  isFullScreen() {
    return this.root.getRootNode().fullscreenElement === this.root;
  }

  switchScreen() {
    if (this.isFullScreen()) document.exitFullscreen();
    else if (this.root.requestFullscreen) {
      this.root.requestFullscreen().catch(() => this.say("浏览器不允许全屏"));
    } else this.say("浏览器不支持全屏");
  }

  fileName(ending) {
    const label = (this.svg && this.svg.getAttribute("aria-label")) || "机构编制图";
    return label.replace(/[\\/:*?"<>|\u0000-\u001f]/g, "_") + ending;
  }

  save(blob, name) {
    const url = URL.createObjectURL(blob);
    const link = document.createElement("a");
    link.href = url;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
    this.say("已导出 " + name);
  }

  saveSvg() {
    if (this.svg) this.save(new Blob([this.text], { type: "image/svg+xml" }), this.fileName(".svg"));
  }

  savePng() {
    if (!this.svg) return;
    const { width, height } = this.size;
    const scale = Math.min(PNG_SCALE, PNG_SIDE / Math.max(width, height), Math.sqrt(PNG_AREA / (width * height)));
    const url = URL.createObjectURL(new Blob([this.text], { type: "image/svg+xml" }));
    const image = new Image();
    const failed = () => {
      URL.revokeObjectURL(url);
      this.say("图片未能生成，请改用导出SVG");
    };
    image.onerror = failed;
    image.onload = () => {
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(width * scale);
      canvas.height = Math.round(height * scale);
      const context = canvas.getContext("2d");
      if (!context) return failed();
      context.drawImage(image, 0, 0, canvas.width, canvas.height);
      URL.revokeObjectURL(url);
      canvas.toBlob((blob) => (blob ? this.save(blob, this.fileName(".png")) : failed()), "image/png");
      return undefined;
    };
    image.src = url;
  }

  say(words) {
    this.note.textContent = words;
    this.note.classList.add("shown");
    clearTimeout(this.noteTimer);
    this.noteTimer = setTimeout(() => this.note.classList.remove("shown"), 2500);
  }

  // ---- pointer and keys

  listen() {
    const does = {
      in: () => this.zoom(STEP), out: () => this.zoom(1 / STEP), fit: () => this.fit("whole"), wide: () => this.fit("wide"),
      "full-size": () => this.zoom(1 / this.place.scale), "save-svg": () => this.saveSvg(),
      "save-png": () => this.savePng(), screen: () => this.switchScreen(),
    };
    for (const button of this.root.querySelectorAll("button")) {
      button.addEventListener("click", does[button.dataset.do]);
    }
    this.input.addEventListener("input", () => this.search(true));
    this.input.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Enter" && !event.isComposing) this.step(event.shiftKey ? -1 : 1);
      if (event.key === "Escape") {
        this.input.value = "";
        this.search(false);
      }
    });
    this.stage.addEventListener("wheel", (event) => this.onWheel(event), { passive: false });
    this.stage.addEventListener("keydown", (event) => this.onKey(event));
    this.stage.addEventListener("focusin", (event) => {
      if (event.target !== this.stage && event.target.matches(":focus-visible")) this.reveal(event.target);
    });
    this.listenToDrag();
    this.root.addEventListener("fullscreenchange", () => {
      this.root.querySelector('[data-do="screen"]').textContent = this.isFullScreen() ? "退出全屏" : "全屏";
      this.root.querySelector(".hint").textContent =
        (this.isFullScreen() ? "滚轮缩放" : "Ctrl＋滚轮缩放") + " · 按住拖动 · 点击看详情";
    });
    this.observer = new ResizeObserver(() => (this.fitting ? this.fit(this.fitting) : this.draw()));
    this.observer.observe(this.stage);
  }

  listenToDrag() {
    let start = null, dragged = false;
    this.stage.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || !event.isPrimary) return;
      start = { x: event.clientX, y: event.clientY };
      dragged = false;
    });
    this.stage.addEventListener("pointermove", (event) => {
      if (!start || !event.isPrimary) return;
      const dx = start.x - event.clientX, dy = start.y - event.clientY;
      if (!dragged && Math.hypot(dx, dy) < 5) return;
      if (!dragged) {
        dragged = true;
        this.stage.setPointerCapture(event.pointerId);
        this.stage.classList.add("dragging");
      }
      start = { x: event.clientX, y: event.clientY };
      this.pan(dx, dy);
    });
    const end = () => {
      start = null;
      this.stage.classList.remove("dragging");
    };
    this.stage.addEventListener("pointerup", end);
    this.stage.addEventListener("pointercancel", end);
    this.stage.addEventListener("click", (event) => {
      if (!dragged && this.svg) this.act(event.target);
      dragged = false;
    });
  }

  onWheel(event) {
    if (!event.ctrlKey && !event.metaKey && !this.isFullScreen()) return;
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? 100 : 1;
    this.zoom(Math.exp(-Math.max(-200, Math.min(200, event.deltaY * lines)) * 0.0018), event);
  }

  onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const onChart = event.target !== this.stage;
    const neighbor = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const pans = { ArrowLeft: [-80, 0], ArrowRight: [80, 0], ArrowUp: [0, -80], ArrowDown: [0, 80] }[event.key];
    if (onChart && (event.key === "Enter" || event.key === " ")) this.act(event.target);
    else if (onChart && neighbor) this.focusNeighbor(event.target, neighbor);
    else if (pans) this.pan(...pans);
    else if (event.key === "+" || event.key === "=") this.zoom(STEP);
    else if (event.key === "-") this.zoom(1 / STEP);
    else if (event.key === "0") this.fit("whole");
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  focusNeighbor(element, by) {
    const all = Array.from(this.svg.querySelectorAll("[tabindex]"));
    const next = all[all.indexOf(element) + by];
    if (next) next.focus({ preventScroll: true });
  }

  stop() {
    this.observer.disconnect();
    cancelAnimationFrame(this.frame);
    clearTimeout(this.noteTimer);
  }
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".chart");
  let chart = charts.get(parentElement);
  if (!chart || chart.root !== root) {
    if (chart) chart.stop();
    chart = new Chart(root);
    charts.set(parentElement, chart);
  }
  chart.send = (value) => setTriggerValue("event", value);
  chart.show(data.svg, data.height);
  return () => {
    chart.stop();
    charts.delete(parentElement);
  };
}
