// The page: what was sent with it, its tables, its links between sections.

const data = JSON.parse(document.getElementById("data").textContent);
const source = data.live ? new ServedImages() : new HeldImages(data.images);
const gallery = new Gallery(source, (list, index) => viewer.show(list, index));
const viewer = new Viewer(source);

/** Makes a table sort by the heads of its columns, and find. */
function addTable(block) {
  const body = block.querySelector("tbody");
  const rows = [...body.rows];
  const shown = +block.dataset.shown;
  const search = block.querySelector(".search input");
  const all = block.querySelector("button.all");
  let whole = false;
  const show = () => {
    const word = search ? search.value.trim().toLowerCase() : "";
    let count = 0;
    for (const row of body.rows) {
      const fits = !word || row.cells[0].textContent.toLowerCase().includes(word);
      row.hidden = !fits || !whole && !word && count >= shown;
      count += fits ? 1 : 0;
    }
    if (all) all.hidden = whole || word !== "";
  };
  if (search) search.addEventListener("input", show);
  if (all) all.addEventListener("click", () => {
    whole = true;
    show();
  });
  const heads = [...block.querySelectorAll("thead th")];
  heads.forEach((head, column) => head.querySelector("button").addEventListener("click", () => {
    const number = head.classList.contains("number");
    const falling = head.ariaSort ? head.ariaSort === "ascending" : number;
    for (const other of heads) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", falling ? "descending" : "ascending");
    const key = row => {
      const cell = row.cells[column];
      return number ? (cell.dataset.sort === undefined ? null : +cell.dataset.sort) : cell.textContent.trim();
    };
    const keys = new Map(rows.map(row => [row, key(row)]));
    rows.sort((a, b) => {
      const [p, q] = [keys.get(a), keys.get(b)];
      if (p === null || q === null) return (p === null) - (q === null);
      const order = number ? p - q : p.localeCompare(q);
      return falling ? -order : order;
    });
    body.append(...rows);
    show();
  }));
  show();
}

/** Thumbnails of what a finding is about. */
async function addStrip(strip) {
  const code = data.findings.indexOf(strip.dataset.finding);
  if (code < 0) return strip.remove();
  const filter = {...Object.fromEntries([...shapeFilters, "name", "order"].map(name => [name, ""])), finding: String(code)};
  const {total, images} = await source.query(filter, 0, 8);
  if (!total) return strip.remove();
  const list = {images, total: images.length};
  images.forEach((image, index) => {
    const button = document.createElement("button");
    button.type = "button";
    const shape = image.shapes.find(one => (one.find || []).includes(code));
    button.setAttribute("aria-label", image.file);
    button.title = image.file;
    const canvas = document.createElement("canvas");
    button.append(canvas);
    button.addEventListener("click", async () => {
      await viewer.show(list, index);
      if (shape) viewer.mark(shape);
    });
    strip.append(button);
    paintCrop(canvas, image, shape);
  });
}

/** Paints an image, or what is around one of its instances, into a square. */
function paintCrop(canvas, image, shape) {
  const side = 192;
  canvas.width = canvas.height = side;
  const [width, height] = imageSize(image);
  let [x, y, wide] = [0, 0, Math.max(width, height)];
  const box = shape && shape.b;
  if (box && box[2] >= 0 && box[3] >= 0) {
    wide = Math.min(wide, Math.max(48, 1.8 * Math.max(box[2], box[3])));
    [x, y] = [box[0] + box[2] / 2 - wide / 2, box[1] + box[3] / 2 - wide / 2];
  } else {
    [x, y] = [(width - wide) / 2, (height - wide) / 2];
  }
  const context = canvas.getContext("2d");
  const scale = side / wide;
  const paint = picture => {
    context.setTransform(scale, 0, 0, scale, -x * scale, -y * scale);
    context.fillStyle = cssColor("--ground");
    context.fillRect(x, y, wide, wide);
    if (picture) context.drawImage(picture, 0, 0, width, height);
    for (const one of shape ? [shape] : image.shapes) {
      const mask = maskOf(one, image);
      context.strokeStyle = colorOf(one);
      context.lineWidth = 3 / scale;
      if (mask) context.stroke(maskOutline(mask));
      else if (one.b) strokeBox(context, one);
    }
  };
  paint(null);
  const address = image.problem ? null : source.picture(image, 400);
  if (address) {
    const picture = new Image();
    picture.addEventListener("load", () => paint(picture));
    picture.src = address;
  }
}

/** Brings sections to life. */
function addSections(root, charts) {
  addCharts(root, charts);
  root.querySelectorAll(".table").forEach(addTable);
  root.querySelectorAll(".strip").forEach(addStrip);
  for (const button of root.querySelectorAll("[data-choose-category]")) {
    button.addEventListener("click", () => gallery.choose("category", button.dataset.chooseCategory));
  }
  for (const button of root.querySelectorAll("[data-choose-finding]")) {
    const code = data.findings.indexOf(button.dataset.chooseFinding);
    if (code < 0) button.hidden = true;
    button.addEventListener("click", () => gallery.choose("finding", code));
  }
}

/** The sections that a live page has when the server has read the whole file. */
async function addLater() {
  const place = document.getElementById("later");
  const answer = await fetch("sections");
  if (!answer.ok) {
    place.textContent = await answer.text();
    return;
  }
  const later = await answer.json();
  Object.assign(data, {findings: later.findings, scored: later.scored});
  place.innerHTML = later.html;
  for (const section of place.querySelectorAll("section")) {
    const link = document.createElement("a");
    link.href = "#" + section.id;
    link.textContent = section.querySelector("h2").textContent;
    document.getElementById("nav").append(link);
  }
  gallery.options();
  addSections(place, later.charts);
  gallery.show();
}

gallery.options();
addSections(document.getElementById("main"), data.charts);
gallery.show().then(() => {
  document.documentElement.dataset.ready = "images";
  if (data.live) return addLater();
}).then(() => document.documentElement.dataset.ready = "all");
