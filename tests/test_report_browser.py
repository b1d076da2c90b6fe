"""The report in a real browser: pointer, keyboard and touch, filters, accessibility, security, and how fast it opens.

Skipped where Playwright, axe or a Chromium of the system is missing. `DIPLOTEXT_BROWSER` names another browser;
`DIPLOTEXT_SCREENSHOTS` a folder for pictures to look at.
"""

import os
import shutil
from pathlib import Path

import attrs
import pytest
from tests.conftest import ROOT

from diplotext import Document, Pipeline, report

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install -e '.[dev]'")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
BROWSER = os.environ.get("DIPLOTEXT_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed: apt-get install chromium")

SIZES = {"desktop": (1440, 1000), "phone": (390, 844)}
PUBLISHED = {"planned_talks": "2023-11-20", "sidelines": "2023-03-17", "dateline": "2025-05-05"}
MAX_OPEN_SECONDS = 2
MAX_WAIT_MILLISECONDS = 60_000
FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.fixture(scope="module")
def documents():
    pipeline = Pipeline.of("quotes", "venues", "organizations", "people", "dates")
    folder = ROOT / "examples/articles"
    return [
        pipeline.read((folder / f"{name}.txt").read_text(encoding="utf-8"), id=name, published=day, source={"outlet": "Example Wire"})
        for name, day in PUBLISHED.items()
    ]  # fmt: skip


@pytest.fixture(scope="module")
def pages(documents, tmp_path_factory):
    """The files of a report on one article and of one on several."""
    folder = tmp_path_factory.mktemp("pages")
    report.write(documents[:1], folder / "one.html", considered=True)
    report.write(documents, folder / "many.html")
    return folder


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as started:
        launched = started.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture
def visit(browser):
    """Open a file; at the end nothing may have been reported on the console, asked for, or popped up."""
    contexts, troubles = [], []

    def visit(path, size="desktop", scheme="light", **options):
        width, height = SIZES[size]
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, **options)
        contexts.append(context)
        context.set_default_timeout(MAX_WAIT_MILLISECONDS)
        page = context.new_page()
        page.on("console", lambda message: troubles.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (troubles.append("a dialog"), dialog.dismiss()))
        page.on(
            "request", lambda request: request.url.startswith("file:") or troubles.append(f"request: {request.url}")
        )
        page.goto(Path(path).as_uri())
        if options.get("java_script_enabled", True):
            page.evaluate(FRAMES)  # a browser drops what is clicked before it has painted
        return page

    yield visit
    for context in contexts:
        context.close()
    assert troubles == []


def press(page, button, awaited):
    """Click until `awaited` is seen: on a loaded machine, a browser drops a click now and then."""
    for _ in range(2):
        button.click()
        try:
            page.wait_for_selector(awaited, timeout=MAX_WAIT_MILLISECONDS / 4)
        except playwright.TimeoutError:
            continue
        return
    button.click()
    page.wait_for_selector(awaited)


def violations(page):
    found = axe.Axe().run(page).response["violations"]
    return [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found]


def texts(page, selector):
    return [text.strip() for text in page.locator(selector).all_inner_texts()]


def mark(page, text, kind="speaker"):
    return page.locator(f".current .text a[data-m*=':{kind}']", has_text=text).first


def test_a_click_shows_the_explanation(visit, pages):
    page = visit(pages / "one.html")
    assert page.locator("#why-help").is_visible()
    page.locator(".text a.k-cue", has_text="said").first.click()
    shown = page.locator("#why").inner_text()
    for part in (
        "Why statement",
        "Rule",
        "quote.",
        "Precision",
        "Words that matched",
        "cue",
        "foreign minister",
        "Records of the gazetteer",
    ):
        assert part in shown, part
    assert page.locator(".m.lit").count() > 1
    page.locator("#why-close").click()
    assert page.locator("#why-help").is_visible()
    assert page.locator(".m.lit").count() == 0


def test_hovering_previews_and_a_click_keeps(visit, pages):
    page = visit(pages / "one.html")
    page.locator(".text a.k-meeting").first.hover()
    assert "Why meeting" in page.locator("#why").inner_text()
    page.locator(".text a.k-time").first.hover()
    assert "Why time" in page.locator("#why").inner_text()
    page.locator(".text a.k-time").first.click()
    page.locator(".text a.k-meeting").first.hover()
    assert "Why time" in page.locator("#why").inner_text()


def test_what_was_considered_and_rejected_is_shown(visit, pages):
    page = visit(pages / "one.html")
    page.locator(".text a.k-meeting").first.click()
    assert "Considered and rejected" in page.locator("#why").inner_text()


def test_the_keyboard_alone(visit, pages):
    page = visit(pages / "one.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for _ in range(2):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.text a[data-m]')")
    assert page.locator("#why.shown").count() == 1
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "why-h"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('.text a[data-m]')")
    assert page.locator("#why.shown").count() == 0


def test_every_mark_can_be_reached_by_keyboard(visit, pages):
    page = visit(pages / "one.html")
    reached = page.evaluate(
        """() => { const all = new Set(), open = new Set();
        for (const piece of document.querySelectorAll('.text [data-m]')) {
          for (const mark of piece.dataset.m.split(' ')) { all.add(mark.split(':')[0]); if (piece.tagName === 'A') open.add(mark.split(':')[0]); }
        } return [all.size, open.size]; }"""
    )
    assert reached[0] == reached[1] > 20


def test_next_and_previous(visit, pages):
    page = visit(pages / "one.html")
    page.locator(".text a.k-meeting").first.click()
    seen = [page.locator("#why-h").inner_text()]
    for button in ("#why-next", "#why-next", "#why-prev", "#why-prev"):
        page.locator(button).click()
        seen.append(page.locator("#why-h").inner_text())
    assert seen[0] == seen[4]
    assert seen[1] == seen[3]
    assert len(set(seen)) == 3


def test_tables_lead_to_the_text_and_back(visit, pages):
    page = visit(pages / "one.html")
    link = page.locator("tr[data-a] .in").nth(2)
    said = link.inner_text()
    press(page, link, "#why.pinned")
    assert said[:20] in page.locator("#why").inner_text()
    press(page, page.locator("#why .torow").first, "tr.on")
    assert said in page.locator("tr.on").inner_text()
    press(page, page.locator("#why .ref").first, "tr.on[id*=person]")
    assert page.locator("tr.on").is_visible(), "the list of names is opened"


def test_filter_by_speaker(visit, pages):
    page = visit(pages / "one.html")
    everything = page.locator("tr[data-a]:visible").count()
    page.locator("#f-speaker").select_option(label="Abena Mensah")
    speakers = texts(page, "section[data-kind=statement] tbody tr:visible th")
    assert speakers
    assert all(text.startswith("Abena Mensah") for text in speakers)
    assert page.locator("#f-count").inner_text().startswith(f"{len(speakers)} statement")
    assert page.locator(".text .off").count() > 5
    assert page.locator(".text .off").first.evaluate("piece => getComputedStyle(piece).textDecorationLine") == "none"
    page.locator("button[type=reset]").click()
    page.wait_for_function("document.querySelectorAll('.text .off').length === 0")
    assert page.locator("tr[data-a]:visible").count() == everything


def test_filter_by_party_and_kind(visit, pages):
    page = visit(pages / "many.html")
    page.evaluate("location.hash = '#a1'")
    page.locator("#f-party").select_option(label="Ghana")
    assert all(
        "Mensah" in text or "Ghana" in text
        for text in texts(page, ".current section[data-kind=statement] tbody tr:visible")
    )
    assert page.locator("nav.list li:visible").count() == 2, "the overview and the one article with that party"
    page.locator("#f-party").select_option("")
    page.locator("input[value=statement]").uncheck()
    assert page.locator(".current section[data-kind=statement] tbody tr:visible").count() == 0
    assert "0 of" in page.locator(".current section[data-kind=statement] .n").inner_text()
    assert page.locator(".current .text .in").count() == 0


def test_a_link_to_what_a_filter_hides_resets_the_filter(visit, pages):
    page = visit(pages / "one.html")
    page.locator("input[value=meeting]").uncheck()
    page.evaluate("location.hash = '#a1-meeting-1'")
    page.wait_for_selector("tr.on:visible")
    page.wait_for_function("document.querySelector('input[value=meeting]').checked")


def test_several_articles(visit, pages):
    page = visit(pages / "many.html")
    assert page.locator("#overview").is_visible()
    assert page.locator(".article:visible").count() == 0
    press(page, page.locator("nav.list a").nth(2), "#a2.current")
    assert page.locator(".part:visible").count() == 1
    assert page.locator("nav.list a[aria-current]").count() == 1
    page.go_back()
    page.wait_for_selector("#overview.current")
    press(page, page.locator("tr[data-pair] .item").first, "tr.on:visible")
    page.go_back()
    page.wait_for_selector("#overview.current")
    page.locator(".timeline a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("tr.on:visible")


def test_filters_reach_the_drawings(visit, pages):
    page = visit(pages / "many.html")
    pairs = page.locator("tr[data-pair]:visible").count()
    page.locator("#f-party").select_option(label="Ghana")
    assert texts(page, "tr[data-pair]:visible th") == ["Ghana – Nigeria"]
    assert pairs > 1
    assert page.locator(".edge:not(.out)").count() == 1


def test_a_day_of_the_calendar_opens(visit, pages):
    page = visit(pages / "many.html")
    page.locator(".full summary").first.click()
    assert page.locator(".full[open] a, .full details[open] a").first.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_no_violation(visit, pages, size, scheme):
    page = visit(pages / "many.html", size, scheme)
    assert violations(page) == []
    page.evaluate("location.hash = '#a1'")
    page.wait_for_selector("#a1.current")
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert violations(page) == []
    press(page, page.locator(".current .text a.k-meeting").first, "#why.pinned")
    assert violations(page) == []
    _picture(page, f"article-{size}-{scheme}")


def test_a_phone_has_a_sheet_and_no_sideways_scrolling(visit, pages):
    page = visit(pages / "one.html", "phone", has_touch=True, is_mobile=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES["phone"][0]
    page.locator(".text a.k-meeting").last.tap()
    page.wait_for_selector("#why.pinned")
    page.wait_for_function(
        """() => { const tapped = [...document.querySelectorAll('.text a.k-meeting')].at(-1);
        const [sheet, mark] = [document.querySelector('#why'), tapped].map((one) => one.getBoundingClientRect());
        return sheet.top > 300 && mark.top >= 0 && mark.bottom < sheet.top; }"""
    )  # the mark is not covered
    page.locator("#why-close").tap()
    assert page.locator("#why.pinned").count() == 0


def test_reflow_at_320_pixels(visit, pages):
    page = visit(pages / "many.html")
    page.set_viewport_size({"width": 320, "height": 640})
    for part in ("#overview", "#a1", "#a2"):
        page.evaluate(f"location.hash = '{part}'")
        page.wait_for_selector(f"{part}.current")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, part


def test_targets_are_large_enough(visit, pages):
    page = visit(pages / "one.html", "phone")
    page.locator(".text a.k-meeting").first.click()
    for button in page.locator("#why button").all():
        box = button.bounding_box()
        assert min(box["width"], box["height"]) >= 24


def test_print_shows_text_and_tables(visit, pages):
    page = visit(pages / "one.html")
    page.emulate_media(media="print")
    assert page.locator(".text").is_visible()
    assert page.locator("section[data-kind=statement]").is_visible()
    assert not page.locator("#why").is_visible()
    assert not page.locator("#filters").is_visible()


def test_without_scripts_everything_is_there(visit, pages):
    page = visit(pages / "many.html", java_script_enabled=False)
    assert page.locator(".article:visible").count() == len(PUBLISHED)
    assert page.locator("#overview").is_visible()
    assert not page.locator("#filters").is_visible()
    assert page.locator("noscript").count() == 1


def test_the_policy_stops_other_scripts_and_styles(browser, pages):
    page = browser.new_page()
    refused = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto((pages / "one.html").as_uri())
    page.evaluate(
        """() => { const add = (tag, text) => { const one = document.createElement(tag); one.textContent = text; document.head.append(one); };
        add('script', 'window.broken = true'); add('style', 'body { color: red }');
        const picture = document.createElement('img'); picture.src = 'https://example.org/x.png'; document.body.append(picture);
        const link = document.createElement('a'); link.href = 'javascript:window.broken = true'; document.body.append(link); link.click(); }"""
    )
    page.wait_for_timeout(300)
    assert page.evaluate("window.broken") is None
    assert len([text for text in refused if "Content Security Policy" in text]) >= 3
    page.close()


HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>\u202eemoclew\u202c </p><style>*{display:none}</style> “<b onclick=alert(1)>We agree,</b>” "
    "said Anna Berg on Monday. مرحبا بالعالم \x00\x1b[2J"
)


def test_an_article_full_of_markup(visit, tmp_path):
    document = Pipeline.of("quotes", "people", "dates").read(
        HOSTILE * 40, id='"><script>alert(2)</script>', title=HOSTILE
    )
    assert document.statements
    report.write([document], tmp_path / "page.html")
    page = visit(tmp_path / "page.html")
    press(page, page.locator(".text a[data-m]").first, "#why.pinned")
    assert page.locator("img, .text script, .text style, .text b").count() == 0
    assert "[U+202E]emoclew[U+202C]" in page.locator(".text").inner_text()
    assert violations(page) == []


@pytest.mark.parametrize(
    "text", ["The minister said that it rained. " * 30_000, "a" * 1_000_000], ids=["paragraph", "word"]
)
def test_a_paragraph_of_a_megabyte_opens(visit, tmp_path, text):
    report.write([Document(text)], tmp_path / "page.html")
    page = visit(tmp_path / "page.html")
    page.evaluate(FRAMES)
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES["desktop"][0]
    assert page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd") < 10_000


def test_a_hundred_articles_open_in_two_seconds(visit, documents, pages, tmp_path):
    hundred = [attrs.evolve(documents[number % len(documents)], id=str(number)) for number in range(100)]
    report.write(hundred, tmp_path / "page.html")
    page = visit(pages / "one.html")
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})  # what other processes do does not count
    page.goto((tmp_path / "page.html").as_uri())
    page.evaluate(FRAMES)
    used = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    took = page.evaluate("performance.now()")
    assert used["TaskDuration"] < MAX_OPEN_SECONDS or took < 1_000 * MAX_OPEN_SECONDS, (used, took)
    assert len(page.locator(".article").all()) == 100


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_pictures(visit, pages, size, scheme):
    page = visit(pages / "many.html", size, scheme)
    assert len(page.screenshot()) > 10_000
    _picture(page, f"overview-{size}-{scheme}")


def _picture(page, name):
    if folder := os.environ.get("DIPLOTEXT_SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png")


@pytest.fixture(scope="module")
def evaluation(tmp_path_factory):
    """The page of an evaluation with everything that it can show."""
    from diplotext.evaluation import Agreement, Bin, Confusion, Corrected, Estimate, Evaluation, Figure
    from diplotext.report import write_evaluation

    one = Estimate(0.8, 0.7, 0.87, 60)
    figures = [Figure("precision", "all", "all", one), Figure("speaker_right", "all", "all", one)]
    figures += [Figure("precision", "rule", f"quote.rule-{n}", one) for n in range(4)]
    confusion = Confusion(
        "mode", ("direct", "mixed"), {"direct": (4, 1), "mixed": (0, 2)}, {"direct": (0.8, 0.2), "mixed": (0, 1)}
    )
    found = Evaluation(
        of="statements",
        unit="record",
        population=1000,
        drawn=60,
        judged=60,
        coders=("anna", "ben"),
        figures=tuple(figures),
        confusions=(confusion,),
        agreements=(Agreement("stated", 0.7, 0.5, 0.9, 0.92, 60, 2), Agreement("mode_is", None, None, None, 1.0, 50, 2)),
        calibration=(Bin("0.70-0.80", 0.74, Estimate(0.6, 0.4, 0.8, 20)), Bin("0.90-0.95", 0.92, one)),
        notes=("nothing is judged of one stratum",),
    )  # fmt: skip
    path = tmp_path_factory.mktemp("evaluation") / "evaluation.html"
    write_evaluation(found, path, [Corrected("mode=direct", 0.4, 0.35, 0.3, 0.4, 0.02, 0.03, 1000, 60)])
    return path


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_an_evaluation_is_accessible_and_fits(visit, evaluation, size, scheme):
    page = visit(evaluation, size, scheme)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0]
    assert page.locator("svg.plot .dot").count() == 2
    _picture(page, f"evaluation-{size}-{scheme}")
