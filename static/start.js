/*
 * Loads the TV app: the modern build where the browser has what it was built for, else the one for Chrome 49 and up.
 * A file of its own because the page's CSP allows no inline script; in the words of 2011, since every box must read it.
 */
(() => {
  var script = document.currentScript;
  // Chrome 98, Firefox 104, Safari 16: the newest of what the modern build counts on.
  var modern =
    'noModule' in script && typeof structuredClone === 'function' && typeof Array.prototype.findLast === 'function';

  function load(url, attributes, then) {
    var element = document.createElement('script');
    for (var name in attributes) element.setAttribute(name, attributes[name]);
    element.src = url;
    element.onload = then;
    document.head.appendChild(element);
  }

  if (modern) {
    load(script.getAttribute('data-modern'), { type: 'module', crossorigin: '' }, null);
  } else {
    load(script.getAttribute('data-polyfills'), {}, () => {
      window.System.import(script.getAttribute('data-legacy'));
    });
  }
})();
