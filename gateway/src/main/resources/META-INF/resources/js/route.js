/** What the page shows is in its address, so that it can be shared, reloaded and gone back to. */

const navigated = new EventTarget();

export const params = () => new URLSearchParams(location.search);

/** The address with some parameters changed; an empty value takes one away. */
export function address(changes) {
  const next = params();
  for (const [name, value] of Object.entries(changes)) {
    if (value) {
      next.set(name, value);
    } else {
      next.delete(name);
    }
  }
  const query = next.toString();
  return query ? `/?${query}` : '/';
}

/** Typing in a filter should not fill the history: that replaces. */
export function go(to, { replace = false } = {}) {
  history[replace ? 'replaceState' : 'pushState'](null, '', to);
  navigated.dispatchEvent(new Event('go'));
}

export function onNavigate(show) {
  navigated.addEventListener('go', show);
  addEventListener('popstate', show);
}

/** Links marked data-route change the page without loading it again; modified clicks stay the browser's. */
export function followLinks() {
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[data-route]');
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (link && plain) {
      event.preventDefault();
      go(link.getAttribute('href'));
    }
  });
}
