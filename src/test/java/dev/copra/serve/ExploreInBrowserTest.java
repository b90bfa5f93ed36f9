package dev.copra.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.coco.Messages;
import dev.copra.gallery.GalleryRequest;
import dev.copra.io.Input;
import dev.copra.testdata.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The page of {@code copra explore} as a browser shows it. */
@Tag("slow")
class ExploreInBrowserTest {
    @TempDir
    Path folder;

    @Test
    void imagesComeWhenTheyAreAskedFor() throws IOException {
        Path scenes = Path.of("testdata/scenes");
        GalleryRequest request = new GalleryRequest(
                Input.file(scenes.resolve("instances.json")),
                List.of(),
                null,
                scenes.resolve("images"),
                null,
                1 << 24,
                2);
        try (Browser browser = Browser.start(folder.resolve("profile"));
                Explorer explorer = Explorer.start(request, "scenes", 0, Messages.none())) {
            String address = explorer.address().toString();
            browser.requests();
            browser.open(address);
            assertEquals(20, browser.findAll(".tile").size());
            assertTrue(browser.findAll("main section").size() >= 5);
            browser.await("return [...document.querySelectorAll('.tile img')].slice(0, 4)"
                    + ".every(img => img.complete && img.naturalWidth > 0)");
            browser.run("document.querySelector('.tile').click()");
            browser.await("return viewer.picture !== null && viewer.picture.naturalWidth === viewer.image.w");
            browser.type(Keys.ARROW_RIGHT);
            browser.await("return viewer.image.at === 1 && viewer.picture !== null");
            browser.type(Keys.ESCAPE);
            browser.run("document.querySelector('#categories [data-choose-category]').click()");
            browser.await("return /^\\d+ images? of 20$/.test(document.getElementById('count').textContent)");
            browser.assertQuiet();
            List<String> elsewhere = browser.requests().stream()
                    .filter(request1 -> !request1.startsWith(address))
                    .toList();
            assertEquals(List.of(), elsewhere);
        }
    }

    /** More images than a page has at a time come as they are reached; the sections below stay where they are. */
    @Test
    void manyImagesComeBatchByBatch() throws IOException {
        List<String> images = new ArrayList<>();
        for (int i = 1; i <= 500; i++) {
            images.add("{\"id\": " + i + ", \"file_name\": \"" + i + ".jpg\", \"width\": 64, \"height\": 48}");
        }
        Path document = folder.resolve("many.json");
        Files.writeString(
                document, "{\"images\": [" + String.join(",", images) + "], \"categories\": [], \"annotations\": []}");
        GalleryRequest request = new GalleryRequest(Input.file(document), List.of(), null, null, null, 1 << 24, 2);
        try (Browser browser = Browser.start(folder.resolve("profile"));
                Explorer explorer = Explorer.start(request, "many", 0, Messages.none())) {
            browser.open(explorer.address().toString());
            browser.run("document.getElementById('categories').scrollIntoView()");
            int before = browser.findAll(".tile").size();
            assertTrue(before < 500, before + " tiles");
            browser.run("document.querySelectorAll('.tile')[0].click()");
            browser.run("viewer.show(gallery, gallery.images.length - 1)");
            browser.type(Keys.ARROW_RIGHT);
            browser.await("return viewer.index === arguments[0]", before);
            browser.type(Keys.ESCAPE);
            browser.run("document.getElementById('sentinel').scrollIntoView()");
            browser.await("return document.querySelectorAll('.tile').length > arguments[0]", before + 60);
            browser.assertQuiet();
        }
    }
}
