// Saves the plot of the page, as it is drawn, with its title above and what it is of below. Plain browser JavaScript,
// nothing is loaded. Words are put in as text, never as markup: names come from the ledger.

const SVG = "http://www.w3.org/2000/svg";
const FONT = "'Microsoft YaHei','PingFang SC','Noto Sans CJK SC',sans-serif";
const PLOT = '[data-testid="stEChartsChart"] svg';
const MARGIN = 24, HEAD = 56, FOOT_LINE = 20, PNG_SCALE = 2;

function made(name, attributes, words) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (words !== undefined) element.textContent = words;
  return element;
}

// Words in lines of a width, measured as Chinese characters: anything else is narrower.
function broken(words, room, size) {
  const most = Math.max(8, Math.floor(room / size)), lines = [];
  for (let rest = Array.from(words); rest.length; rest = rest.slice(most)) lines.push(rest.slice(0, most).join(""));
  return lines;
}

function pictureOf(plot, { heading, foot }) {
  const [wide, high] = [plot.getAttribute("width"), plot.getAttribute("height")].map(Number);
  const lines = foot.flatMap((words) => broken(words, wide, 12));
  const width = wide + 2 * MARGIN, height = HEAD + high + 16 + FOOT_LINE * lines.length + MARGIN / 2;
  const picture = made("svg", { width, height, viewBox: `0 0 ${width} ${height}`, "font-family": FONT });
  picture.append(
    made("title", {}, heading),
    made("rect", { width, height, fill: "#ffffff" }),
    made("text", { x: width / 2, y: 36, "text-anchor": "middle", "font-size": 20, "font-weight": "bold", fill: "#1c2b3a" }, heading),
  );
  const inside = plot.cloneNode(true);
  for (const name of ["style", "class", "role", "aria-label"]) inside.removeAttribute(name);
  for (const [name, value] of Object.entries({ x: MARGIN, y: HEAD, width: wide, height: high })) inside.setAttribute(name, value);
  picture.append(inside);
  lines.forEach((words, place) => {
    const y = HEAD + high + 28 + place * FOOT_LINE;
    picture.append(made("text", { x: MARGIN, y, "font-size": 12, fill: "#44546a" }, words));
  });
  return { width, height, text: '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(picture) };
}

// The plot nearest to the buttons, upwards through the page.
function plotNear(element) {
  for (let up = element; up; up = up.parentElement || up.getRootNode().host) {
    const plot = up.querySelector(PLOT);
    if (plot) return plot;
  }
  return null;
}

function save(blob, name) {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name.replace(/[\\/:*?"<>|\u0000-\u001f]/g, "_");
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

function savePng({ width, height, text }, name, say) {
  const url = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  const image = new Image();
  const failed = () => {
    URL.revokeObjectURL(url);
    say("图片未能生成，请改用导出SVG");
  };
  image.onerror = failed;
  image.onload = () => {
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * PNG_SCALE);
    canvas.height = Math.round(height * PNG_SCALE);
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(url);
    canvas.toBlob((blob) => {
      if (!blob) return failed();
      save(blob, name);
      return say("已导出 " + name);
    }, "image/png");
  };
  image.src = url;
}

export default function ({ data, parentElement }) {
  const said = parentElement.querySelector(".said");
  const say = (words) => {
    said.textContent = words;
  };
  const saves = (ending) => () => {
    const plot = plotNear(parentElement);
    // In the other tab the plot is not laid out.
    if (!plot || !plot.getClientRects().length) return say("请先点“图”，再导出");
    const picture = pictureOf(plot, data), name = data.file + ending;
    if (ending === ".png") return savePng(picture, name, say);
    save(new Blob([picture.text], { type: "image/svg+xml" }), name);
    return say("已导出 " + name);
  };
  say("");
  for (const button of parentElement.querySelectorAll("button")) button.onclick = saves("." + button.dataset.do);
}
