// Marks what belongs together under the pointer; a click keeps it marked and brings it into view.
const all = [...document.querySelectorAll('[data-k], [data-l]')];
const byKernel = new Map(), byLine = new Map();
const put = (map, key, element) => map.has(key) ? map.get(key).push(element) : map.set(key, [element]);
for (const element of all) {
  if (element.dataset.k) put(byKernel, element.dataset.k, element);
  for (const line of (element.dataset.l || '').split(' ').filter(Boolean)) put(byLine, line, element);
}
let hot = [], kept = false;
function related(element) {
  if (!element.dataset.k) return new Set(byLine.get(element.dataset.l) || []);
  const lines = (element.dataset.l || '').split(' ');
  const model = all.filter(e => !e.dataset.k && lines.includes(e.dataset.l) && e.closest('section:first-of-type'));
  return new Set([...byKernel.get(element.dataset.k), ...model]);
}
function mark(element) {
  hot.forEach(e => e.classList.remove('hot'));
  hot = element ? [...related(element)] : [];
  hot.forEach(e => e.classList.add('hot'));
}
document.addEventListener('mouseover', event => {
  if (!kept) mark(event.target.closest('[data-k], [data-l]'));
});
document.addEventListener('click', event => {
  const element = event.target.closest('[data-k], [data-l]');
  if (event.target.closest('summary')) return;
  kept = element !== null && !(kept && hot.includes(element));
  mark(element);
  if (!kept) return;
  for (const pane of document.querySelectorAll('pre, .canvas, .scroll')) {
    const first = hot.find(e => pane.contains(e));
    if (first && !pane.contains(element)) {
      const place = first.getBoundingClientRect(), frame = pane.getBoundingClientRect();
      pane.scrollTop += place.top - frame.top - frame.height / 3;
      pane.scrollLeft += place.left < frame.left || place.right > frame.right ? place.left - frame.left - 40 : 0;
    }
  }
});
// The picture begins with the first kernel in its middle.
const canvas = document.querySelector('.canvas'), first = canvas && canvas.querySelector('rect');
if (first) canvas.scrollLeft = first.x.baseVal.value + first.width.baseVal.value / 2 - canvas.clientWidth / 2;
