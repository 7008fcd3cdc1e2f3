// Reloads the page when there is a new build.
(() => {
  "use strict";
  const shown = document.currentScript.dataset.build;
  let events = null;

  const listen = () => {
    if (events) return;
    events = new EventSource("/_dateline/events");
    events.addEventListener("build", (event) => {
      if (event.data !== shown) location.reload();
    });
  };

  const stop = () => {
    if (events) events.close();
    events = null;
  };

  // A browser keeps few connections to one host: a page that nobody sees holds none.
  document.addEventListener("visibilitychange", () => (document.hidden ? stop() : listen()));
  addEventListener("pagehide", stop);
  addEventListener("pageshow", listen);
})();
