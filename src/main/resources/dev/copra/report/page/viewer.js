// The full view of an image: zoom, pan, layers, what is under the pointer.

class Viewer {
  constructor(source) {
    this.source = source;
    this.dialog = document.getElementById("viewer");
    this.canvas = document.getElementById("viewer-canvas");
    this.context = this.canvas.getContext("2d");
    this.tip = document.getElementById("viewer-tip");
    this.list = document.getElementById("viewer-shapes");
    this.view = {scale: 1, x: 0, y: 0};
    this.pointers = new Map();
    const actions = {
      in: () => this.zoom(1.4), out: () => this.zoom(1 / 1.4), fit: () => this.fit(), whole: () => this.whole(),
      previous: () => this.step(-1), next: () => this.step(1), close: () => this.dialog.close(),
    };
    for (const button of this.dialog.querySelectorAll("[data-do]")) button.addEventListener("click", actions[button.dataset.do]);
    const keys = {"+": "in", "=": "in", "-": "out", 0: "fit", 1: "whole", ArrowLeft: "previous", ArrowRight: "next"};
    this.dialog.addEventListener("keydown", event => {
      if (event.target.type === "range" || event.ctrlKey || event.metaKey || event.altKey) return;
      const pan = {ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60]}[event.key];
      if (pan && (event.shiftKey || event.target === this.canvas && (event.key === "ArrowUp" || event.key === "ArrowDown"))) {
        this.view.x += pan[0];
        this.view.y += pan[1];
        this.draw();
      } else if (keys[event.key]) {
        actions[keys[event.key]]();
      } else {
        return;
      }
      event.preventDefault();
    });
    this.dialog.addEventListener("close", () => {
      this.image = null;
      if (this.from) this.from.focus();
    });
    new ResizeObserver(() => this.image && this.resize()).observe(this.canvas.parentElement);
    this.listen();
    this.layers();
  }

  listen() {
    const at = event => {
      const box = this.canvas.getBoundingClientRect();
      return [event.clientX - box.left, event.clientY - box.top];
    };
    this.canvas.addEventListener("wheel", event => {
      event.preventDefault();
      this.zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.002)), ...at(event));
    }, {passive: false});
    this.canvas.addEventListener("pointerdown", event => {
      this.canvas.setPointerCapture(event.pointerId);
      this.pointers.set(event.pointerId, at(event));
    });
    for (const end of ["pointerup", "pointercancel"]) this.canvas.addEventListener(end, event => this.pointers.delete(event.pointerId));
    this.canvas.addEventListener("pointermove", event => {
      const now = at(event), before = this.pointers.get(event.pointerId);
      if (!before) return this.hover(...now);
      const others = [...this.pointers].filter(([id]) => id !== event.pointerId).map(([, place]) => place);
      if (others.length) {
        const [other] = others;
        const far = place => Math.hypot(place[0] - other[0], place[1] - other[1]) || 1;
        this.zoom(far(now) / far(before), ...other);
      } else {
        this.view.x += now[0] - before[0];
        this.view.y += now[1] - before[1];
      }
      this.pointers.set(event.pointerId, now);
      this.draw();
    });
    this.canvas.addEventListener("pointerleave", () => this.mark(null));
    this.canvas.addEventListener("dblclick", () => this.fit());
  }

  /** Makes the switches of the layers. */
  layers() {
    const field = document.getElementById("viewer-layers");
    const add = (text, checked, change, wide) => {
      const label = document.createElement("label");
      if (wide) label.className = "wide";
      const box = document.createElement("input");
      box.type = "checkbox";
      box.checked = checked;
      box.addEventListener("change", () => {
        change(box.checked);
        this.changed();
      });
      label.append(box, text);
      field.append(label);
      return box;
    };
    field.replaceChildren(field.firstElementChild);
    for (const [key, text] of Object.entries({image: "Image", masks: "Masks", outlines: "Outlines", boxes: "Boxes", labels: "Labels", points: "Keypoints"})) {
      add(text, look[key], on => look[key] = on).name = key;
    }
    if (compared()) {
      look.byOutcome = true;
      data.layers.forEach((name, layer) => add(name, true, on => on ? look.hidden.delete(layer) : look.hidden.add(layer), true));
      add("Colour by outcome", true, on => look.byOutcome = on, true).name = "byOutcome";
      document.getElementById("viewer-legend").replaceChildren(...["tp", "fn", "fp"].map(outcome => {
        const one = document.createElement("span");
        one.append(this.swatch(outcomeColors[outcome]), outcomeNames[outcome]);
        return one;
      }));
    }
    const range = (text, name, value, change) => {
      const label = document.createElement("label");
      label.className = "range";
      const input = document.createElement("input");
      Object.assign(input, {type: "range", min: 0, max: 1, step: 0.01, name});
      input.value = value;
      const output = document.createElement("output");
      output.textContent = (+input.value).toFixed(2);
      input.addEventListener("input", () => {
        output.textContent = (+input.value).toFixed(2);
        change(+input.value);
        this.changed();
      });
      label.append(text, input, output);
      field.append(label);
    };
    range("Opacity", "opacity", look.opacity, value => look.opacity = value);
    if (compared()) range("Score from", "leastScore", look.leastScore, value => look.leastScore = value);
  }

  changed() {
    this.entries();
    this.draw();
    gallery.repaint();
  }

  swatch(color) {
    const swatch = document.createElement("i");
    swatch.className = "swatch";
    swatch.style.backgroundColor = color;
    return swatch;
  }

  /** Opens an image of a list. @param list has images, their total and more() */
  async show(list, index) {
    if (!this.dialog.open) {
      this.from = document.activeElement;
      this.dialog.showModal();
      this.canvas.focus();
    }
    this.list_ = list;
    this.index = index;
    this.image = list.images[index];
    this.marked = null;
    this.picture = null;
    document.getElementById("viewer-name").textContent = this.image.file || this.image.id;
    document.getElementById("viewer-where").textContent =
      `${(index + 1).toLocaleString("en")} of ${list.total.toLocaleString("en")} · id ${this.image.id} · ${this.image.w} × ${this.image.h}`;
    this.canvas.setAttribute("aria-label", `${this.image.file}: ${inWords(this.image)}`);
    const problem = document.getElementById("viewer-problem");
    problem.textContent = this.image.problem ? "No picture: " + this.image.problem : "";
    problem.hidden = !this.image.problem;
    this.entries();
    this.resize();
    this.fit();
    const source = this.source.picture(this.image, 2400);
    const image = this.image;
    if (source && !image.problem) {
      const picture = new Image();
      picture.addEventListener("load", () => {
        if (image === this.image) {
          this.picture = picture;
          this.draw();
        }
      });
      picture.addEventListener("error", () => {
        problem.textContent = "The picture cannot be read.";
        problem.hidden = image !== this.image;
      });
      picture.src = source;
    }
  }

  async step(by) {
    const next = this.index + by;
    if (next >= this.list_.images.length && this.list_.more) await this.list_.more();
    if (next >= 0 && next < this.list_.images.length) this.show(this.list_, next);
  }

  seen() {
    return this.image.shapes.filter(isSeen);
  }

  /** Lists the instances. */
  entries() {
    if (!this.image) return;
    const shapes = this.seen();
    document.getElementById("viewer-count").textContent = shapes.length === 1 ? "1 instance" : shapes.length + " instances";
    this.list.replaceChildren(...shapes.slice(0, 500).map(shape => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.shape = shape;
      const text = document.createElement("span");
      text.textContent = this.words(shape);
      button.append(this.swatch(colorOf(shape)), text);
      button.addEventListener("pointerenter", () => this.mark(shape));
      button.addEventListener("focus", () => this.mark(shape));
      button.addEventListener("pointerleave", () => this.mark(null));
      button.addEventListener("click", () => this.approach(shape));
      item.append(button);
      return item;
    }));
  }

  /** What is known of an instance. */
  words(shape) {
    return [
      categoryName(shape.c),
      shape.s === undefined ? "" : shape.s.toFixed(2),
      shape.o ? outcomeNames[shape.o] : "",
      shape.iou === undefined ? "" : "IoU " + shape.iou.toFixed(2),
      shape.crowd ? "crowd" : "",
      ...(shape.find || []).map(code => data.findings[code]),
    ].filter(Boolean).join(" · ");
  }

  mark(shape) {
    if (shape === this.marked) return;
    this.marked = shape;
    for (const button of this.list.querySelectorAll("button")) button.classList.toggle("marked", button.shape === shape);
    if (!shape) this.tip.hidden = true;
    this.draw();
  }

  hover(x, y) {
    const [px, py] = [(x - this.view.x) / this.view.scale, (y - this.view.y) / this.view.scale];
    let best = null;
    for (const shape of this.seen()) {
      const mask = maskOf(shape, this.image);
      const hit = mask ? inMask(mask, Math.floor(px), Math.floor(py)) : inBox(shape, px, py);
      if (hit && (!best || (shape.a || 0) < (best.a || 0))) best = shape;
    }
    this.mark(best);
    this.tip.hidden = !best;
    if (best) {
      this.tip.textContent = this.words(best) + (best.id === undefined ? "" : " · id " + best.id);
      const wide = this.canvas.clientWidth;
      this.tip.style.left = Math.min(x + 14, Math.max(0, wide - this.tip.offsetWidth - 8)) + "px";
      this.tip.style.top = y + 16 + "px";
    }
  }

  resize() {
    const ratio = devicePixelRatio || 1;
    const stage = this.canvas.parentElement;
    this.canvas.width = Math.max(1, Math.round(stage.clientWidth * ratio));
    this.canvas.height = Math.max(1, Math.round(stage.clientHeight * ratio));
    if (this.fitted) this.fit();
    else this.draw();
  }

  fit() {
    const [width, height] = imageSize(this.image);
    const stage = this.canvas.parentElement;
    this.view.scale = Math.min((stage.clientWidth - 24) / width, (stage.clientHeight - 24) / height);
    this.centre();
    this.fitted = true;
  }

  whole() {
    this.view.scale = 1 / (devicePixelRatio || 1);
    this.centre();
    this.fitted = false;
  }

  centre() {
    const [width, height] = imageSize(this.image);
    const stage = this.canvas.parentElement;
    this.view.x = Math.round((stage.clientWidth - width * this.view.scale) / 2);
    this.view.y = Math.round((stage.clientHeight - height * this.view.scale) / 2);
    this.draw();
  }

  /** Shows an instance as large as it can be. */
  approach(shape) {
    const box = shape.b || (maskOf(shape, this.image) && [shape.mask.box.left, shape.mask.box.top, shape.mask.box.right - shape.mask.box.left, shape.mask.box.bottom - shape.mask.box.top]);
    if (!box) return;
    const stage = this.canvas.parentElement;
    const scale = Math.min(32, stage.clientWidth / (box[2] * 1.6 + 8), stage.clientHeight / (box[3] * 1.6 + 8));
    this.view = {
      scale, x: stage.clientWidth / 2 - (box[0] + box[2] / 2) * scale, y: stage.clientHeight / 2 - (box[1] + box[3] / 2) * scale,
    };
    this.fitted = false;
    this.draw();
  }

  zoom(factor, x = this.canvas.clientWidth / 2, y = this.canvas.clientHeight / 2) {
    const {view} = this;
    const scale = Math.min(64, Math.max(0.02, view.scale * factor));
    view.x = x - (x - view.x) * scale / view.scale;
    view.y = y - (y - view.y) * scale / view.scale;
    view.scale = scale;
    this.fitted = false;
    this.draw();
  }

  draw() {
    if (!this.image || this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      if (this.image) this.paint();
    });
  }

  paint() {
    const {context, view, image} = this;
    const ratio = devicePixelRatio || 1;
    const [width, height] = imageSize(image);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    context.setTransform(view.scale * ratio, 0, 0, view.scale * ratio, view.x * ratio, view.y * ratio);
    if (look.image) {
      context.imageSmoothingEnabled = view.scale * ratio < 3;
      context.imageSmoothingQuality = "high";
      if (this.picture) {
        context.drawImage(this.picture, 0, 0, width, height);
      } else {
        context.fillStyle = cssColor("--ground");
        context.fillRect(0, 0, width, height);
      }
    }
    const shapes = this.seen().sort((a, b) => (b.a || 0) - (a.a || 0));
    for (const shape of shapes) this.paintShape(shape, ratio);
    if (look.labels) this.paintLabels(shapes, ratio);
    document.getElementById("viewer-zoom").textContent = Math.round(view.scale * ratio * 100) + " %";
    this.canvas.dataset.drawn = `${image.at} ${view.scale.toFixed(4)}`;
  }

  paintShape(shape, ratio) {
    const {context, view, image} = this;
    const color = colorOf(shape), marked = shape === this.marked;
    const mask = maskOf(shape, image);
    const line = 1 / view.scale;
    context.strokeStyle = color;
    context.setLineDash(shape.o === "fn" ? [5 * line, 3 * line] : []);
    if (mask && look.masks) {
      if (shape.bitmapColor !== color) {
        shape.bitmap = maskBitmap(mask, color);
        shape.bitmapColor = color;
      }
      context.imageSmoothingEnabled = view.scale * ratio < 1;
      context.globalAlpha = marked ? Math.min(1, look.opacity + 0.3) : look.opacity;
      context.drawImage(shape.bitmap, mask.box.left, mask.box.top);
      context.globalAlpha = 1;
    }
    if (mask && (look.outlines || marked)) {
      shape.outline ??= maskOutline(mask);
      context.lineWidth = (marked ? 3 : 1.5) * line;
      context.stroke(shape.outline);
    }
    if (look.boxes || !mask && look.masks || marked && !mask) {
      context.lineWidth = (marked ? 3 : 1.5) * line;
      if (shape.b) strokeBox(context, shape);
      else if (mask) context.strokeRect(mask.box.left, mask.box.top, mask.box.right - mask.box.left, mask.box.bottom - mask.box.top);
    }
    context.setLineDash([]);
    if (shape.k && look.points) this.paintPoints(shape, color, line);
  }

  paintPoints(shape, color, line) {
    const {context} = this;
    const point = i => shape.k[3 * i + 2] > 0 ? [shape.k[3 * i], shape.k[3 * i + 1]] : null;
    context.lineWidth = 2 * line;
    for (const [a, b] of shape.c < 0 ? [] : data.categories[shape.c].skeleton) {
      const [from, to] = [point(a), point(b)];
      if (from && to) {
        context.beginPath();
        context.moveTo(...from);
        context.lineTo(...to);
        context.stroke();
      }
    }
    for (let i = 0; i < shape.k.length / 3; i++) {
      const place = point(i);
      if (!place) continue;
      context.beginPath();
      context.arc(...place, 3 * line, 0, 2 * Math.PI);
      context.fillStyle = shape.k[3 * i + 2] === 2 ? color : "#fff";
      context.fill();
      context.stroke();
    }
  }

  /** What is marked first, then the large. A name that would lie over another stands below it, or is left out until there is room. */
  paintLabels(shapes, ratio) {
    const {context, canvas, view} = this;
    const width = canvas.width / ratio, height = canvas.height / ratio, high = 17;
    const taken = [];
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.font = "12px system-ui, sans-serif";
    for (const shape of [...shapes].sort((a, b) => (b === this.marked) - (a === this.marked))) {
      const mask = maskOf(shape, this.image);
      const place = shape.b ? [shape.b[0], shape.b[1]] : mask ? [mask.box.left, mask.box.top] : null;
      if (!place) continue;
      const text = categoryName(shape.c) + (shape.s === undefined ? "" : " " + shape.s.toFixed(2));
      const wide = context.measureText(text).width + 8;
      const left = place[0] * view.scale + view.x, top = Math.max(0, place[1] * view.scale + view.y - high);
      if (left >= width || left + wide <= 0 || top >= height) continue;
      const x = Math.max(0, Math.min(left, width - wide));
      const isFree = y => !taken.some(other => x < other.x + other.wide && other.x < x + wide && Math.abs(y - other.y) < high);
      const y = [top, top + high].find(isFree);
      if (y === undefined) continue;
      taken.push({x, y, wide});
      context.fillStyle = "rgba(15, 17, 20, .82)";
      context.fillRect(x, y, wide, high);
      context.fillStyle = colorOf(shape);
      context.fillRect(x, y, 3, high);
      context.fillStyle = "#fff";
      context.fillText(text, x + 6, y + 12.5);
    }
    context.restore();
  }
}
