// Shows the organisation chart and sends back what is clicked. Plain browser JavaScript, nothing is loaded.
// Streamlit calls the default export again whenever its data change: the chart is then replaced, all else stays.

const SVG = "http://www.w3.org/2000/svg";
const ELEMENTS = new Set(["svg", "g", "rect", "path", "text", "tspan", "title", "desc", "line"]);
const ATTRIBUTES = new Set([
  "x", "y", "width", "height", "rx", "d", "viewBox", "fill", "stroke", "stroke-width", "stroke-dasharray",
  "font-size", "font-weight", "font-family", "text-anchor", "role", "aria-label",
  "data-view", "data-level", "data-unit", "data-name", "data-short", "data-band", "data-folded", "data-section", "data-of",
  "data-standing", "data-group", "data-least", "data-inside", "data-links", "data-block", "data-tallest", "data-foot",
  "data-system", "data-person", "data-initials", "x1", "y1", "x2", "y2", "fill-opacity", "stroke-opacity",
]);
const BOXES = "[data-unit], [data-section], [data-band], [data-system], [data-person]";
// Below these scales figures, then names, could not be read: they are left out, and moving stays smooth.
const FIGURES_FROM = 0.6, NAMES_FROM = 0.42;
const SETTLES = 140; // milliseconds after the last step of zooming until the chart is drawn sharp
const MOST_BOXES_AT_ONCE = 900; // with more, bands begin folded
const SMALLEST = 0.1, LARGEST = 5, STEP = 1.25;
const ABOVE_THE_CHART = 330; // pixels
const NOTE_STAYS = 2500, REFUSAL_STAYS = 8000; // milliseconds
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
    // As high as the window has room below the head of the page, so that the whole chart with its tools is in sight.
    this.root.style.height = `clamp(${0.75 * height}px, 100vh - ${ABOVE_THE_CHART}px, ${2 * height}px)`;
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
    this.whole = { width: Number(svg.getAttribute("width")), height: Number(svg.getAttribute("height")) };
    this.size = { ...this.whole };
    svg.removeAttribute("width");
    svg.removeAttribute("height");
    svg.setAttribute("role", "group");
    svg.setAttribute("preserveAspectRatio", "xMinYMin meet");
    const title = svg.querySelector(":scope > title"); // else it pops up over every empty place
    if (title) title.remove();
    const words = svg.querySelector(":scope > desc");
    if (words) svg.setAttribute("aria-description", words.textContent);
    this.svg = svg;
    this.makeReachable();
    this.foldAgain();
    this.stage.textContent = "";
    this.stage.appendChild(svg);
    if (isOther) this.fitting = "wide";
    if (this.fitting) this.fit(this.fitting);
    else this.moveTo(this.place.x, this.place.y, this.place.scale);
    if (this.chosen) this.mark(this.chosen);
    this.search(false);
    const again = focused && svg.querySelector(focused);
    if (again) again.focus({ preventScroll: true });
  }

  // One box can be reached by Tab, the others from it by the arrow keys.
  makeReachable() {
    const boxes = Array.from(this.svg.querySelectorAll(BOXES));
    for (const element of boxes) {
      element.setAttribute("tabindex", "-1");
      element.setAttribute("role", "button");
    }
    const first = boxes.find((element) => element.dataset.band === undefined) || boxes[0];
    if (first) this.makeStop(first);
  }

  makeStop(element) {
    if (this.tabStop && this.svg.contains(this.tabStop)) this.tabStop.setAttribute("tabindex", "-1");
    this.tabStop = element;
    element.setAttribute("tabindex", "0");
  }

  focusedSelector() {
    const element = this.root.getRootNode().activeElement;
    if (!element || !element.dataset) return "";
    const kind = ["unit", "band", "section", "system", "person"].find((name) => element.dataset[name]);
    return kind ? `[data-${kind}="${CSS.escape(element.dataset[kind])}"]` : "";
  }

  // ---- folding: done here, the page is not asked

  foldAgain() {
    const groups = Array.from(this.svg.querySelectorAll("[data-group]"));
    const kept = this.keptFolds();
    const many = this.svg.querySelectorAll("[data-unit], [data-section]").length > MOST_BOXES_AT_ONCE;
    this.folded = new Set(kept || (many ? groups.map((group) => group.dataset.group) : []));
    this.layout = null;
    if (this.folded.size) this.placeBands();
    else this.tellFolds();
  }

  keptFolds() {
    try {
      const value = JSON.parse(sessionStorage.getItem(this.foldsName()));
      return Array.isArray(value) ? value.filter((key) => typeof key === "string") : null;
    } catch { // a browser that keeps nothing: as long as the page stands
      return this.foldedHere || null;
    }
  }

  foldsName() {
    return "bianzhi folded " + this.key;
  }

  fold(key) {
    if (!this.folded.delete(key)) this.folded.add(key);
    this.foldedHere = [...this.folded];
    try {
      sessionStorage.setItem(this.foldsName(), JSON.stringify(this.foldedHere));
    } catch { /* see keptFolds */ }
    const header = this.svg.querySelector(`[data-band="${CSS.escape(key)}"]`);
    const from = this.boxOf(header);
    this.placeBands();
    // The header stays where it was pressed, at the same scale.
    const to = this.boxOf(header), { fitting } = this;
    this.inGesture = false;
    this.moveTo(this.place.x, this.place.y + to.y - from.y, this.place.scale);
    this.reveal(header);
    this.fitting = fitting;
  }

  // Bands that are not folded take the room of those that are.
  placeBands() {
    this.layout ||= new Layout(this.svg, this.whole.width);
    this.size.height = this.layout.place(this.folded);
    this.tellFolds();
  }

  tellFolds() {
    for (const header of this.svg.querySelectorAll("[data-band]")) {
      const group = header.closest("[data-group]");
      const isEmpty = group && !group.querySelector("[data-inside]");
      const isFolded = this.folded.has(header.dataset.band) || isEmpty;
      header.setAttribute("aria-expanded", String(!isFolded));
      const label = (header.getAttribute("aria-label") || "").replace(/，已(折叠|展开)$/, "");
      header.setAttribute("aria-label", `${label}，已${isFolded ? "折叠" : "展开"}`);
      const mark = header.querySelector("path");
      const box = header.querySelector("rect");
      if (!mark || !box) continue;
      const x = Number(box.getAttribute("x")) + 12, y = Number(box.getAttribute("y")) + box.getAttribute("height") / 2;
      mark.setAttribute("d", isFolded ? `M${x} ${y - 5}l7 5l-7 5z` : `M${x - 1} ${y - 3}h10l-5 7z`);
    }
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

  // While a gesture goes on, the picture that is there is moved and stretched; when it rests, it is drawn sharp again.
  draw() {
    if (!this.svg) return;
    clearTimeout(this.settling);
    if (!this.drawn || !this.inGesture) {
      this.drawSharp();
      return;
    }
    const { x, y, scale } = this.place, k = scale / this.drawn.scale;
    const dx = (this.drawn.x - x) * scale, dy = (this.drawn.y - y) * scale;
    this.svg.style.transform = `translate(${dx}px, ${dy}px) scale(${k})`;
    this.tellScale();
    this.settling = setTimeout(() => {
      this.inGesture = false;
      this.drawSharp();
    }, SETTLES);
  }

  drawSharp() {
    const { x, y, scale } = this.place;
    const width = this.stage.clientWidth / scale, height = this.stage.clientHeight / scale;
    if (!(width > 0 && height > 0)) return;
    this.svg.style.transform = "";
    this.svg.classList.toggle("no-figures", scale < FIGURES_FROM);
    this.svg.classList.toggle("no-names", scale < NAMES_FROM);
    if (scale < NAMES_FROM) this.growTitles(scale);
    this.svg.setAttribute("viewBox", `${x} ${y} ${width} ${height}`);
    this.drawn = { ...this.place };
    this.tellScale();
  }

  // Seen from far away, the title of a band is as large as its band is wide, 15 pixels on the screen at most.
  growTitles(scale) {
    for (const header of this.svg.querySelectorAll("[data-band]")) {
      const title = header.querySelector("text"), box = header.querySelector("rect");
      if (!title || !box) continue;
      const room = (Number(box.getAttribute("width")) - 40) / Math.max(1, title.textContent.length);
      title.style.setProperty("--far", Math.max(14, Math.min(15 / scale, room)) + "px");
    }
  }

  tellScale() {
    this.root.querySelector(".scale").textContent = Math.round(this.place.scale * 100) + "%";
  }

  fit(how) {
    if (!this.svg || !this.stage.clientWidth) return;
    const byWidth = this.stage.clientWidth / this.size.width, byHeight = this.stage.clientHeight / this.size.height;
    const scale = how === "whole" ? Math.min(byWidth, byHeight) : Math.min(byWidth, 1.6);
    const left = (this.size.width - this.stage.clientWidth / scale) / 2;
    const above = this.size.height - this.stage.clientHeight / scale;
    this.moveTo(left, how === "whole" ? Math.min(0, above / 2) : 0, scale);
    this.fitting = how;
  }

  zoom(factor, event) {
    const { x, y, scale } = this.place;
    const box = this.stage.getBoundingClientRect();
    const px = event ? event.clientX - box.left : box.width / 2, py = event ? event.clientY - box.top : box.height / 2;
    const next = Math.min(LARGEST, Math.max(SMALLEST, scale * factor));
    this.fitting = "";
    this.inGesture = Boolean(event);
    this.moveTo(x + px / scale - px / next, y + py / scale - py / next, next);
  }

  pan(dx, dy, dragging = false) {
    this.fitting = "";
    this.inGesture = dragging;
    this.moveTo(this.place.x + dx / this.place.scale, this.place.y + dy / this.place.scale, this.place.scale);
  }

  // Where an element is on the chart: its own box, and how far it has been moved.
  boxOf(element) {
    const { x, y, width, height } = element.getBBox(), shift = shiftOf(element, this.svg);
    return { x: x + shift.x, y: y + shift.y, width, height };
  }

  center(element) {
    const group = element.closest("[data-group]");
    if (group && this.folded.has(group.dataset.group)) this.fold(group.dataset.group);
    const box = this.boxOf(element);
    const scale = this.place.scale < 0.75 ? 1 : this.place.scale;
    this.fitting = "";
    this.inGesture = false;
    this.moveTo(
      box.x + box.width / 2 - this.stage.clientWidth / scale / 2,
      box.y + box.height / 2 - this.stage.clientHeight / scale / 2,
      scale,
    );
  }

  // Moves the chart only as far as it takes to see the element.
  reveal(element) {
    const { x, y, scale } = this.place, box = this.boxOf(element), margin = 24 / scale;
    const least = (from, length, start, room) => {
      if (from >= start && from + length <= start + room) return start;
      if (from < start + margin) return from - margin;
      return Math.max(start, from + length + margin - room);
    };
    const nextX = least(box.x, box.width, x, this.stage.clientWidth / scale);
    const nextY = least(box.y, box.height, y, this.stage.clientHeight / scale);
    if (nextX === x && nextY === y) return;
    this.fitting = "";
    this.inGesture = false;
    this.moveTo(nextX, nextY, scale);
  }

  // ---- search

  search(moves) {
    if (!this.svg) return;
    const wanted = this.input.value.trim().toLowerCase();
    for (const element of this.svg.querySelectorAll(".hit")) element.classList.remove("hit", "current");
    this.hits = wanted === "" ? [] : Array.from(this.svg.querySelectorAll("[data-unit], [data-section], [data-system], [data-person]")).filter(
      (element) => [element.dataset.name, element.dataset.short, element.dataset.initials, element.dataset.unit || element.dataset.section]
        .some((words) => (words || "").toLowerCase().includes(wanted)),
    );
    this.hits.sort((a, b) => Number(a.dataset.unit === undefined) - Number(b.dataset.unit === undefined));
    for (const element of this.hits) element.classList.add("hit");
    this.svg.classList.toggle("searching", this.hits.length > 0); // without a hit the chart stays as it is
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
    const target = element.closest(BOXES);
    if (!target || !this.svg.contains(target)) return;
    const { band, system, person, unit, section, of } = target.dataset;
    if (band !== undefined) {
      if (target.closest("[data-group]")) this.fold(band);
      return;
    }
    this.makeStop(target);
    let event = { kind: "unit", code: unit || of };
    if (system !== undefined) event = { kind: "system", code: system };
    else if (person !== undefined) event = { kind: "person", code: person };
    else if (section !== undefined) event.section = section;
    if (event.kind === "unit") this.mark(event.code);
    // What the page shows about the box would stay hidden behind the full screen.
    const leave = this.isFullScreen() ? document.exitFullscreen() : Promise.resolve();
    leave.catch(() => undefined).then(() => this.send(event));
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

  switchGrey() {
    this.isGrey = !this.isGrey;
    this.stage.classList.toggle("grey", this.isGrey);
    this.root.querySelector('[data-do="grey"]').setAttribute("aria-pressed", String(this.isGrey));
  }

  fileName(ending) {
    const label = this.file || (this.svg && this.svg.getAttribute("aria-label")) || "机构编制图";
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

  // The chart as a file: the text it came as, or, where bands are folded, as it stands here.
  asText() {
    if (!this.folded.size) return this.text;
    const copy = this.svg.cloneNode(true);
    const { width, height } = this.size;
    for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}`, role: "img" })) {
      copy.setAttribute(name, value);
    }
    for (const element of [copy, ...copy.querySelectorAll("*")]) {
      for (const name of ["tabindex", "class", "aria-expanded", "aria-description", "preserveAspectRatio"]) {
        element.removeAttribute(name);
      }
    }
    copy.style.transform = "";
    copy.querySelectorAll("[data-inside]").forEach((inside) => inside.style.display === "none" && inside.remove());
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(copy);
  }

  // Whether the chart may not leave the page as a file; why is then said.
  isRefused() {
    if (this.refusal) this.say(this.refusal, REFUSAL_STAYS);
    return Boolean(this.refusal);
  }

  saveSvg() {
    if (this.svg && !this.isRefused()) this.save(new Blob([this.asText()], { type: "image/svg+xml" }), this.fileName(".svg"));
  }

  savePng() {
    if (!this.svg || this.isRefused()) return;
    const { width, height } = this.size;
    const scale = Math.min(PNG_SCALE, PNG_SIDE / Math.max(width, height), Math.sqrt(PNG_AREA / (width * height)));
    const url = URL.createObjectURL(new Blob([this.asText()], { type: "image/svg+xml" }));
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
      if (this.isGrey) context.filter = "grayscale(1)";
      context.drawImage(image, 0, 0, canvas.width, canvas.height);
      URL.revokeObjectURL(url);
      canvas.toBlob((blob) => (blob ? this.save(blob, this.fileName(".png")) : failed()), "image/png");
      return undefined;
    };
    image.src = url;
  }

  say(words, stays = NOTE_STAYS) {
    this.note.textContent = words;
    this.note.classList.add("shown");
    clearTimeout(this.noteTimer);
    this.noteTimer = setTimeout(() => this.note.classList.remove("shown"), stays);
  }

  // ---- pointer and keys

  listen() {
    const does = {
      in: () => this.zoom(STEP), out: () => this.zoom(1 / STEP), fit: () => this.fit("whole"), wide: () => this.fit("wide"),
      "full-size": () => this.zoom(1 / this.place.scale), "save-svg": () => this.saveSvg(),
      "save-png": () => this.savePng(), screen: () => this.switchScreen(), grey: () => this.switchGrey(),
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
      if (event.target === this.stage) return;
      this.makeStop(event.target);
      if (event.target.matches(":focus-visible")) this.reveal(event.target);
    });
    this.listenToDrag();
    this.root.addEventListener("fullscreenchange", () => {
      this.root.querySelector('[data-do="screen"]').textContent = this.isFullScreen() ? "退出全屏" : "全屏";
      this.root.querySelector(".hint").textContent =
        (this.isFullScreen() ? "滚轮缩放" : "Ctrl＋滚轮缩放") + " · 按住拖动 · 点击看详情";
    });
    this.observer = new ResizeObserver(() => {
      this.inGesture = false;
      if (this.fitting) this.fit(this.fitting);
      else this.draw();
    });
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
      this.pan(dx, dy, true);
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
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (onChart && (event.key === "Enter" || event.key === " ")) this.act(event.target);
    else if (onChart && way) this.focusNeighbor(event.target, way);
    else if (onChart && (event.key === "Home" || event.key === "End")) this.focusEnd(event.key === "End");
    else if (way) this.pan(80 * way[0], 80 * way[1]);
    else if (event.key === "+" || event.key === "=") this.zoom(STEP);
    else if (event.key === "-") this.zoom(1 / STEP);
    else if (event.key === "0") this.fit("whole");
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  boxesInSight() {
    return Array.from(this.svg.querySelectorAll(BOXES)).filter((element) => element.getClientRects().length);
  }

  // The nearest box in the direction of the key; what lies straight ahead comes before what lies aside.
  focusNeighbor(element, [across, down]) {
    const middle = (one) => {
      const box = one.getBoundingClientRect();
      return { x: box.left + box.width / 2, y: box.top + box.height / 2, box };
    };
    const from = middle(element);
    let next = null, least = Infinity;
    for (const other of this.boxesInSight()) {
      if (other === element) continue;
      const to = middle(other);
      const ahead = across ? (to.x - from.x) * across : (to.y - from.y) * down;
      if (ahead <= 1) continue;
      const overlaps = across
        ? to.box.top < from.box.bottom && to.box.bottom > from.box.top
        : to.box.left < from.box.right && to.box.right > from.box.left;
      if (across && !overlaps) continue;
      const aside = overlaps ? 0 : across ? Math.abs(to.y - from.y) : Math.abs(to.x - from.x);
      const distance = ahead + 2 * aside;
      if (distance < least) [next, least] = [other, distance];
    }
    if (next) next.focus({ preventScroll: true });
    else if (across) this.focusInOrder(element, across);
  }

  focusInOrder(element, by) {
    const all = this.boxesInSight();
    const next = all[all.indexOf(element) + by];
    if (next) next.focus({ preventScroll: true });
  }

  focusEnd(last) {
    const all = this.boxesInSight();
    const end = all[last ? all.length - 1 : 0];
    if (end) end.focus({ preventScroll: true });
  }

  stop() {
    this.observer.disconnect();
    cancelAnimationFrame(this.frame);
    clearTimeout(this.settling);
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
  chart.key = String(data.key || "");
  chart.file = String(data.file || "");
  chart.refusal = String(data.refusal || "");
  chart.send = (value) => setTriggerValue("event", value);
  chart.show(data.svg, data.height);
  return () => {
    chart.stop();
    charts.delete(parentElement);
  };
}
