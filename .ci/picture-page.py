"""What .ci/picture-page does in the browser: a context is chosen; the picture has few colours, so that it is small."""

import sys
from io import BytesIO

from PIL import Image
from playwright.sync_api import sync_playwright

page_file, picture_file = sys.argv[1:]
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
    page = browser.new_page(viewport={"width": 1600, "height": 900}, reduced_motion="reduce")
    page.goto(f"file://{page_file}#contexts/cart.md")
    page.wait_for_timeout(500)
    shot = Image.open(BytesIO(page.screenshot()))
    browser.close()
small = shot.convert("RGB").resize((1280, 720), Image.Resampling.LANCZOS)
small.quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(picture_file, optimize=True)
