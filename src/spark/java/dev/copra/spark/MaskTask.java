package dev.copra.spark;

import dev.copra.box2mask.MaskEditor;
import dev.copra.box2mask.MaskOptions;
import dev.copra.box2mask.MaskStrategy;
import dev.copra.box2mask.SceneMasks;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoReader;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.Edit;
import dev.copra.coco.ProblemSink;
import dev.copra.coco.Section;
import dev.copra.coco.list.DocumentLists;
import dev.copra.io.Input;
import dev.copra.io.Remedy;
import dev.copra.json.NonFinitePolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import scala.Tuple2;

/**
 * Makes the masks of one image after the other, each as {@code copra mask} makes those of a document with this image alone: no strategy
 * looks from one image at another.
 */
final class MaskTask {
    private final MaskSettings settings;
    private final MaskStrategy strategy;
    private final ImageSource images;
    private final byte[] categories;
    private final String name;
    private final MaskPart part = new MaskPart();

    /**
     * @param images or null for a strategy that looks at none
     * @param categories the list of categories as JSON text
     * @param name of the document, for messages
     */
    MaskTask(MaskSettings settings, MaskStrategy strategy, ImageSource images, byte[] categories, String name) {
        this.settings = settings;
        this.strategy = strategy;
        this.images = images;
        this.categories = categories;
        this.name = name;
    }

    /** What was done so far. */
    MaskPart part() {
        return part;
    }

    /** The annotations of an image with their masks, by position. */
    List<Tuple2<Long, byte[]>> masks(ImageGroup group) throws IOException {
        for (long position : group.broken()) {
            part.annotations(1);
            part.problems.add(
                    new AnnotationException("line-broken", place(position), "this is no JSON object; it is left out"));
        }
        if (group.positions().isEmpty()) {
            return List.of();
        }
        Input document = group.document(name, categories);
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        MaskOptions masks = settings.masks();
        ProblemSink problems = placed(group.positions());
        if (strategy.needsPixels()) {
            SceneMasks scenes = SceneMasks.prepare(
                    document, null, masks, settings.scenes(strategy.needsKnownMasks()), settings.maxPixels, problems);
            images.use(
                    group.imageRecords(),
                    store -> part.add(scenes.rewrite(
                            document,
                            strategy,
                            settings.decision(),
                            store,
                            named(part.warnings),
                            named(part.notes),
                            copy,
                            NonFinitePolicy.KEEP)));
        } else {
            MaskEditor editor =
                    new MaskEditor(strategy, masks, DocumentLists.withoutFiles(settings.maxPixels), problems);
            CocoReader.rewrite(document, editor, copy, NonFinitePolicy.KEEP);
            part.add(editor.tally());
        }
        part.add(masks.encoder().loss());
        part.annotations(group.positions().size());
        return records(copy.toByteArray(), group.positions());
    }

    /** Problems with the places that records have in the whole document; those of categories are told by the driver, once. */
    private ProblemSink placed(List<Long> positions) {
        return problem -> {
            if (problem.section() == Section.ANNOTATIONS && problem.index() >= 0) {
                String where =
                        problem.where().replace(place(problem.index()), place(positions.get((int) problem.index())));
                // lines are those of the small document, and that it lacks other images is as it should be
                String message = problem.getMessage().replaceFirst(" at line \\d+ column \\d+$", "");
                Remedy remedy = problem.remedy() == Remedy.IMAGE_SIZES ? null : problem.remedy();
                part.problems.add(new AnnotationException(problem.code(), where, message).with(remedy));
            } else if (problem.section() != Section.CATEGORIES) {
                part.problems.add(problem);
            }
        };
    }

    private ProblemSink named(Found found) {
        return problem ->
                found.add(new AnnotationException(problem.code(), problem.where(), images.named(problem.getMessage()))
                        .with(problem.remedy()));
    }

    private static String place(long position) {
        return Section.ANNOTATIONS.member() + "[" + position + "]";
    }

    private static List<Tuple2<Long, byte[]>> records(byte[] document, List<Long> positions) throws IOException {
        List<Tuple2<Long, byte[]>> records = new ArrayList<>(positions.size());
        CocoReader.read(ImageGroup.input("", document), new CocoVisitor() {
            @Override
            public Edit annotation(CocoRecord annotation) {
                records.add(new Tuple2<>(positions.get((int) annotation.index()), annotation.toBytes()));
                return Edit.KEEP;
            }

            @Override
            public boolean readsAmbiguous() {
                return true;
            }

            @Override
            public void reject(AnnotationException problem) {
                // was told as the masks were made
            }
        });
        return records;
    }
}
