"""What .ci/check-api-pages does in the browser: open each document as Redoc and as Swagger UI show it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import yaml
from playwright.sync_api import Browser, sync_playwright

NODE_MODULES = Path(sys.argv[1])
DOCUMENTS = list(map(Path, sys.argv[2:]))
ADDRESS = "http://api.invalid/"
VIEWERS = {
    "redoc": (
        "redoc/bundles/redoc.standalone.js",
        "Redoc.init(api, {expandResponses: 'all', schemasExpansionLevel: 'all', hideDownloadButtons: true}, at)",
    ),
    "swagger": (
        "swagger-ui-dist/swagger-ui-bundle.js",
        "SwaggerUIBundle({spec: api, domNode: at, docExpansion: 'full', validatorUrl: null})",
    ),
}
PAGE = "<!doctype html><meta charset=utf-8><title>API</title><div id=at></div><script src=/viewer.js></script>"
START = "api => {{ const at = document.getElementById('at'); {start} }}"
STRANGE = """document.querySelectorAll(
    '#at :is(details, iframe, object, embed, video, base, style, img[src*=evil], form)').length"""
RUNS = """[...document.querySelectorAll('#at a')].map(each => each.getAttribute('href'))
    .filter(each => /^\\s*javascript:/i.test(each))"""
HARM = "Harm <details open ontoggle=window.harmed=1></details> ![](http://evil.example/x)"


def see(browser: Browser, viewer: str, api: dict[str, object], word: str) -> list[str]:
    """What went wrong."""
    script, start = VIEWERS[viewer]
    page = browser.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on("dialog", lambda dialog: (wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))

    def answer(route: object) -> None:
        url = route.request.url
        if url == ADDRESS:
            route.fulfill(body=PAGE, content_type="text/html")
        elif url == f"{ADDRESS}viewer.js":
            route.fulfill(path=NODE_MODULES / script, content_type="text/javascript")
        else:
            if "evil" in url:
                wrong.append(f"request: {url}")
            route.abort()

    page.route("**/*", answer)
    page.goto(ADDRESS)
    page.evaluate(START.format(start=start), api)
    page.get_by_text(word).first.wait_for(timeout=20_000)
    page.wait_for_timeout(2000)
    if harmed := page.evaluate("window.harmed"):
        wrong.append(f"text {harmed} ran")
    if strange := page.evaluate(STRANGE):
        wrong.append(f"{strange} elements of the map's making")
    wrong += [f"link: {each}" for each in page.evaluate(RUNS)]
    page.close()
    return wrong


def main() -> int:
    failed = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for document in DOCUMENTS:
            api = json.loads(json.dumps(yaml.safe_load(document.read_text("utf-8"))))
            harmful = {
                **api,
                "info": {**api["info"], "description": HARM},
            }
            for viewer in VIEWERS:
                # A browser that notices nothing here has not looked.
                if not see(browser, viewer, harmful, "Harm"):
                    print(f"{viewer} shows {document.name} with markup, and nothing happens")
                    failed = 1
                for wrong in see(browser, viewer, api, "money"):
                    print(f"{viewer}: {document.name}: {wrong}")
                    failed = 1
        browser.close()
    print(f"{len(DOCUMENTS)} API documents seen in {' and '.join(VIEWERS)}")
    return failed


sys.exit(main())
