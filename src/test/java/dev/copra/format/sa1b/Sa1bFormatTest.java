package dev.copra.format.sa1b;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.copra.coco.id.Id;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Ledger;
import dev.copra.dataset.Region;
import dev.copra.format.Formats;
import dev.copra.format.Sample;
import dev.copra.format.contract.Probe;
import dev.copra.format.contract.ReadOptions;
import dev.copra.mask.Rle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A file with a good and a bad mask, and one that states no image. */
class Sa1bFormatTest {
    @Test
    void goodMasksSurviveBadOnes() throws IOException {
        Path folder = Sample.path("sa1b");
        assertEquals("sa1b", Formats.of(Probe.of(folder)).name());
        List<String> problems = new ArrayList<>();
        List<Instance> instances = new ArrayList<>();
        ReadOptions options = new ReadOptions(
                null,
                null,
                List.of("thing"),
                false,
                1 << 24,
                p -> problems.add(p.where() + " " + p.code()),
                new Ledger());
        var source = new Sa1bFormat().open(folder, options);
        source.read((image, all) -> instances.addAll(all));
        assertEquals("thing", source.catalog().categories().get(0).name());
        assertEquals(1, instances.size());
        Instance instance = instances.get(0);
        assertEquals(Id.of(7), instance.id());
        assertEquals(new Region.Raster(Rle.ofRectangle(10, 10, 3, 2, 4, 5)), instance.region());
        assertEquals(
                List.of("predicted_iou", "stability_score", "crop_box", "point_coords"),
                List.copyOf(instance.extras().keySet()));
        assertEquals(
                List.of(
                        folder.resolve("sa_1.json") + ", annotation 8 rle-size",
                        folder.resolve("sa_2.json") + " sa1b-image"),
                problems);
    }
}
