// Lays the bands of the organisation chart out anew when some are folded, by moving what is drawn; nothing is made or
// taken away, so what is chosen and what has the focus stay so. The same as charts/layout.py, where each step is
// explained: a test holds the two against each other.

const MARGIN = 16, TOP_HEIGHT = 84, TRUNK = 14, LINE_GAP = 20, BAND_GAP = 12, HEADER_HEIGHT = 28, BAND_PADDING = 10;
const BAND_RAIL = 14, UNIT_WIDTH = 116, UNIT_GAP = 12, ROW_GAP = 22, SECTION_LINK = 26;
const MOST_BANDS_IN_A_LINE = 4, EMPTY_WEIGHT = 0.3, WIDTH_STEP = 16;
const LINES_LEFT = MARGIN + TRUNK, CHART_RAIL = MARGIN + 4;

const sum = (values) => values.reduce((all, value) => all + value, 0);
const short = (value) => Number(value.toFixed(1));
const across = (x1, x2, y) => `M${short(x1)} ${short(y)}H${short(x2)}`;
const down = (x, y1, y2) => `M${short(x)} ${short(y1)}V${short(y2)}`;
const frameOf = (group) => group.querySelector(":scope > rect");

function boxAsDrawn(rectangle) {
  const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => Number(rectangle.getAttribute(name)));
  return { x, y, width, height };
}

function moved(element, dx, dy) {
  if (Math.abs(dx) < 0.05 && Math.abs(dy) < 0.05) element.removeAttribute("transform");
  else element.setAttribute("transform", `translate(${short(dx)} ${short(dy)})`);
}

// How far an element has been moved from where it was drawn.
function shiftOf(element, top) {
  const shift = { x: 0, y: 0 };
  for (let each = element; each && each !== top; each = each.parentElement) {
    const found = /^translate\((-?[\d.]+) (-?[\d.]+)\)$/.exec(each.getAttribute("transform") || "");
    if (found) [shift.x, shift.y] = [shift.x + Number(found[1]), shift.y + Number(found[2])];
  }
  return shift;
}

// ---- what is drawn, read once

class Block {
  constructor(element) {
    this.element = element;
    this.unit = boxAsDrawn(element.querySelector("[data-unit] > rect"));
    this.tallest = Number(element.dataset.tallest || 0);
    this.links = element.querySelector(":scope > path");
    this.rows = [];
    for (const section of element.querySelectorAll("[data-section]")) {
      const rectangle = frameOf(section), box = boxAsDrawn(rectangle);
      const last = this.rows[this.rows.length - 1];
      const placed = { element: section, rectangle, foot: section.querySelector("[data-foot]"), box };
      if (last && last[0].box.y === box.y) last.push(placed);
      else this.rows.push([placed]);
    }
    const ends = (row) => row[row.length - 1].box.x + row[row.length - 1].box.width - row[0].box.x;
    this.width = Math.max(UNIT_WIDTH, ...this.rows.map(ends));
    this.left = this.unit.x - (this.width - UNIT_WIDTH) / 2;
  }

  // Put the block with its left upper corner at (x, y), its sections `tallest` high.
  place(x, y, tallest) {
    moved(this.element, x - this.left, y - this.unit.y);
    if (!this.rows.length || tallest === this.sectionsAre) return;
    this.sectionsAre = tallest;
    const bottom = this.unit.y + this.unit.height;
    this.rows.forEach((row, place) => {
      for (const { element, rectangle, foot, box } of row) {
        moved(element, 0, bottom + SECTION_LINK + place * (tallest + SECTION_LINK) - box.y);
        rectangle.setAttribute("height", short(tallest));
        if (foot) moved(foot, 0, tallest - box.height);
      }
    });
    this.links.setAttribute("d", this.sectionLinks(tallest));
  }

  sectionLinks(tallest) {
    const bottom = this.unit.y + this.unit.height, middle = this.unit.x + this.unit.width / 2;
    const top = (place) => bottom + SECTION_LINK + place * (tallest + SECTION_LINK);
    const center = ({ box }) => box.x + box.width / 2;
    const rail = Math.min(...this.rows.map((row) => row[0].box.x)) - 4;
    const strokes = [];
    this.rows.forEach((row, place) => {
      const bus = top(place) - 10, first = center(row[0]), last = center(row[row.length - 1]);
      const ends = place ? [rail, last] : [first, last, middle];
      strokes.push(place ? down(rail, top(0) - 10, bus) : down(middle, bottom, bus));
      strokes.push(across(Math.min(...ends), Math.max(...ends), bus));
      for (const section of row) strokes.push(down(center(section), bus, top(place)));
    });
    if (this.rows.length > 1) strokes.push(across(rail, center(this.rows[0][0]), top(0) - 10));
    return strokes.join("");
  }
}

class Band {
  constructor(group) {
    this.key = group.dataset.group;
    this.frame = frameOf(group);
    this.header = group.querySelector("[data-band]");
    this.headerFrame = frameOf(this.header);
    this.inside = group.querySelector(":scope > [data-inside]");
    this.links = group.querySelector(":scope > [data-inside] > [data-links] > path");
    this.drawn = boxAsDrawn(this.frame);
    this.headerWidth = Number(group.dataset.least);
    this.all = Array.from(group.querySelectorAll("[data-block]"), (element) => new Block(element));
    this.unitHeight = this.all.length ? this.all[0].unit.height : 0;
  }

  begin(isFolded) {
    this.blocks = isFolded ? [] : this.all;
    this.heights = new Map();
    const widest = Math.max(0, ...this.blocks.map((block) => block.width));
    this.leastWidth = Math.max(this.headerWidth, widest + 2 * BAND_PADDING + BAND_RAIL);
  }

  rowsAt(width) {
    const room = width - 2 * BAND_PADDING - BAND_RAIL, rows = [];
    let used = 0;
    for (const block of this.blocks) {
      if (rows.length && used + UNIT_GAP + block.width <= room) {
        rows[rows.length - 1].push(block);
        used += UNIT_GAP + block.width;
      } else {
        rows.push([block]);
        used = block.width;
      }
    }
    return rows;
  }

  rowHeight(row) {
    const tallest = Math.max(...row.map((block) => block.tallest));
    return this.unitHeight + Math.max(...row.map((block) => block.rows.length)) * (SECTION_LINK + tallest);
  }

  heightAt(width) {
    if (!this.heights.has(width)) {
      const rows = this.rowsAt(width);
      const inside = sum(rows.map((row) => ROW_GAP + this.rowHeight(row)));
      this.heights.set(width, rows.length ? HEADER_HEIGHT + inside + BAND_PADDING : HEADER_HEIGHT);
    }
    return this.heights.get(width);
  }

  place(x, y, width) {
    const height = this.heightAt(width);
    for (const [name, value] of Object.entries({ x, y, width, height })) this.frame.setAttribute(name, short(value));
    moved(this.header, x - this.drawn.x, y - this.drawn.y);
    this.headerFrame.setAttribute("width", short(width));
    if (this.inside) this.inside.style.display = this.blocks.length ? "" : "none";
    if (this.blocks.length) this.links.setAttribute("d", this.placeRows(x, y, width));
    return height;
  }

  placeRows(x, y, width) {
    const rail = x + 12, strokes = [];
    let rowTop = y + HEADER_HEIGHT + ROW_GAP, bus = 0;
    for (const row of this.rowsAt(width)) {
      const tallest = Math.max(...row.map((block) => block.tallest));
      bus = rowTop - ROW_GAP / 2;
      let left = x + BAND_PADDING + BAND_RAIL, middle = 0;
      for (const block of row) {
        block.place(left, rowTop, tallest);
        middle = left + block.width / 2;
        strokes.push(down(middle, bus, rowTop));
        left += block.width + UNIT_GAP;
      }
      strokes.push(across(rail, middle, bus));
      rowTop += this.rowHeight(row) + ROW_GAP;
    }
    strokes.push(down(rail, y + HEADER_HEIGHT, bus));
    return strokes.join("");
  }
}

// ---- where everything goes

function widthsOf(group, room) {
  const widths = group.map((band) => band.leastWidth);
  let spare = room - BAND_GAP * (group.length - 1) - sum(widths);
  let lowest = Infinity, chosen = widths.slice(), leftOver = spare;
  for (;;) {
    const heights = group.map((band, place) => band.heightAt(widths[place]));
    const highest = Math.max(...heights);
    if (highest < lowest) [lowest, chosen, leftOver] = [highest, widths.slice(), spare];
    if (spare < WIDTH_STEP) break;
    widths[heights.indexOf(highest)] += WIDTH_STEP;
    spare -= WIDTH_STEP;
  }
  return chosen.map((width) => width + leftOver / group.length);
}

function costOf(group, room) {
  const widths = widthsOf(group, room);
  const heights = group.map((band, place) => band.heightAt(widths[place]));
  const highest = Math.max(...heights);
  const empty = sum(heights.map((height, place) => (highest - height) * widths[place])) / room;
  return highest + LINE_GAP + EMPTY_WEIGHT * empty;
}

function bestLines(bands, room) {
  const best = [{ cost: 0, start: 0 }];
  for (let end = 1; end <= bands.length; end++) {
    let choice = null;
    for (let start = end - 1; start >= Math.max(0, end - MOST_BANDS_IN_A_LINE); start--) {
      const group = bands.slice(start, end);
      const least = sum(group.map((band) => band.leastWidth)) + BAND_GAP * (group.length - 1);
      if (group.length > 1 && least > room) break;
      const cost = best[start].cost + costOf(group, room);
      if (!choice || cost < choice.cost) choice = { cost, start };
    }
    best.push(choice);
  }
  const lines = [];
  for (let end = bands.length; end; end = best[end].start) lines.unshift(bands.slice(best[end].start, end));
  return lines;
}

class Layout {
  constructor(svg, width) {
    this.bands = Array.from(svg.querySelectorAll("[data-group]"), (group) => new Band(group));
    this.links = svg.querySelector('[data-links="bands"] > path');
    this.room = width - LINES_LEFT - MARGIN;
    // From the top box to the first line of bands: these strokes do not change.
    this.trunk = this.links ? this.links.getAttribute("d").split("M").slice(0, 3).join("M") : "";
  }

  // Lay out with some bands folded; gives how high the chart is then.
  place(folded) {
    for (const band of this.bands) band.begin(folded.has(band.key));
    const strokes = [this.trunk];
    let y = MARGIN + TOP_HEIGHT, lastTop = 0;
    for (const line of bestLines(this.bands, this.room)) {
      const widths = widthsOf(line, this.room);
      let x = LINES_LEFT, highest = 0;
      lastTop = y - LINE_GAP / 2;
      line.forEach((band, place) => {
        highest = Math.max(highest, band.place(x, y, widths[place]));
        strokes.push(down(x + 24, lastTop, y));
        if (place === line.length - 1) strokes.push(across(CHART_RAIL, x + 24, lastTop));
        x += widths[place] + BAND_GAP;
      });
      y += highest + LINE_GAP;
    }
    strokes.push(down(CHART_RAIL, MARGIN + TOP_HEIGHT - LINE_GAP / 2, lastTop));
    if (this.links) this.links.setAttribute("d", strokes.join(""));
    return y - LINE_GAP + MARGIN;
  }
}
