// Runs before the first paint, so that a dark page never flashes white. A file of its own: our policy allows no inline scripts.
(function () {
  var kept = null;
  try {
    kept = localStorage.getItem('tutti-color-scheme');
  } catch (_) {
    kept = null;
  }
  var dark = kept === 'dark' || (kept !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
