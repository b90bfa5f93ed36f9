package dev.copra.gallery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.coco.Messages;
import dev.copra.io.Input;
import dev.copra.mask.Rle;
import dev.copra.report.page.GalleryImage;
import dev.copra.report.page.PageWriter;
import dev.copra.testdata.Browser;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The page of {@code copra report} as a browser shows it, opened from the disk. */
@Tag("slow")
class ReportInBrowserTest {
    private static final Path SCENES = Path.of("testdata/scenes");
    private static final String EVIL =
            "</script><script>document.title='broken'</script><img src=x onerror=document.title='broken'>";

    @TempDir
    static Path folder;

    private static Browser browser;
    private static ReportPage scenes;
    private static String address;

    @BeforeAll
    static void writePages() throws IOException {
        browser = Browser.start(folder.resolve("profile"));
        Path results = folder.resolve("results.json");
        Files.writeString(results, results());
        scenes = page(SCENES.resolve("instances.json"), List.of(results), SCENES.resolve("images"), "scenes.html");
        address = folder.resolve("scenes.html").toUri().toString();
    }

    @AfterAll
    static void stop() throws IOException {
        if (browser != null) {
            browser.close();
        }
    }

    private static ReportPage page(Path document, List<Path> results, Path images, String name) throws IOException {
        PageWriter writer = new PageWriter();
        GalleryRequest request = new GalleryRequest(
                Input.file(document), results.stream().map(Input::file).toList(), null, images, null, 1 << 26, 2);
        ReportPage page = ReportPage.of(request, name, 100, 4_000_000, writer, Messages.none());
        try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
            page.write(writer, out);
        }
        return page;
    }

    /** Boxes, every third a little aside, every fifth of another category, some left out. */
    private static String results() throws IOException {
        List<String> lines = new ArrayList<>();
        try (GalleryFiles files = GalleryFiles.open(
                Input.file(SCENES.resolve("instances.json")), List.of(), Integer.MAX_VALUE, Messages.none())) {
            List<Map<String, Object>> categories = new ArrayList<>();
            GalleryReader reader = new GalleryReader(files, GalleryFindings.NONE, GalleryMatches.NONE);
            int n = 0;
            for (int at = 0; at < files.size(); at++) {
                GalleryImage image = reader.image(at);
                for (GalleryImage.Shape shape : image.shapes()) {
                    n++;
                    if (n % 7 == 0) {
                        continue;
                    }
                    double[] b = shape.box();
                    long category = files.layers()
                            .get(0)
                            .categories()
                            .get(n % 5 == 0 ? 0 : shape.category())
                            .id("id")
                            .number();
                    lines.add(String.format(
                            java.util.Locale.ROOT,
                            "{\"image_id\": %s, \"category_id\": %d, \"bbox\": [%f, %f, %f, %f], \"score\": %.2f}",
                            image.id(),
                            category,
                            b[0] + (n % 3 == 0 ? b[2] * .3 : 0),
                            b[1],
                            b[2],
                            b[3],
                            .3 + n % 60 / 100.0));
                }
            }
        } catch (dev.copra.coco.AnnotationException e) {
            throw new IOException(e);
        }
        return "[" + String.join(",\n", lines) + "]";
    }

    private static void openFirst() {
        browser.run("document.querySelectorAll('.tile')[0].click()");
        browser.await(
                "return viewer.image && viewer.canvas.dataset.drawn && viewer.canvas.dataset.drawn.startsWith(viewer.image.at + ' ')");
    }

    @Test
    void opensFromTheDiskWithoutARequestOrAComplaint() {
        browser.requests();
        browser.open(address);
        openFirst();
        browser.await("return viewer.picture !== null");
        browser.type(Keys.ESCAPE);
        browser.run("scrollTo(0, 0)");
        browser.assertQuiet();
        assertEquals(List.of(address), browser.requests());
        assertEquals(20, browser.findAll(".tile img[alt]").size());
        assertTrue(browser.findAll(".plot canvas").size() >= 8);
        assertEquals(
                "[]",
                browser.run("return JSON.stringify([...document.querySelectorAll('[data-chart]')]"
                        + ".filter(place => !place.querySelector('canvas')).map(place => place.dataset.chart))"));
    }

    @Test
    void filtersChooseAsTheColumnsDo() throws IOException {
        browser.open(address);
        try (GalleryFiles files = GalleryFiles.open(
                Input.file(SCENES.resolve("instances.json")),
                List.of(Input.file(folder.resolve("results.json"))),
                Integer.MAX_VALUE,
                Messages.none())) {
            GalleryRequest request = new GalleryRequest(
                    Input.file(SCENES.resolve("instances.json")),
                    List.of(Input.file(folder.resolve("results.json"))),
                    null,
                    SCENES.resolve("images"),
                    null,
                    1 << 26,
                    2);
            Examination said = Examination.of(request, files, Messages.none());
            GalleryColumns columns = GalleryColumns.read(files, said.findings(), said.matches(), 2);
            Random random = new Random(7);
            for (int round = 0; round < 300; round++) {
                Map<String, String> words = filter(
                        random,
                        files.categories().size(),
                        said.findings().codes().size());
                List<Long> expected = IntStream.of(columns.select(GalleryFilter.of(words)))
                        .mapToObj(Long::valueOf)
                        .toList();
                Object seen = browser.runLater(
                        "const [words, done] = arguments;"
                                + "source.query({category: '', size: '', outcome: '', scoreFrom: '', scoreTo: '', iouFrom: '',"
                                + " iouTo: '', finding: '', name: '', order: '', ...words}, 0, 1000)"
                                + ".then(found => done(found.images.map(image => image.at)));",
                        words);
                assertEquals(expected, seen, words.toString());
            }
        }
    }

    private static Map<String, String> filter(Random random, int categories, int findings) {
        Map<String, String> words = new java.util.TreeMap<>();
        if (random.nextInt(2) == 0) {
            words.put("category", Integer.toString(random.nextInt(categories)));
        }
        if (random.nextInt(3) == 0) {
            words.put("size", List.of("small", "medium", "large").get(random.nextInt(3)));
        }
        if (random.nextInt(3) == 0) {
            words.put("outcome", List.of("tp", "fn", "fp").get(random.nextInt(3)));
        }
        for (String bound : List.of("scoreFrom", "scoreTo", "iouFrom", "iouTo")) {
            if (random.nextInt(5) == 0) {
                words.put(bound, random.nextInt(100) + ".5e-2");
            }
        }
        if (findings > 0 && random.nextInt(6) == 0) {
            words.put("finding", Integer.toString(random.nextInt(findings)));
        }
        if (random.nextInt(6) == 0) {
            words.put("name", Integer.toString(random.nextInt(10)));
        }
        words.put("order", List.of("", "many", "iou").get(random.nextInt(3)));
        return words;
    }

    @Test
    void theFormOfTheFiltersWorks() {
        browser.open(address);
        browser.run("const form = document.getElementById('filters').elements; form.outcome.value = 'fn';"
                + "form.outcome.dispatchEvent(new Event('input', {bubbles: true}))");
        browser.await("return document.getElementById('count').textContent.endsWith(' of 20')");
        int chosen = browser.findAll(".tile").size();
        assertTrue(chosen > 0 && chosen < 20, chosen + " images");
        browser.find("#filters button[type=reset]").click();
        browser.await("return document.querySelectorAll('.tile').length === 20");
        browser.run("document.querySelector('[data-choose-category]').click()");
        browser.await("return document.querySelectorAll('.tile').length < 20");
        assertNotEquals("", browser.run("return document.getElementById('filters').elements.category.value"));
        browser.run(
                "document.getElementById('filters').elements.name.value = 'no such name';"
                        + "document.getElementById('filters').elements.name.dispatchEvent(new Event('input', {bubbles: true}))");
        browser.await("return !document.getElementById('none').hidden");
        browser.assertQuiet();
    }

    @Test
    void keysMoveThroughTheImages() {
        browser.open(address);
        openFirst();
        browser.type(Keys.ARROW_RIGHT);
        browser.await("return viewer.image.at === 1 && viewer.canvas.dataset.drawn.startsWith('1 ')");
        browser.type(Keys.ARROW_LEFT);
        browser.await("return viewer.image.at === 0 && viewer.canvas.dataset.drawn.startsWith('0 ')");
        double fitted = ((Number) browser.run("return viewer.view.scale")).doubleValue();
        browser.type("+");
        assertEquals(fitted * 1.4, ((Number) browser.run("return viewer.view.scale")).doubleValue(), 1e-9);
        browser.type("0");
        assertEquals(fitted, ((Number) browser.run("return viewer.view.scale")).doubleValue(), 1e-9);
        double y = ((Number) browser.run("return viewer.view.y")).doubleValue();
        browser.type(Keys.ARROW_DOWN);
        assertEquals(y - 60, ((Number) browser.run("return viewer.view.y")).doubleValue(), 1e-9);
        browser.type(Keys.ESCAPE);
        browser.await("return !viewer.dialog.open");
        assertTrue(
                (Boolean)
                        browser.run(
                                "return document.activeElement.classList.contains('tile') || document.activeElement === document.body"));
        browser.assertQuiet();
    }

    @Test
    void thePointerTellsWhatIsUnderIt() {
        browser.open(address);
        openFirst();
        browser.run(
                "const shape = viewer.seen().filter(one => !one.l && maskOf(one, viewer.image)).sort((a, b) => b.a - a.a)[0];"
                        + "window.wanted = shape; const {runs} = maskOf(shape, viewer.image), i = Math.floor(runs.length / 6) * 3;"
                        + "viewer.hover((runs[i] + .5) * viewer.view.scale + viewer.view.x, (runs[i + 1] + .5) * viewer.view.scale + viewer.view.y)");
        assertTrue((Boolean) browser.run("return viewer.marked !== null && !viewer.tip.hidden"));
        assertEquals(
                browser.run(
                        "return viewer.words(viewer.marked) + (viewer.marked.id === undefined ? '' : ' · id ' + viewer.marked.id)"),
                browser.run("return viewer.tip.textContent"));
        browser.run("viewer.hover(-5, -5)");
        assertTrue((Boolean) browser.run("return viewer.tip.hidden"));
    }

    @Test
    void layersGoOnAndOff() {
        browser.open(address);
        openFirst();
        String all = pixels();
        for (String layer : List.of("image", "masks", "outlines", "boxes", "labels")) {
            browser.find("#viewer-layers input[name=" + layer + "]").click();
            awaitPaint();
            String changed = pixels();
            assertNotEquals(all, changed, layer);
            browser.find("#viewer-layers input[name=" + layer + "]").click();
            awaitPaint();
            assertEquals(all, pixels(), layer);
        }
    }

    @Test
    void noNameLiesOverAnother() {
        browser.open(address);
        openFirst();
        String overlaps = (String) browser.run("const bad = []; let names = 0; Object.assign(look, {labels: true});"
                + "const {context} = viewer, fill = context.fillRect; let tags;"
                + "context.fillRect = function (x, y, w, h) { if (h === 17 && w > 3) tags.push([x, y, w]);"
                + " fill.call(context, x, y, w, h); };"
                + "for (const image of data.images) {"
                + " viewer.show({images: data.images, total: data.images.length}, image.at); tags = []; viewer.paint();"
                + " names += tags.length;"
                + " tags.forEach(([x, y, w], i) => { if (x < 0 || x + w > viewer.canvas.width + 1) bad.push(image.file);"
                + "  if (tags.slice(0, i).some(([a, b, c]) => x < a + c && a < x + w && Math.abs(y - b) < 17))"
                + "   bad.push(image.file); }); }"
                + "return bad.join() + (names > 20 ? '' : ' only ' + names)");
        assertEquals("", overlaps);
    }

    private static void awaitPaint() {
        browser.runLater(
                "const done = arguments[0]; const look = () => viewer.waiting ? requestAnimationFrame(look) : done();"
                        + "requestAnimationFrame(look)");
    }

    private static String pixels() {
        return (String) browser.run("return viewer.canvas.toDataURL()");
    }

    /** On the canvas, pixel by pixel: each mask alone, in the size of the image. */
    @Test
    void masksAreThoseOfTheirRuns() {
        browser.open(address);
        int masks = 0;
        for (GalleryImage image : scenes.images()) {
            List<GalleryImage.Shape> shapes = image.shapes();
            browser.run("viewer.show({images: data.images, total: data.images.length}, arguments[0])", image.at());
            browser.run(
                    "Object.assign(look, {image: false, outlines: false, boxes: false, points: false, opacity: 1}); viewer.whole()");
            for (int s = 0; s < shapes.size(); s++) {
                if (shapes.get(s).counts() == null) {
                    continue;
                }
                // the pointer may stand on an instance, which then has an outline
                String bits = (String) browser.run(
                        "viewer.marked = null;"
                                + "viewer.seen = () => [viewer.image.shapes[arguments[0]]]; viewer.paint();"
                                + "const {x, y} = viewer.view, {w, h} = viewer.image;"
                                + "const seen = viewer.context.getImageData(0, 0, viewer.canvas.width, viewer.canvas.height);"
                                + "let bits = '', outside = 0;"
                                + "for (let i = 0; i < w; i++) for (let j = 0; j < h; j++)"
                                + "  bits += seen.data[((y + j) * seen.width + x + i) * 4 + 3] ? '1' : '0';"
                                + "for (let i = 3; i < seen.data.length; i += 4) outside += seen.data[i] ? 1 : 0;"
                                + "return bits + ' ' + outside",
                        s);
                Rle mask =
                        Rle.parse(image.height(), image.width(), shapes.get(s).counts());
                StringBuilder expected = new StringBuilder();
                for (byte pixel : mask.toDense()) {
                    expected.append(pixel);
                }
                expected.append(' ').append(mask.area());
                // hundreds of thousands of pixels are no message
                assertTrue(
                        expected.toString().equals(bits),
                        image.file() + ", instance " + shapes.get(s).id());
                masks++;
            }
        }
        assertTrue(masks > 100, masks + " masks");
    }

    /** On the canvas: there is a line along each side of a turned box, and none along the upright box around it. */
    @Test
    void turnedBoxesAreDrawnAsTheyStand() throws IOException {
        Path document = folder.resolve("turned.json");
        Files.writeString(document, """
                {"images": [{"id": 1, "file_name": "a.png", "width": 100, "height": 80}],
                "categories": [{"id": 1, "name": "ship"}],
                "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "obb": [50, 10, 80, 40, 50, 70, 20, 40]}]}
                """);
        page(document, List.of(), null, "turned.html");
        browser.open(folder.resolve("turned.html").toUri().toString());
        openFirst();
        for (boolean boxes : new boolean[] {true, false}) {
            browser.run(
                    "Object.assign(look, {image: false, masks: !arguments[0], outlines: false, boxes: arguments[0], labels: false});"
                            + "viewer.marked = null; viewer.whole(); viewer.paint()",
                    boxes);
            for (int[] side : new int[][] {{65, 25}, {65, 55}, {35, 55}, {35, 25}}) {
                assertTrue(isDrawn(side), Arrays.toString(side));
            }
            for (int[] around : new int[][] {{30, 10}, {70, 10}, {80, 20}, {80, 60}, {30, 70}, {20, 60}, {50, 40}}) {
                assertFalse(isDrawn(around), Arrays.toString(around));
            }
        }
        assertTrue(isHit(50, 40));
        assertTrue(isHit(34, 40));
        assertFalse(isHit(25, 15));
        assertFalse(isHit(75, 65));
    }

    /** Whether the canvas has something in a pixel of the image or one beside it, as large as it is stored. */
    private static boolean isDrawn(int[] pixel) {
        return (Boolean) browser.run(
                "const {x, y} = viewer.view, ratio = devicePixelRatio;"
                        + "return viewer.context.getImageData(x * ratio + arguments[0] - 1, y * ratio + arguments[1] - 1, 3, 3)"
                        + ".data.some((value, i) => i % 4 === 3 && value > 0)",
                pixel[0], pixel[1]);
    }

    /** Whether the pointer finds an instance at a place in the image. */
    private static boolean isHit(int x, int y) {
        return (Boolean) browser.run(
                "const {view} = viewer; viewer.hover(view.x + arguments[0] * view.scale, view.y + arguments[1] * view.scale);"
                        + "return viewer.marked !== null",
                x,
                y);
    }

    /** Masks that drawn scenes do not have: none of the pixels, all of them, single ones, many columns, noise. */
    @Test
    void allRunsAreRead() {
        browser.open(address);
        Random random = new Random(5);
        for (int round = 0; round < 60; round++) {
            int height = 1 + random.nextInt(40);
            int width = 1 + random.nextInt(40);
            byte[] dense = new byte[height * width];
            int share = random.nextInt(5);
            for (int i = 0; i < dense.length; i++) {
                dense[i] = (byte) (share == 4 || random.nextInt(4) < share ? 1 : 0);
            }
            Rle mask = Rle.ofDense(dense, height, width);
            String seen = (String) browser.run(
                    "const [counts, height, width] = arguments; const mask = decodeMask(counts, height);"
                            + "const bits = new Uint8Array(height * width);"
                            + "if (!mask.empty) { const bitmap = maskBitmap(mask, '#ff0000');"
                            + "  const seen = bitmap.getContext('2d').getImageData(0, 0, bitmap.width, bitmap.height);"
                            + "  for (let x = 0; x < bitmap.width; x++) for (let y = 0; y < bitmap.height; y++)"
                            + "    bits[(x + mask.box.left) * height + y + mask.box.top] = seen.data[(y * bitmap.width + x) * 4 + 3] ? 1 : 0;"
                            + "  maskOutline(mask); }"
                            + "let text = ''; for (const bit of bits) text += String.fromCharCode(bit); return btoa(text)",
                    mask.toCountsString(),
                    height,
                    width);
            assertArrayEquals(dense, Base64.getDecoder().decode(seen));
        }
    }

    @Test
    void tablesSortAndFind() {
        browser.open(address);
        browser.run(
                "window.table = document.querySelector('#categories .table'); window.cells = column =>"
                        + " [...table.tBodies ? [] : table.querySelectorAll('tbody tr')].map(row => row.cells[column].textContent)");
        browser.run("table.querySelectorAll('thead button')[1].click()");
        assertEquals("descending", browser.run("return table.querySelectorAll('thead th')[1].ariaSort"));
        assertTrue((Boolean)
                browser.run("const all = cells(1).map(Number); return all.every((n, i) => !i || all[i - 1] >= n)"));
        browser.run("table.querySelectorAll('thead button')[0].click()");
        assertTrue((Boolean) browser.run(
                "const all = cells(0); return all.every((n, i) => !i || all[i - 1].localeCompare(n) <= 0)"));
    }

    @Test
    void hostileNamesStayText() throws IOException {
        Path document = folder.resolve("evil.json");
        String evil = EVIL.replace("\\", "\\\\").replace("\"", "\\\"");
        Files.writeString(
                document,
                "{\"images\": [{\"id\": \"" + evil + "\", \"file_name\": \"" + evil
                        + "\", \"width\": 40, \"height\": 30}],"
                        + "\"categories\": [{\"id\": 1, \"name\": \"<script>document.title='broken'</script>\"}, {\"id\": 2, \"name\": \""
                        + evil
                        + "\"}], \"annotations\": [{\"id\": \"" + evil + "\", \"image_id\": \"" + evil
                        + "\", \"category_id\": 2, \"bbox\": [1, 2, 900, 5], \"area\": 50, \"iscrowd\": 0},"
                        + "{\"id\": 8, \"image_id\": \"" + evil
                        + "\", \"category_id\": 1, \"bbox\": [1, 2, 9, 5], \"area\": 45, \"iscrowd\": 0}]}");
        ReportPage page = page(document, List.of(), folder, "evil.html");
        assertEquals(1, page.shown());
        browser.open(folder.resolve("evil.html").toUri().toString());
        openFirst();
        browser.await("return document.querySelectorAll('#viewer-shapes button').length === 2");
        browser.run(
                "viewer.mark(viewer.image.shapes[0]); viewer.hover(viewer.view.x + 3 * viewer.view.scale, viewer.view.y + 4 * viewer.view.scale)");
        assertEquals("evil.html", browser.driver().getTitle());
        assertEquals(2L, browser.run("return document.scripts.length"));
        assertEquals(0L, browser.run("return document.querySelectorAll('img[src=x]').length"));
        assertEquals(EVIL, browser.run("return document.getElementById('viewer-name').textContent"));
        assertTrue((Boolean)
                browser.run("return document.querySelector('#categories').textContent.includes(arguments[0])", EVIL));
        browser.assertQuiet();
        assertFalse(Files.readString(folder.resolve("evil.html")).contains(EVIL));
    }

    @Test
    void aPhoneNeedsNoScrollingAside() {
        browser.look(380, 800, true);
        try {
            browser.open(address);
            assertEquals(
                    0L,
                    browser.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth"));
            assertEquals(
                    "[]",
                    browser.run("return JSON.stringify([...document.querySelectorAll('[data-chart]')].filter(place => {"
                            + "const titles = [...place.querySelectorAll('.axis')], frame = place.getBoundingClientRect();"
                            + "return titles.length < 1 + place.querySelectorAll('.uplot').length || titles.some(title =>"
                            + "!title.textContent || title.scrollWidth > title.clientWidth"
                            + "|| title.getBoundingClientRect().right > frame.right + 1);"
                            + "}).map(place => place.dataset.chart))"));
            openFirst();
            assertEquals(0L, browser.run("return viewer.dialog.scrollWidth - viewer.dialog.clientWidth"));
            browser.assertQuiet();
        } finally {
            browser.look(1400, 1000, false);
        }
    }

    /** By the rule of WCAG: 4.5 for text. */
    @Test
    void textIsToldFromItsGround() {
        for (boolean dark : new boolean[] {false, true}) {
            browser.look(1400, 1000, dark);
            browser.open(address);
            for (String color :
                    List.of("--text", "--muted", "--accent", "--error", "--warning", "--info", "--good", "--bad")) {
                for (String ground : List.of("--back", "--surface")) {
                    double contrast = ((Number) browser.run(
                                    "const light = name => { const c = cssColor(name).slice(1); const full = c.length === 3 ? [...c].map(d => d + d).join('') : c;"
                                            + " const [r, g, b] = [0, 2, 4].map(i => parseInt(full.slice(i, i + 2), 16) / 255)"
                                            + ".map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };"
                                            + "const [a, b] = [light(arguments[0]), light(arguments[1])].sort((p, q) => q - p); return (a + .05) / (b + .05)",
                                    color,
                                    ground))
                            .doubleValue();
                    assertTrue(contrast >= 4.5, color + " on " + ground + (dark ? ", dark: " : ", light: ") + contrast);
                }
            }
        }
        browser.look(1400, 1000, false);
    }
}
