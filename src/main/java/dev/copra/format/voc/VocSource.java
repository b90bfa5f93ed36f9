package dev.copra.format.voc;

import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetSource;
import dev.copra.format.ImageNames;
import dev.copra.format.NameIndex;
import dev.copra.format.ReadOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads a file of XML an image. The files are read twice: what the categories are is known only after the last one. */
final class VocSource implements DatasetSource {
    private final VocFolder folder;
    private final VocAnnotations annotations;
    private final List<Path> files;
    private final Map<String, String> splits;
    private final NameIndex names;

    VocSource(VocFolder folder, ReadOptions options) throws IOException {
        this.folder = folder;
        annotations = new VocAnnotations(folder, options);
        files = folder.file() != null ? List.of(folder.file()) : ImageNames.files(folder.annotations(), ".xml");
        splits = folder.splits("Main");
        List<String> known = options.classes();
        names = NameIndex.of(known.isEmpty() ? folder.labels().names() : known, VocAnnotations.categories(files));
    }

    @Override
    public Catalog catalog() {
        return names.catalog();
    }

    @Override
    public void read(Visitor visitor) throws IOException {
        for (Path file : files) {
            VocAnnotations.Annotation annotation =
                    annotations.read(file, names, splits.getOrDefault(folder.stem(file), ""));
            if (annotation != null) {
                visitor.image(
                        annotation.image(),
                        annotation.objects().stream().filter(Objects::nonNull).toList());
            }
        }
    }
}
