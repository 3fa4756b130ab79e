// Shows a kept file on the page: a page of a PDF drawn, or a picture, with the place marked. It is loaded when the
// first file is looked at; what draws, then too.
let painter;
let asked = 0;
let turn = Promise.resolve();
let last = {};

/** Draws a page beside the page. Whatever goes wrong there, the next page finds a new painter. */
function drawn(request) {
  painter ??= new Worker("/{{painter.js}}", { type: "module" });
  const mine = painter;
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve, reject) => {
    const fail = (fault) => {
      mine.terminate();
      if (painter === mine) painter = undefined;
      reject(new Error(fault));
    };
    mine.addEventListener("error", (event) => fail(event.message), { once: true });
    port1.onmessage = ({ data }) => (data.fault ? fail(data.fault) : resolve(data));
    mine.postMessage(request, [port2]);
  });
}

async function ofPage(key, file, page, room) {
  const { width, height, wide, bitmap } = await drawn({ key, file, page, room, ratio: Math.min(devicePixelRatio, 2) });
  const sheet = document.createElement("canvas");
  sheet.width = bitmap.width;
  sheet.height = bitmap.height;
  sheet.getContext("bitmaprenderer").transferFromImageBitmap(bitmap);
  return { sheet, width, height, wide };
}

async function ofPicture(file, room) {
  const sheet = new Image();
  sheet.src = URL.createObjectURL(file);
  await sheet.decode().finally(() => URL.revokeObjectURL(sheet.src));
  const [width, height] = [sheet.naturalWidth, sheet.naturalHeight];
  return { sheet, width, height, wide: Math.min(width, room, 720) };
}

/** Takes the place of what is shown in the box, with the place marked and in the middle. */
function put(box, { sheet, width, height, wide }, area, words) {
  sheet.setAttribute("role", "img");
  sheet.setAttribute("aria-label", words);
  const paper = document.createElement("div");
  paper.className = "paper";
  paper.style.width = `${wide}px`;
  paper.append(sheet);
  box.replaceChildren(paper);
  const [left, top, right, bottom] = area;
  if (!(right <= width + 1 && bottom <= height + 1)) return;
  const mark = document.createElement("div");
  mark.className = "mark";
  mark.style.left = `${(100 * left) / width}%`;
  mark.style.top = `${(100 * top) / height}%`;
  mark.style.width = `${(100 * (right - left)) / width}%`;
  mark.style.height = `${(100 * (bottom - top)) / height}%`;
  paper.append(mark);
  const around = (seen, from, size) => from - Math.max((seen - size) / 2, 24);
  box.scrollTo(
    paper.offsetLeft + around(box.clientWidth, mark.offsetLeft, mark.offsetWidth),
    paper.offsetTop + around(box.clientHeight, mark.offsetTop, mark.offsetHeight),
  );
}

/**
 * Shows a file in a box; `area` is the marked place in the file's own units, empty without one. One after the other,
 * and only what was asked for last.
 */
export function show(box, key, file, page, area, words) {
  asked += 1;
  const mine = asked;
  const shown = turn.then(async () => {
    if (mine !== asked) return;
    const room = box.clientWidth - 32;
    const name = [key, page, room].join();
    if (last.box !== box || last.name !== name) {
      const is_picture = file.type.startsWith("image/");
      last = { box, name, of: await (is_picture ? ofPicture(file, room) : ofPage(key, file, page, room)) };
    }
    if (mine === asked) put(box, last.of, area, words);
  });
  turn = shown.catch(() => {});
  return shown;
}
