"""What .ci/check-page does in the browser. Each function that is called `check_…` gets a browser; a failed one is told.

Figures are printed, not judged: a machine with other things to do is slow.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

BUILT = Path(sys.argv[1])
SHOTS = Path(sys.argv[2]) if len(sys.argv) > 2 else None
CHROMIUM = "/usr/bin/chromium"
SCREEN = {"width": 1400, "height": 900}
WAY_OUT = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
MOVED = "new DOMMatrix(getComputedStyle(document.getElementById('page-canvas')).transform)"
DATA = "JSON.parse(document.getElementById('page-data').textContent)"
STICKING_OUT = """(panel => [...panel.querySelectorAll(':not(thead, thead *)')]
    .filter(each => each.getBoundingClientRect().right > panel.getBoundingClientRect().right + 1)
    .map(each => each.outerHTML.slice(0, 200)))(document.getElementById('page-panel'))"""
GROUNDS = """[document.documentElement, document.querySelector('.ground')]
    .map(each => getComputedStyle(each).backgroundColor + getComputedStyle(each).fill)"""
FRAME = """<!doctype html><title>Wiki</title>
<iframe title="Map" sandbox="allow-scripts" width="900" height="600"></iframe>"""
STRANGE = "document.querySelectorAll('script:not([type]), img, iframe, object, svg script, foreignObject').length"
LINKS = "[...document.links, ...document.querySelectorAll('svg a')].map(each => each.getAttribute('href'))"
TIMES = "performance.getEntriesByType('navigation')[0].loadEventEnd"
RECORD = """{
    const at = (window.at = []);
    (function next(t) { at.push(t); if (at === window.at) requestAnimationFrame(next); })(performance.now());
}"""


@contextmanager
def opened(browser: Browser, name: str, size: dict[str, int] = SCREEN, **options: object) -> Iterator[Page]:
    """A page from the disk; it may ask nobody for anything, and say nothing on the console."""
    context = browser.new_context(viewport=size, **options)
    page = context.new_page()
    address = (BUILT / name / "map.html").as_uri()
    said: list[str] = []
    page.on("console", lambda message: said.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"error: {error}"))
    page.on("dialog", lambda dialog: (said.append(f"dialog: {dialog.message}"), dialog.dismiss()))

    def asked(route: object) -> None:
        if route.request.url.partition("#")[0] != address:
            said.append(f"request: {route.request.url}")
        route.continue_()

    context.route("**/*", asked)
    page.goto(address)
    yield page
    assert not said, said
    context.close()


def shot(page: Page, name: str) -> None:
    if SHOTS:
        SHOTS.mkdir(parents=True, exist_ok=True)
        page.wait_for_timeout(500)
        page.screenshot(path=SHOTS / f"{name}.png")


def scale(page: Page) -> float:
    return page.evaluate(f"{MOVED}.a")


def place(page: Page) -> tuple[float, float]:
    return page.evaluate(f"{MOVED}.e"), page.evaluate(f"{MOVED}.f")


def dimmed(page: Page) -> int:
    return page.locator("#page-canvas g[id^=context-].dim").count()


# ---- Every control ---------------------------------------------------------------------------------------------------


def check_pictures(browser: Browser) -> None:
    with opened(browser, "shop-to-be") as page:
        shot(page, "light")
        choice = page.locator("#page-picture")
        paths = choice.locator("option").evaluate_all("all => all.map(each => each.value)")
        assert len(paths) > 20, paths
        for path in paths:
            choice.select_option(path)
            expect(page.locator("#page-canvas svg")).to_have_count(1)
            page.wait_for_function("path => decodeURIComponent(location.hash) === '#' + path", arg=path)
            assert page.locator("#page-canvas svg > title").text_content()
        ids = page.evaluate("[...document.querySelectorAll('[id]')].map(each => each.id)")
        assert len(ids) == len(set(ids)), "ids twice"
        page.go_back()
        expect(choice).to_have_value(paths[-2])


def check_zoom_and_pan(browser: Browser) -> None:
    with opened(browser, "shop-to-be") as page:
        first = scale(page)
        page.get_by_role("button", name="Zoom in").click()
        page.wait_for_timeout(400)
        assert scale(page) > first
        page.get_by_role("button", name="Zoom out").click()
        page.get_by_role("button", name="Show all").click()
        page.wait_for_timeout(400)
        assert abs(scale(page) - first) < 0.001
        page.mouse.move(700, 500)
        page.mouse.wheel(0, -300)
        assert scale(page) > first * 1.2
        before = place(page)
        page.mouse.down()
        page.mouse.move(760, 540, steps=5)
        page.mouse.up()
        after = place(page)
        assert abs(after[0] - before[0] - 60) < 2, (before, after)
        assert abs(after[1] - before[1] - 40) < 2, (before, after)
        expect(page.locator("#page-panel")).to_be_hidden()  # a drag is no click


def check_pinch(browser: Browser) -> None:
    with opened(browser, "shop-to-be", {"width": 400, "height": 800}, has_touch=True) as page:
        first = scale(page)
        session = page.context.new_cdp_session(page)

        def touch(kind: str, *points: tuple[int, int]) -> None:
            session.send(
                "Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]}
            )

        touch("touchStart", (180, 400), (220, 400))
        for step in range(1, 8):
            touch("touchMove", (180 - 15 * step, 400), (220 + 15 * step, 400))
        touch("touchEnd")
        assert scale(page) > first * 2, (first, scale(page))


def check_search(browser: Browser) -> None:
    with opened(browser, "shop-to-be") as page:
        query = page.get_by_role("searchbox")
        for typed, kind in {
            "Payment": "bounded context",
            "authorize": "operation",
            "OrderPlaced": "event",
            "ledger": "",
            "capt": "",
        }.items():
            query.fill(typed)
            results = page.locator("#page-results a")
            if kind:
                expect(results.filter(has_text=kind).first).to_be_visible()
        query.fill("qqqq")
        expect(page.locator("#page-said")).to_have_text("0 results")
        query.fill("PAYMENT")
        shot(page, "search")
        query.press("ArrowDown")
        expect(page.locator("#page-results a").first).to_be_focused()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
        expect(query).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#page-panel h2")).to_contain_text("Payment")
        expect(page.locator("#page-canvas .found")).not_to_have_count(0)
        expect(page.locator("#page-results")).to_be_hidden()
        query.fill("order")
        query.press("Escape")
        expect(page.locator("#page-results")).to_be_hidden()
        expect(page.locator("#page-panel")).to_be_visible()


def check_details(browser: Browser) -> None:
    with opened(browser, "shop-as-is") as page:
        panel = page.locator("#page-panel")
        page.locator("#context-Cart a").click()
        expect(panel.locator("h2")).to_have_text("Cart")
        expect(panel).to_contain_text("Keeps what a customer is about to buy")
        expect(panel).to_contain_text("Findings")
        shot(page, "panel")
        panel.get_by_role("link", name="Order").first.click()
        expect(panel.locator("h2")).to_have_text("Order")
        page.go_back()
        expect(panel.locator("h2")).to_have_text("Cart")
        page.get_by_role("button", name="Close details").click()
        expect(panel).to_be_hidden()
        page.locator("g[id^=relationship-] a text").first.click()
        expect(panel.locator("h2")).to_contain_text("→")
        expect(panel).to_contain_text("Findings")
        shot(page, "line")
        page.keyboard.press("Escape")
        expect(panel).to_be_hidden()
        page.locator("g[id^=subdomain-] > rect").first.click(position={"x": 8, "y": 30})
        panel.get_by_role("button", name="Fold").click()
        expect(page.locator("#page-canvas .cover")).to_have_count(1)
        expect(panel).to_be_hidden()
        page.get_by_role("link", name="Overview").click()
        expect(panel.locator("table").first).to_be_visible()
        shot(page, "overview")
        page.locator("#page-picture").select_option("contexts/order.svg")
        page.locator("#page-canvas [role=button]").last.click()
        expect(panel.locator("h2")).to_be_visible()


def check_filters(browser: Browser) -> None:
    with opened(browser, "shop-to-be") as page:
        page.locator("#page-filter summary").click()
        for name in ("teams", "types", "tags", "talk"):
            select = page.locator(f"select[name={name}]")
            values = select.locator("option").evaluate_all("all => all.map(each => each.value)")
            assert len(values) > 1, name
            for value in values[1:]:
                select.select_option(value)
                assert name == "talk" or dimmed(page) > 0, (name, value)
                expect(page.locator("#page-said")).to_contain_text("contexts")
            select.select_option("")
            assert dimmed(page) == 0
        page.locator("select[name=talk]").select_option("async")
        expect(page.locator("#page-filter-count")).to_have_text(" (1)")
        shot(page, "filter")
        page.get_by_role("button", name="Show everything").click()
        page.wait_for_timeout(50)
        assert dimmed(page) == 0
        page.get_by_role("button", name="Fold all", exact=True).click()
        covers = page.locator("#page-canvas .cover")
        assert covers.count() == page.locator("input[name=fold]").count() > 3
        page.get_by_role("button", name="Unfold all").click()
        expect(covers).to_have_count(0)
        page.locator("input[name=fold]").first.check()
        expect(covers).to_have_count(1)
        page.keyboard.press("Escape")
        expect(page.locator("#page-filters")).to_be_hidden()
        shot(page, "folded")
        covers.first.click()
        expect(covers).to_have_count(0)
    with opened(browser, "shop-as-is") as page:
        page.locator("#page-filter summary").click()
        page.locator("input[name=findings]").check()
        assert 0 < dimmed(page) < page.locator("#page-canvas g[id^=context-]").count()


def check_questions(browser: Browser) -> None:
    """What readers ask: who depends on whom, who fails together, how others see the same."""
    with opened(browser, "shop-to-be") as page:
        told = page.locator("#page-panel .dependencies")
        page.locator("#context-Payment a").click()
        expect(told.get_by_text("Affected if it is down")).to_be_visible()
        expect(told).to_contain_text("Cart")
        far = page.locator("#page-canvas .far")
        faint = page.locator("#page-canvas g[id^=context-].faint")
        expect(faint).not_to_have_count(0)
        first = scale(page)
        page.get_by_role("button", name="Show only its neighbours").click()
        expect(far).not_to_have_count(0)
        page.wait_for_timeout(400)
        room = page.locator("#page-stage").bounding_box()
        for near in ("Order", "Cart", "PaymentGateway", "Notification"):
            box = page.locator(f"#context-{near}").bounding_box()
            for start, size in (("x", "width"), ("y", "height")):
                assert room[start] <= box[start], (near, box)
                assert box[start] + box[size] <= room[start] + room[size], (near, box)
        shot(page, "focus")
        address = page.url
        assert "focus=context-Payment" in address, address
        page.keyboard.press("Escape")
        expect(far).to_have_count(0)
        assert abs(scale(page) - first) < 0.001, "the view is as it was"
        page.go_back()
        expect(far).not_to_have_count(0)
        page.go_back()
        expect(far).to_have_count(0)
        page.go_back()
        expect(page.locator("#page-panel")).to_be_hidden()
        page.go_forward()
        expect(page.locator("#page-panel h2")).to_have_text("Payment")
        page.keyboard.press("Escape")

        page.locator("#page-filter summary").click()
        page.locator("select[name=teams]").select_option("CareTeam")
        lines = page.locator("#page-canvas g[id^=relationship-]:not(.dim)")
        assert lines.count() >= 5, "the lines of the team's contexts to their neighbours"
        dimmed_by_team = dimmed(page)
        address = page.url
        page.goto("about:blank")
        page.goto(address)
        assert dimmed(page) == dimmed_by_team, "a colleague sees the same"
        page.keyboard.press("Control+k")
        expect(page.get_by_role("searchbox")).to_be_focused()


def check_steps(browser: Browser) -> None:
    """What happens in which order: a process is followed on the map."""
    with opened(browser, "shop-to-be") as page:
        bar = page.locator("#page-walk")
        expect(bar).to_be_hidden()
        page.locator("#page-picture").select_option("sagas/buy-cart.svg")
        page.get_by_role("button", name="Follow step by step on the map").click()
        expect(page.locator("#page-picture")).to_have_value("maps/shop.svg")
        expect(bar).to_contain_text("1 of 4")
        expect(bar).to_contain_text("compensated by")
        bright = page.locator("#page-canvas g[id^=context-]:not(.faint)")
        expect(bright).to_have_count(1)
        expect(page.get_by_role("button", name="Previous step")).to_be_disabled()
        page.keyboard.press("Enter")  # "Next step" has the focus
        expect(bar).to_contain_text("2 of 4")
        expect(bright).to_have_count(2)
        expect(page.locator("#page-canvas g[id^=relationship-]:not(.faint)")).not_to_have_count(0)
        shot(page, "steps")
        page.locator("#context-Refund").hover()
        expect(bright).to_have_count(2)
        address = page.url
        page.go_back()
        expect(bar).to_contain_text("1 of 4")
        page.goto("about:blank")
        page.goto(address)
        expect(bar).to_contain_text("2 of 4")
        page.keyboard.press("Escape")
        expect(bar).to_be_hidden()
        expect(page.locator("#page-canvas .faint")).to_have_count(0)


def check_menu(browser: Browser) -> None:
    with opened(browser, "shop-to-be") as page:
        menu = page.locator("#page-menu summary")
        for button, ending in (("SVG", "maps-shop.svg"), ("PNG", "maps-shop.png")):
            menu.click()
            with page.expect_download() as download:
                page.get_by_role("button", name=f"Save diagram as {button}").click()
            assert download.value.suggested_filename == ending
            saved = Path(download.value.path()).read_bytes()
            assert saved.startswith(b"<svg" if button == "SVG" else b"\x89PNG"), saved[:20]
            assert len(saved) > 20_000
        light = page.evaluate(GROUNDS)
        menu.click()
        page.get_by_role("button", name="Switch between light and dark").click()
        dark = page.evaluate(GROUNDS)
        assert not set(light) & set(dark), (light, dark)
        shot(page, "switched")
        page.mouse.wheel(0, -300)
        menu.click()
        page.get_by_role("button", name="Copy link to this view").click()
        expect(page.locator("#page-said")).to_have_text("Link copied")


# ---- For everybody ---------------------------------------------------------------------------------------------------


def check_keyboard(browser: Browser) -> None:
    with opened(browser, "shop-as-is") as page:
        first = scale(page)
        page.keyboard.press("+")
        assert scale(page) > first
        page.keyboard.press("-")
        before = place(page)
        for key in ("ArrowRight", "ArrowDown"):
            page.keyboard.press(key)
        assert place(page)[0] < before[0]
        assert place(page)[1] < before[1]
        page.keyboard.press("0")
        assert abs(scale(page) - first) < 0.001
        page.keyboard.press("/")
        expect(page.get_by_role("searchbox")).to_be_focused()
        reached: list[str] = []
        for _ in range(60):
            page.keyboard.press("Tab")
            reached.append(page.evaluate("document.activeElement.closest('[id]')?.id ?? ''"))
            if reached[-1].startswith("context-"):
                break
        assert "page-stage" in reached, reached
        page.keyboard.press("Enter")
        heading = page.locator("#page-panel h2")
        expect(heading).to_be_focused()
        page.keyboard.press("Tab")
        assert page.evaluate("document.getElementById('page-panel').contains(document.activeElement)")
        page.keyboard.press("Escape")
        expect(page.locator("#page-panel")).to_be_hidden()
        assert page.evaluate("document.activeElement.closest('[id]').id") == reached[-1]
        page.locator("#page-filter summary").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        expect(page.locator("#page-filter summary")).to_be_focused()


def check_screen_reader(browser: Browser) -> None:
    with opened(browser, "shop-to-be") as page:
        for role in ("banner", "main", "search"):
            expect(page.get_by_role(role)).to_have_count(1)
        page.locator("#page-filter summary").click()
        page.locator("#context-Payment a").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("complementary")).to_have_count(1)
        expect(page.get_by_role("link", name="Payment", exact=True).first).to_be_visible()
        told = page.locator("body").aria_snapshot()
        roles = ("- button", "- link", "- combobox", "- textbox")
        nameless = [line for line in told.splitlines() if line.strip() in roles]
        assert not nameless, nameless
        expect(page.locator("#page-said")).to_have_attribute("aria-live", "polite")


def check_sizes(browser: Browser) -> None:
    for width, height in ((320, 640), (768, 1024), (3840, 2160)):
        for name in ("shop-to-be", "tests-hostile-texts"):
            with opened(browser, name, {"width": width, "height": height}) as page:
                summaries = ("#page-filter summary", "#page-menu summary")
                for control in ("#page-picture", "#page-query", *summaries, ".button", "#page-zoom button >> nth=2"):
                    box = page.locator(control).bounding_box()
                    assert box, control
                    assert box["x"] >= 0, (control, box)
                    assert box["x"] + box["width"] <= width, (control, box)
                    assert box["height"] >= 36, (control, box)
                assert page.evaluate(WAY_OUT) == 0
                shot(page, f"{name}-{width}")
                page.locator("#page-filter summary").click()
                box = page.locator("#page-filters").bounding_box()
                assert box["x"] >= 0, box
                assert box["x"] + box["width"] <= width, box
                page.keyboard.press("Escape")
                page.locator("#page-menu summary").click()
                box = page.locator("#page-menu > div").bounding_box()
                assert box["x"] >= 0, box
                assert box["x"] + box["width"] <= width, box
                page.keyboard.press("Escape")
                page.locator(".button").click()
                expect(page.locator("#page-panel h2")).to_be_visible()
                assert page.evaluate(WAY_OUT) == 0
                wide = page.evaluate(STICKING_OUT)
                assert not wide, (name, width, wide[:3])
                shot(page, f"{name}-{width}-overview")


def check_dark_and_still(browser: Browser) -> None:
    grounds = []
    for scheme in ("light", "dark"):
        with opened(browser, "shop-zh-to-be", color_scheme=scheme, reduced_motion="reduce") as page:
            shot(page, f"zh-{scheme}")
            page.locator("g[id^=context-] a").first.click()
            shot(page, f"zh-{scheme}-panel")
            grounds.append(page.evaluate(GROUNDS))
            page.get_by_role("button", name="Zoom in").click()
            assert page.evaluate("getComputedStyle(document.getElementById('page-canvas')).transitionDuration") == "0s"
    assert grounds[0][0] != grounds[1][0], grounds
    assert grounds[0][1] != grounds[1][1], grounds


def check_paper(browser: Browser) -> None:
    for scheme in ("light", "dark"):
        with opened(browser, "shop-as-is", color_scheme=scheme) as page:
            page.locator("#context-Cart a").click()
            page.emulate_media(media="print")
            for hidden in ("header", "#page-zoom", "#page-close"):
                expect(page.locator(hidden)).to_be_hidden()
            shot(page, f"paper-{scheme}")
            paper = page.pdf(
                path=SHOTS / f"paper-{scheme}.pdf" if SHOTS else None, landscape=True, print_background=True
            )
            assert paper.startswith(b"%PDF")
            assert 2 <= paper.count(b"/Type /Page\n") + paper.count(b"/Type /Page ") <= 8, "pages"


def check_frame(browser: Browser) -> None:
    frame = BUILT / "frame" / "map.html"
    frame.parent.mkdir(exist_ok=True)
    frame.write_text(FRAME)
    for source in ("src", "srcdoc"):
        use_framed(browser, frame, source)


def use_framed(browser: Browser, frame: Path, source: str) -> None:
    """The page in a frame that is given its address, or its text."""
    context = browser.new_context(viewport=SCREEN)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(frame.as_uri())
    target = BUILT / "shop-as-is" / "map.html"
    value = target.as_uri() if source == "src" else target.read_text("utf-8")
    page.evaluate("([name, value]) => document.querySelector('iframe').setAttribute(name, value)", [source, value])
    inner = page.frame_locator("iframe")
    inner.locator("#context-Cart a").click()
    expect(inner.locator("#page-panel h2")).to_have_text("Cart")
    inner.get_by_role("button", name="Close details").click()
    inner.get_by_role("searchbox").fill("refund")
    inner.get_by_role("searchbox").press("Enter")
    expect(inner.locator("#page-panel h2")).to_contain_text("Refund")
    assert not said, (source, said)
    context.close()


# ---- Harm and load ---------------------------------------------------------------------------------------------------


def check_hostile_texts(browser: Browser) -> None:
    for name in ("tests-hostile-texts", "tests-nasty-names"):
        with opened(browser, name) as page:
            title = page.title()
            paths = page.locator("#page-picture option").evaluate_all("all => all.map(each => each.value)")
            targets = page.evaluate(f"{DATA}.entries.map(each => each[3])")
            for target in [*paths, *targets, "index.md"]:
                page.evaluate("target => (location.hash = target)", target)
                page.wait_for_timeout(20)
            page.get_by_role("searchbox").fill("<")
            for thing in page.locator("#page-canvas [role=button]").all()[:30]:
                thing.dispatch_event("click")
            page.locator("#page-picture").select_option(paths[0])
            page.locator("#page-filter summary").click()
            for box in page.locator("input[name=fold]").all():
                box.check()
            page.wait_for_timeout(200)
            assert page.evaluate("window.harmed") is None
            assert page.title() == title
            strange = page.evaluate(STRANGE)
            assert strange == 1, strange  # our own script
            links = page.evaluate(LINKS)
            ours = ("#", "http://", "https://", "mailto:", "openapi/", "asyncapi/")
            assert all(link.startswith(ours) for link in links), links
            shot(page, name)
    with opened(browser, "tests-hostile-texts") as page:
        page.locator("#context-Quotes a").click()
        panel = page.locator("#page-panel")
        expect(panel).to_contain_text("&lt;script&gt;window.harmed=6&lt;/script&gt; &#60;b&#62; &amp;amp;")
        expect(panel).to_contain_text("javascript:window.harmed=9")
        expect(page.locator("#page-canvas")).to_contain_text("$title ${data} {{7*7}} <%= 1 %> #{x}")


def check_load(browser: Browser) -> None:
    for name, size in (("large", 300), ("wall", 200)):
        with opened(browser, name) as page:
            load(page, name, size)


def load(page: Page, name: str, size: int) -> None:
    """Maps of 200 and 300 contexts open on their overviews."""
    page.reload()
    time = page.evaluate(TIMES)
    print(f"  {size} contexts, {(BUILT / name / 'map.html').stat().st_size / 1e6:.1f} MB: open after {time:.0f} ms")
    shot(page, name)
    assert page.evaluate(f"Object.keys({DATA}.contexts).length") == size
    print(f"  panning, all of it in sight: {frames(page)}")
    for _ in range(6):
        page.keyboard.press("+")
    page.wait_for_timeout(500)
    print(f"  panning, close to it: {frames(page)}")
    shot(page, f"{name}-near")
    page.get_by_role("searchbox").fill(f"Context{size - 1}")
    page.keyboard.press("Enter")
    expect(page.locator("#page-panel h2")).to_have_text(f"Context{size - 1}")
    expect(page.locator("#page-canvas .found")).not_to_have_count(0)


def frames(page: Page) -> str:
    """How long frames take while the picture is dragged about."""
    page.evaluate(RECORD)
    page.mouse.move(700, 450)
    page.mouse.down()
    for step in range(120):
        page.mouse.move(700 + step % 60 * 5, 450 + step % 30 * 5)
        page.wait_for_timeout(8)
    page.mouse.up()
    at = page.evaluate("(at => { window.at = null; return at; })(window.at)")
    taken = sorted(b - a for a, b in pairwise(at[1:]))
    assert len(taken) > 30, taken
    middle, slow = taken[len(taken) // 2], taken[len(taken) * 95 // 100]
    return f"{len(taken)} frames, median {middle:.1f} ms, 95th percentile {slow:.1f} ms"


# ---- Run -------------------------------------------------------------------------------------------------------------


def main() -> int:
    checks: dict[str, Callable[[Browser], None]] = {
        name: f for name, f in globals().items() if name.startswith("check_")
    }
    failed = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name, check in checks.items():
            try:
                check(browser)
            except Exception:  # whatever it is, the others are still of interest
                failed += 1
                traceback.print_exc()
                print(f"failed: {name}")
            else:
                print(f"ok: {name.removeprefix('check_').replace('_', ' ')}")
        browser.close()
    print(f"{len(checks)} checks of the page in a browser, {failed} failed")
    return 1 if failed or not checks else 0


if __name__ == "__main__":
    sys.exit(main())
