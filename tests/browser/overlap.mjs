// What lies over what, on a page as the browser has laid it out.

// In the page: each pair of things to be read or pressed that lie over each other. A line of text
// counts with its middle, where its letters are: lines set close share what is above and below.
export function overlaps() {
  const seen = [];
  const visible = (element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: false });
  // Shown to those who listen, and to nobody who looks.
  const heard = (element) => {
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      if (getComputedStyle(at).position === 'absolute' && at.clientWidth <= 1 && at.clientHeight <= 1) return true;
    }
    return false;
  };
  // What of a box is seen: what hides its overflow cuts it off.
  const cut = (box, element) => {
    let { left, right, top, bottom } = box;
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      if (getComputedStyle(at).overflowX === 'visible') continue;
      const frame = at.getBoundingClientRect();
      left = Math.max(left, frame.left);
      right = Math.min(right, frame.right);
      top = Math.max(top, frame.top);
      bottom = Math.min(bottom, frame.bottom);
    }
    return { left, right, top, bottom, width: right - left, height: bottom - top };
  };
  const within = (box) => box.width > 1 && box.height > 1 && box.bottom > 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    // What is fixed to the window moves over the page by design; what is clipped away is not seen.
    if (!node.data.trim() || !visible(parent) || heard(parent) || parent.closest('.skip, [popover], dialog, title, desc')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const fixed = ['fixed', 'sticky'].includes(getComputedStyle(parent.closest('.rail > *, nav, header') ?? parent).position);
    if (fixed) continue;
    for (const whole of range.getClientRects()) {
      const box = cut(whole, parent);
      const quarter = box.height / 4;
      const top = box.top + quarter + scrollY;
      const bottom = box.bottom - quarter + scrollY;
      if (within(box)) seen.push({ left: box.left, right: box.right, top, bottom, element: parent, what: node.data.trim() });
    }
  }
  for (const element of document.querySelectorAll('svg a')) {
    const box = element.getBoundingClientRect();
    if (!visible(element) || !within(box)) continue;
    const { left, right } = box;
    seen.push({ left, right, top: box.top + scrollY, bottom: box.bottom + scrollY, element, what: element.getAttribute('href') ?? element.href.baseVal });
  }
  seen.sort((a, b) => a.top - b.top);
  const faults = [];
  let open = [];
  for (const box of seen) {
    open = open.filter((other) => other.bottom > box.top + 1);
    for (const other of open) {
      const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
      const related = other.element.contains(box.element) || box.element.contains(other.element);
      if (across > 1 && !related) faults.push(`“${other.what.slice(0, 40)}” and “${box.what.slice(0, 40)}” at ${Math.round(box.left)},${Math.round(box.top)}`);
    }
    open.push(box);
    if (faults.length > 5) break;
  }
  return { boxes: seen.length, faults };
}
