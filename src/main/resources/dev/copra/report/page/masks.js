// Masks: COCO's run-length strings, column-major; pixel (x, y) is at y + height * x.

/** The runs of a mask as x, from, to (exclusive) in each column that they touch, and the box around them. */
function decodeMask(counts, height) {
  const lengths = [];
  for (let p = 0; p < counts.length; ) {
    let value = 0, bits = 0, c;
    do {
      c = counts.charCodeAt(p++) - 48;
      value |= (c & 31) << bits;
      bits += 5;
    } while (c & 32);
    if (c & 16) value |= -1 << bits;
    if (lengths.length > 2) value += lengths[lengths.length - 2];
    lengths.push(value);
  }
  const runs = [];
  const box = {left: Infinity, top: Infinity, right: -1, bottom: -1};
  let at = 0;
  lengths.forEach((length, i) => {
    if (i % 2 === 1) {
      for (let from = at; from < at + length; ) {
        const x = Math.floor(from / height), y = from - x * height;
        const to = Math.min(height, y + at + length - from);
        runs.push(x, y, to);
        box.left = Math.min(box.left, x);
        box.right = Math.max(box.right, x + 1);
        box.top = Math.min(box.top, y);
        box.bottom = Math.max(box.bottom, to);
        from += to - y;
      }
    }
    at += length;
  });
  return {runs, box, empty: runs.length === 0};
}

/** The mask of a shape, decoded once; null if it has none. */
function maskOf(shape, image) {
  if (shape.mask === undefined) shape.mask = shape.m && image.h ? decodeMask(shape.m, image.h) : null;
  return shape.mask && !shape.mask.empty ? shape.mask : null;
}

/** Whether pixel (x, y) is in a mask. */
function inMask(mask, x, y) {
  const {runs, box} = mask;
  if (x < box.left || x >= box.right || y < box.top || y >= box.bottom) return false;
  for (let i = 0; i < runs.length; i += 3) {
    if (runs[i] === x && runs[i + 1] <= y && y < runs[i + 2]) return true;
  }
  return false;
}

/** A mask as a picture of its box, a colour in each of its pixels and nothing elsewhere. */
function maskBitmap(mask, color) {
  const {runs, box} = mask;
  const canvas = document.createElement("canvas");
  canvas.width = box.right - box.left;
  canvas.height = box.bottom - box.top;
  const context = canvas.getContext("2d");
  const pixels = context.createImageData(canvas.width, canvas.height);
  const words = new Uint32Array(pixels.data.buffer);
  const [red, green, blue] = [1, 3, 5].map(i => parseInt(color.slice(i, i + 2), 16));
  const word = (255 << 24 | blue << 16 | green << 8 | red) >>> 0;
  for (let i = 0; i < runs.length; i += 3) {
    for (let y = runs[i + 1]; y < runs[i + 2]; y++) {
      words[(y - box.top) * canvas.width + runs[i] - box.left] = word;
    }
  }
  context.putImageData(pixels, 0, 0);
  return canvas;
}

/** The edges between a mask's pixels and others. */
function maskOutline(mask) {
  const path = new Path2D();
  const {runs} = mask;
  let column = -2, before = [], here = [];
  const upright = (x, a, b) => {
    const ends = a.concat(b).sort((p, q) => p - q);
    for (let i = 0; i + 1 < ends.length; i += 2) {
      if (ends[i] !== ends[i + 1]) {
        path.moveTo(x, ends[i]);
        path.lineTo(x, ends[i + 1]);
      }
    }
  };
  const close = next => {
    upright(column, before, here);
    before = here;
    if (next !== column + 1) {
      upright(column + 1, before, []);
      before = [];
    }
    column = next;
    here = [];
  };
  for (let i = 0; i < runs.length; i += 3) {
    const [x, from, to] = [runs[i], runs[i + 1], runs[i + 2]];
    if (x !== column) close(x);
    here.push(from, to);
    path.moveTo(x, from);
    path.lineTo(x + 1, from);
    path.moveTo(x, to);
    path.lineTo(x + 1, to);
  }
  close(-2);
  return path;
}
