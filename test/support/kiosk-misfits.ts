/**
 * A function that runs in the terminal's page, as text, for nothing else of the tests knows a document: what is too small to hit or to
 * read in millimetres of a panel of so many pixels a millimetre, what is cut off or off the screen, and what lies over another.
 */
export const misfitsIn = `function (ppmm) {
  const found = [];
  const { innerWidth, innerHeight } = window;
  const within = document.querySelector("dialog[open]") ?? document.querySelector(".kiosk");
  const { scrollWidth, scrollHeight } = document.documentElement;
  if (scrollWidth > innerWidth || scrollHeight > innerHeight) found.push("the page scrolls");
  const nameOf = (element) => (element.className + " " + element.textContent.slice(0, 30)).trim();
  // What floats of a pixel's part is not worth a word.
  const isUnder = (px, mm) => px < mm * ppmm - 0.5;
  const isOver = (one, other, slack) =>
    one.left < other.right - slack && other.left < one.right - slack &&
    one.top < other.bottom - slack && other.top < one.bottom - slack;
  const collide = (elements, slack) => elements.forEach((one, at) =>
    elements.slice(at + 1).forEach((other) => {
      if (isOver(one.getBoundingClientRect(), other.getBoundingClientRect(), slack))
        found.push(nameOf(one) + " lies on " + nameOf(other));
    }));
  // A dialog that is shut stands ready and takes no room.
  const targets = [...within.querySelectorAll("button, input")].filter((one) => !one.closest("dialog:not([open])"));
  for (const target of targets) {
    const { width, height, left, top, right, bottom } = target.getBoundingClientRect();
    const least = target.matches("[data-tone=primary], .enter, .tile") ? 20 : 16;
    if (isUnder(width, least) || isUnder(height, least)) found.push("under " + least + " mm: " + nameOf(target));
    if (left < 0 || top < 0 || right > innerWidth + 1 || bottom > innerHeight + 1)
      found.push("off the screen: " + nameOf(target));
  }
  collide(targets, 1);
  collide([...within.querySelectorAll(".parts > *, .foot, .head")].filter((part) => part.offsetHeight > 0), 2);
  const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (node.textContent.trim() === "" || parent.closest(".unseen, [data-option=access] > span")) continue;
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width === 0) continue;
    // Capitals of Public Sans are .723 of its size.
    const capital = Number.parseFloat(getComputedStyle(parent).fontSize) * 0.723;
    if (isUnder(capital, 4.8)) found.push("capitals under 4.8 mm: " + nameOf(parent));
    const outer = parent.closest("button, .runway, .info, .ask, .field, .kiosk").getBoundingClientRect();
    const isCut = box.right > outer.right + 2 || box.left < outer.left - 2 ||
      box.bottom > outer.bottom + 0.2 * capital || box.top < outer.top - 0.2 * capital;
    if (isCut) found.push("cut off: " + nameOf(parent));
  }
  return found;
}`;
