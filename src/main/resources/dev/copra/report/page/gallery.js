// The images as tiles, in rows that are filled whatever their shapes are.

const BATCH = 60;
const outcomeColors = {tp: "#4f9dff", fn: "#ffb000", fp: "#e0257a", ignored: "#9aa0a6"};
const outcomeNames = {tp: "found", fn: "missed", fp: "false", ignored: "ignored"};
const compared = () => data.layers.length > 1;

/** How shapes are shown, on tiles and in the full view. */
const look = {
  image: true, masks: true, outlines: true, boxes: false, labels: false, points: true, byOutcome: false, opacity: 0.45, leastScore: 0, hidden: new Set(),
};

function categoryName(index) {
  return index < 0 ? "undeclared" : data.categories[index].name;
}

function colorOf(shape) {
  if (look.byOutcome && compared() && shape.o) return outcomeColors[shape.o];
  return shape.c < 0 ? "#9aa0a6" : data.categories[shape.c].color;
}

/** Whether a shape is to be seen: predictions from a score on, of the layers that are on. */
function isSeen(shape) {
  return !look.hidden.has(shape.l || 0) && !(shape.l && shape.s < look.leastScore);
}

/** What is in an image, in words. */
function inWords(image) {
  const counts = new Map();
  for (const shape of image.shapes) {
    if (!shape.l) counts.set(shape.c, (counts.get(shape.c) || 0) + 1);
  }
  const words = [...counts].sort((a, b) => b[1] - a[1]).map(([c, n]) => `${n} ${categoryName(c)}`);
  return words.length > 4 ? words.slice(0, 4).join(", ") + ` and ${words.length - 4} more` : words.join(", ") || "nothing";
}

function imageSize(image) {
  if (image.w && image.h) return [image.w, image.h];
  let right = 1, bottom = 1;
  for (const {b} of image.shapes) if (b) [right, bottom] = [Math.max(right, b[0] + b[2]), Math.max(bottom, b[1] + b[3])];
  return [right, bottom];
}

/** Strokes the box of a shape, which may be turned. */
function strokeBox(context, {b, t}) {
  if (!t) {
    context.strokeRect(...b);
    return;
  }
  context.beginPath();
  for (let i = 0; i < t.length; i += 2) context.lineTo(t[i], t[i + 1]);
  context.closePath();
  context.stroke();
}

/** Whether a point is in the box of a shape, which may be turned: a ray from it crosses an odd number of sides. */
function inBox({b, t}, x, y) {
  if (!b || x < b[0] || y < b[1] || x >= b[0] + b[2] || y >= b[1] + b[3]) return false;
  if (!t) return true;
  let inside = false;
  for (let i = 0, j = t.length - 2; i < t.length; j = i, i += 2) {
    if (t[i + 1] > y !== t[j + 1] > y && x < t[i] + (y - t[i + 1]) / (t[j + 1] - t[i + 1]) * (t[j] - t[i])) inside = !inside;
  }
  return inside;
}

/** Paints masks, or boxes where there is no mask, over a tile. */
function paintTile(canvas, image) {
  const [width, height] = imageSize(image);
  const ratio = Math.min(2, devicePixelRatio || 1);
  canvas.width = Math.round(canvas.clientWidth * ratio);
  canvas.height = Math.round(canvas.clientHeight * ratio);
  const context = canvas.getContext("2d");
  context.scale(canvas.width / width, canvas.height / height);
  const line = width / canvas.width;
  for (const shape of [...image.shapes].sort((a, b) => (b.a || 0) - (a.a || 0))) {
    // a detection that was found lies where its truth does
    if (!isSeen(shape) || shape.l && shape.o === "tp") continue;
    const mask = maskOf(shape, image);
    context.strokeStyle = colorOf(shape);
    context.lineWidth = 1.5 * line * ratio;
    if (mask) {
      context.globalAlpha = 0.45;
      context.drawImage(maskBitmap(mask, colorOf(shape)), mask.box.left, mask.box.top);
      context.globalAlpha = 1;
    } else if (shape.b) {
      strokeBox(context, shape);
    }
  }
}

class Gallery {
  constructor(source, open) {
    this.source = source;
    this.open = open;
    this.form = document.getElementById("filters");
    this.tiles = document.getElementById("tiles");
    this.count = document.getElementById("count");
    this.images = [];
    this.total = 0;
    this.query = 0;
    this.paint = new IntersectionObserver(entries => {
      for (const {isIntersecting, target} of entries) {
        if (isIntersecting) {
          this.paint.unobserve(target);
          paintTile(target, target.image);
        }
      }
    }, {rootMargin: "400px"});
    this.sentinel = document.getElementById("sentinel");
    for (const event of ["scroll", "resize"]) addEventListener(event, () => this.reach(), {passive: true});
    let wait;
    this.form.addEventListener("input", () => {
      clearTimeout(wait);
      wait = setTimeout(() => this.show(), 150);
    });
    this.form.addEventListener("reset", () => setTimeout(() => this.show()));
    this.form.addEventListener("submit", event => event.preventDefault());
  }

  /** Fills the lists of the filters. */
  options() {
    const fill = (name, words) => {
      const select = this.form.elements[name];
      const value = select.value;
      select.replaceChildren(select.options[0], ...words.map(([index, word]) => new Option(word, index)));
      select.value = value;
    };
    fill("category", data.categories.map((category, i) => [i, category.name]).sort((a, b) => a[1].localeCompare(b[1])));
    fill("finding", data.findings.map((code, i) => [i, code]));
    for (const part of this.form.querySelectorAll(".compared")) part.hidden = part.disabled = !compared();
    for (const part of this.form.querySelectorAll(".scored")) part.hidden = part.disabled = !compared() && !data.scored;
    for (const part of this.form.querySelectorAll(".found")) part.hidden = part.disabled = !data.findings.length;
  }

  filter() {
    const filter = {};
    for (const name of [...shapeFilters, "finding", "name", "order"]) filter[name] = this.form.elements[name].value;
    return filter;
  }

  /** Chooses by one thing alone. */
  choose(name, value) {
    this.form.reset();
    this.form.elements[name].value = value;
    document.getElementById("gallery").scrollIntoView();
    this.show();
  }

  /** Shows what the filters say, from the first one on. */
  async show() {
    const query = ++this.query;
    this.loading = null;
    const {total, images} = await this.source.query(this.filter(), 0, BATCH);
    if (query !== this.query) return;
    this.images = [];
    this.total = total;
    this.paint.disconnect();
    this.tiles.replaceChildren();
    this.add(images);
    const all = total === 1 ? "1 image" : total.toLocaleString("en") + " images";
    this.count.textContent = total === this.whole() ? all : `${all} of ${this.whole().toLocaleString("en")}`;
    document.getElementById("none").hidden = total > 0;
    this.reach();
  }

  whole() {
    return data.live ? data.total : data.images.length;
  }

  /** Loads more when the end of the tiles is near; whoever has jumped past them to another section must not be pushed on. */
  reach() {
    const {top} = this.sentinel.getBoundingClientRect();
    if (top > 0 && top < innerHeight + 800) this.more();
  }

  /** Loads some more of the same. */
  async more() {
    if (this.loading || this.images.length >= this.total) return this.loading;
    const query = this.query;
    this.loading = this.source.query(this.filter(), this.images.length, BATCH).then(({images}) => {
      if (query !== this.query) return;
      this.loading = null;
      if (!images.length) this.total = this.images.length;
      this.add(images);
      this.reach();
    });
    return this.loading;
  }

  /** Paints all tiles anew, because shapes look otherwise. */
  repaint() {
    for (const canvas of this.tiles.querySelectorAll("canvas")) this.paint.observe(canvas);
  }

  add(images) {
    const tiles = document.createDocumentFragment();
    for (const image of images) {
      const at = this.images.push(image) - 1;
      tiles.append(this.tile(image, () => this.open(this, at)));
    }
    this.tiles.append(tiles);
    for (const canvas of this.tiles.querySelectorAll("canvas:not(.seen)")) {
      canvas.classList.add("seen");
      this.paint.observe(canvas);
    }
  }

  tile(image, open) {
    const [width, height] = imageSize(image);
    const ratio = Math.min(4, Math.max(0.4, width / height));
    const item = document.createElement("li");
    item.style.setProperty("--ratio", ratio);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "tile";
    button.addEventListener("click", open);
    const picture = document.createElement("span");
    picture.className = "picture";
    const source = this.source.picture(image, 400);
    if (source && !image.problem) {
      const img = document.createElement("img");
      img.loading = "lazy";
      img.decoding = "async";
      img.alt = `${image.file}: ${inWords(image)}`;
      img.addEventListener("error", () => img.remove());
      img.src = source;
      picture.append(img);
    } else {
      button.setAttribute("aria-label", `${image.file}: ${inWords(image)}`);
    }
    const canvas = document.createElement("canvas");
    canvas.image = image;
    canvas.setAttribute("aria-hidden", "true");
    picture.append(canvas);
    const name = document.createElement("span");
    name.className = "name";
    name.textContent = image.file || image.id;
    const note = document.createElement("span");
    note.className = "note";
    const own = image.shapes.filter(shape => !shape.l).length;
    note.textContent = [
      compared() && image.iou !== undefined ? "IoU " + image.iou.toFixed(2) : own + (own === 1 ? " instance" : " instances"),
      ...(image.problem ? ["no picture"] : []),
      ...(image.find ? [image.find.length + (image.find.length === 1 ? " finding" : " findings")] : []),
    ].join(" · ");
    button.append(picture, name, note);
    button.title = inWords(image);
    item.append(button);
    return item;
  }
}
