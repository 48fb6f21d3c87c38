import { render } from '/lib/lit-html.js';

const REFRESH = 2000;

/**
 * A page whose content is looked at again every two seconds while somebody sees it.
 *
 * @param fetch resolves to the content
 * @param page from the content (undefined at first), what is wrong (else undefined) and what looks again at once, to what is drawn
 */
export function openPolled(root, title, fetch, page) {
  let content;
  let problem;
  document.title = `${title} · Apoptosis`;
  const draw = () => render(page(content, problem, look), root);

  async function look() {
    if (document.hidden) {
      return;
    }
    try {
      content = await fetch();
      problem = undefined;
    } catch (failure) {
      problem = failure.message;
    }
    draw();
  }

  const timer = setInterval(look, REFRESH);
  document.addEventListener('visibilitychange', look);
  draw();
  look();
  return {
    draw,
    close() {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    },
  };
}
