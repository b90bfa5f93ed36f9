package dev.copra.format.mots;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.id.Id;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetCategory;
import dev.copra.dataset.Loss;
import dev.copra.format.contract.Losses;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.text.TextFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The classes of rows, by their ids. {@code classes.txt}, which this program writes, has an id and a name a line. */
final class TrackClasses {
    static final String FILE = "classes.txt";

    private static final long MOST = 1_000_000_000;

    private final Map<Long, Integer> positions = new HashMap<>();
    private final Catalog catalog;

    private TrackClasses(Map<Long, String> names) {
        List<DatasetCategory> categories = new ArrayList<>();
        names.forEach((id, name) -> {
            positions.put(id, categories.size());
            categories.add(new DatasetCategory(Id.of(id), name));
        });
        catalog = new Catalog(categories);
    }

    /**
     * Those of {@code --classes}, counted from 1, else those of {@code classes.txt}, else the usual ones.
     *
     * @param code of problems with a line
     */
    static TrackClasses read(Path folder, Map<Long, String> usual, String code, ReadOptions options)
            throws IOException {
        Map<Long, String> classes = new TreeMap<>();
        Path file = folder.resolve(FILE);
        if (!options.classes().isEmpty()) {
            options.classes().forEach(name -> classes.put(classes.size() + 1L, name));
        } else if (Files.isRegularFile(file)) {
            int number = 0;
            for (String line : TextFile.lines(file)) {
                number++;
                int space = line.indexOf(' ');
                try {
                    if (!line.isBlank()) {
                        classes.put(
                                Long.parseLong(space < 0 ? line : line.substring(0, space)),
                                space < 0 ? line : line.substring(space + 1));
                    }
                } catch (NumberFormatException e) {
                    options.problems()
                            .add(new AnnotationException(
                                    code, file + ":" + number, "the line is no id and name of a class"));
                }
            }
        } else {
            classes.putAll(usual);
        }
        return new TrackClasses(classes);
    }

    Catalog catalog() {
        return catalog;
    }

    /** The position in the catalog of a class, or null. */
    Integer position(long id) {
        return positions.get(id);
    }

    /** An id for each category: its own where that is a whole number that no other has, else a new one, which is counted. */
    static long[] ids(Catalog catalog, Losses losses) {
        long[] ids = new long[catalog.categories().size()];
        Set<Long> taken = new HashSet<>();
        for (int c = 0; c < ids.length; c++) {
            Id id = catalog.categories().get(c).id();
            boolean fits = id.isLong() && id.number() >= 0 && id.number() < MOST && taken.add(id.number());
            ids[c] = fits ? id.number() : -1;
        }
        long next = 1;
        for (int c = 0; c < ids.length; c++) {
            if (ids[c] < 0) {
                while (!taken.add(next)) {
                    next++;
                }
                ids[c] = next;
                DatasetCategory category = catalog.categories().get(c);
                if (category.id().present()) {
                    losses.ledger().lose(Loss.CATEGORY_ID, "category " + category.name());
                }
            }
        }
        return ids;
    }

    /** The content of {@code classes.txt}. A name with line breaks becomes one of a line, which is counted. */
    static byte[] text(Catalog catalog, long[] ids, Losses losses) {
        StringBuilder text = new StringBuilder();
        for (int c = 0; c < ids.length; c++) {
            String name = catalog.categories().get(c).name();
            String line = name.replaceAll("[\r\n]+", " ");
            if (!line.equals(name)) {
                losses.ledger().lose(Loss.CATEGORY_NAME, "category " + name);
            }
            text.append(ids[c]).append(' ').append(line).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
