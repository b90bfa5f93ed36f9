// Which images are wanted. A page that holds its images chooses among them; a live one asks the server, which chooses the same
// (GalleryColumns).

function sizeOf(area) {
  return area === undefined ? "" : area < 32 * 32 ? "small" : area < 96 * 96 ? "medium" : "large";
}

function within(value, from, to) {
  return (from === "" || value >= +from) && (to === "" || value <= +to);
}

/** What is missed or false overlaps with nothing. */
function overlapOf(shape) {
  return shape.iou === undefined && (shape.o === "fn" || shape.o === "fp") ? 0 : shape.iou;
}

function takesShape(shape, filter) {
  return (filter.category === "" || shape.c === +filter.category)
    && (filter.size === "" || filter.size === sizeOf(shape.a))
    && (filter.outcome === "" || filter.outcome === shape.o)
    && within(shape.s, filter.scoreFrom, filter.scoreTo)
    && within(overlapOf(shape), filter.iouFrom, filter.iouTo);
}

const shapeFilters = ["category", "size", "outcome", "scoreFrom", "scoreTo", "iouFrom", "iouTo"];

function takesImage(image, filter) {
  if (filter.finding !== "" && !(image.find || []).includes(+filter.finding)) return false;
  const name = filter.name.trim();
  if (name && image.id !== name && !image.file.toLowerCase().includes(name.toLowerCase())) return false;
  return shapeFilters.every(key => filter[key] === "") || image.shapes.some(shape => takesShape(shape, filter));
}

/** The images that are in the page. */
class HeldImages {
  constructor(images) {
    this.images = images;
  }

  async query(filter, offset, limit) {
    const chosen = this.images.filter(image => takesImage(image, filter));
    const own = image => image.shapes.reduce((sum, shape) => sum + (shape.l ? 0 : 1), 0);
    if (filter.order === "many") chosen.sort((a, b) => own(b) - own(a));
    if (filter.order === "iou") chosen.sort((a, b) => (a.iou ?? 2) - (b.iou ?? 2));
    return {total: chosen.length, images: chosen.slice(offset, offset + limit)};
  }

  picture(image) {
    return image.pic || null;
  }
}

/** The images of the server that the page came from. */
class ServedImages {
  async query(filter, offset, limit) {
    const words = new URLSearchParams({offset, limit});
    for (const [key, value] of Object.entries(filter)) if (value !== "") words.set(key, value);
    const answer = await fetch("images?" + words);
    if (!answer.ok) throw new Error("the server answers " + answer.status);
    return answer.json();
  }

  picture(image, side) {
    return data.pictures ? `picture?at=${image.at}&side=${side}` : null;
  }
}
