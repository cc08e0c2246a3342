// Everything is there: begin.

watchView();
watchPanel();
watchPictures();
watchSearch();
watchFilter();
watchFocus();
watchPlaces();
watchMenu();
if (pictures.size) show(pictures.values().next().value);
if (location.hash) arrive(decoded());
