/** Keys that act on a page as a whole. None of them acts on money. */

/** What has keys of its own. */
const TYPED_IN = 'input, textarea, select, [contenteditable="true"]';
const ON_TOP = '[role="dialog"], [role="alertdialog"], [role="menu"], dialog[open]';

/** Whether a key is meant for the page: pressed alone, with nothing on top of the page, and nowhere to type in. */
export function isForPage(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return false;
  if (event.target instanceof Element && event.target.closest(TYPED_IN)) return false;
  return document.querySelector(ON_TOP) === null;
}
