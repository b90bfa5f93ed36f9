package dev.copra.format.voc;

import dev.copra.dataset.Catalog;
import dev.copra.format.contract.IndexedSource;
import dev.copra.format.contract.Notes;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.name.ImageNames;
import dev.copra.format.name.NameIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads a file of XML an image. The files are read twice: what the categories are is known only after the last one. */
final class VocSource implements IndexedSource {
    private final VocAnnotations annotations;
    private final List<Path> files;
    private final Map<String, String> splits;
    private final NameIndex names;
    private final Notes notes;

    VocSource(VocFolder folder, ReadOptions options) throws IOException {
        notes = options.notes();
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
    public int size() {
        return files.size();
    }

    @Override
    public Notes notes() {
        return notes;
    }

    @Override
    public void read(int at, Notes told, Visitor visitor) throws IOException {
        Path file = files.get(at);
        VocAnnotations.Annotation annotation =
                annotations.read(file, names, splits.getOrDefault(annotations.stem(file), ""), told);
        if (annotation != null) {
            visitor.image(
                    annotation.image(),
                    annotation.objects().stream().filter(Objects::nonNull).toList());
        }
    }
}
