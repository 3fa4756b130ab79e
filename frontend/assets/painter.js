// Draws pages of PDFs beside the page: a worker.
import init, { Paper } from "/{{tieout-paper.js}}";

// Messages that come before the module is there wait for it.
const ready = init({ module_or_path: "/{{tieout-paper.wasm}}" });
let open = {};

/** Opens a file, unless it is the one that is open already. */
async function opened(key, file) {
  if (open.key !== key) {
    open.paper?.free();
    open = {};
    open = { key, paper: new Paper(new Uint8Array(await file.arrayBuffer())) };
  }
  return open.paper;
}

/** The page as wide as there is room, but neither too small to read nor larger than life. */
async function drawn({ key, file, page, room, ratio }) {
  await ready;
  const paper = await opened(key, file);
  const [width, height] = paper.size(page);
  const wide = width * Math.min(Math.max(room / width, 1.2), 1.5);
  const drawing = paper.draw(page, (wide / width) * ratio);
  const across = drawing.width;
  const pixels = new Uint8ClampedArray(drawing.pixels().buffer);
  const bitmap = await createImageBitmap(new ImageData(pixels, across));
  return { width, height, wide, bitmap };
}

onmessage = async ({ data, ports: [port] }) => {
  try {
    const answer = await drawn(data);
    port.postMessage(answer, [answer.bitmap]);
  } catch (error) {
    port.postMessage({ fault: String(error) });
  }
};
