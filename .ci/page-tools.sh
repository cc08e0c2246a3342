# Sourced: a Python with a library that drives the system's browser, in a folder of its own below build/.
page_tools=build/page-tools/bin
test -x "$page_tools/python" || .venv/bin/python -m venv build/page-tools
"$page_tools/pip" --quiet --disable-pip-version-check install playwright==1.65.2 pillow==12.0.0 pyyaml==6.0.4
