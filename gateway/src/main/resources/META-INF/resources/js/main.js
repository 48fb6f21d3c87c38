import { params, onNavigate, followLinks } from './route.js';
import { offerSignIn } from './session.js';
import { offerThemes } from './theme.js';
import { openCluster } from './cluster.js';
import { openCompare } from './compare.js';
import { openEdit } from './edit.js';
import { openList } from './list.js';
import { openRun } from './run.js';
import { openSchedule } from './schedule.js';
import { openSchedules } from './schedules.js';

const main = document.getElementById('main');
let close = () => {};
let shown;

const PAGES = {
  run: openRun,
  compare: openCompare,
  new: openEdit,
  cluster: openCluster,
  schedules: openSchedules,
  schedule: openSchedule,
};

/** One page at a time; a change of a page's own parameters is that page's business. */
function show() {
  const kind = Object.keys(PAGES).find((name) => params().get(name));
  const id = kind && `${kind} ${params().get(kind)}`;
  if (shown && shown.id === id) {
    shown.redraw();
    return;
  }
  close();
  main.replaceChildren();
  const page = kind ? PAGES[kind](mount(), params().get(kind)) : openList(mount());
  if (shown) {
    main.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
  shown = { id, redraw: page.draw };
  close = page.close;
}

function mount() {
  return main.appendChild(document.createElement('div'));
}

offerSignIn();
followLinks();
onNavigate(show);
offerThemes(document.getElementById('theme'), () => shown.redraw());
show();
