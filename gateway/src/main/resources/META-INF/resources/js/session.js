const KEY = 'apoptosis.token';
const waiting = new Set();

/** The bearer token of this tab, kept until it is closed; undefined where the gateway did not ask for one. */
export const token = () => sessionStorage.getItem(KEY) ?? undefined;

export const authorization = () => (token() ? { Authorization: `Bearer ${token()}` } : {});

/** As `fetch`, with the token; where the gateway refuses it, asks for another and tries again. */
export async function authorized(url, options = {}) {
  for (;;) {
    const response = await fetch(url, { ...options, headers: { ...options.headers, ...authorization() } });
    if (response.status !== 401 || options.signal?.aborted) {
      return response;
    }
    await signedIn();
  }
}

/** Resolves once somebody has entered a token; however many ask, one form is shown. */
function signedIn() {
  return new Promise((resolve) => {
    waiting.add(resolve);
    document.getElementById('signin').hidden = false;
    document.getElementById('token').focus();
  });
}

export function offerSignIn() {
  const form = document.getElementById('signin');
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    sessionStorage.setItem(KEY, form.elements.token.value.trim());
    form.reset();
    form.hidden = true;
    const resume = [...waiting];
    waiting.clear();
    resume.forEach((resolve) => resolve());
  });
}
