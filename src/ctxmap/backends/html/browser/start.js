// Everything is there: begin.

watchView();
watchPanel();
watchPictures();
watchSearch();
watchFilter();
watchPlaces();
if (pictures.size) show(pictures.values().next().value);
if (location.hash) go((here = decodeURIComponent(location.hash.slice(1))));
