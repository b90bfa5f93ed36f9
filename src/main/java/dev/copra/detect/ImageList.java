package dev.copra.detect;

import dev.copra.coco.ProblemSink;
import dev.copra.coco.id.Id;
import dev.copra.coco.list.CategoryNames;
import dev.copra.coco.list.DocumentLists;
import dev.copra.coco.list.ListedImage;
import dev.copra.io.Input;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The images that detections are wanted of.
 *
 * @param images in the order of the results
 * @param names the categories that the document declares; none without a document
 * @param listed whether a document lists the images, so that their ids are its
 */
public record ImageList(List<ListedImage> images, CategoryNames names, boolean listed) {
    private static final Set<String> EXTENSIONS = Set.of("jpg", "jpeg", "png", "webp", "tif", "tiff", "bmp", "gif");

    /** The images of a document, in its order. Bad records are told to {@code problems} and left out. */
    public static ImageList ofDocument(Input document, long maxPixels, ProblemSink problems) throws IOException {
        DocumentLists lists = DocumentLists.withFiles(maxPixels);
        lists.read(document, problems);
        return new ImageList(lists.images(), lists.names(), true);
    }

    /**
     * The images below a directory, by their names. Where every name is a number, as COCO's 000000000139.jpg, that is the id;
     * otherwise they are numbered from 1 in the order of their names.
     */
    public static ImageList ofDirectory(Path directory) throws IOException {
        List<String> names;
        try (Stream<Path> files = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
            names = files.filter(file -> EXTENSIONS.contains(extension(file.toString())) && Files.isRegularFile(file))
                    .map(file -> directory.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .collect(Collectors.toList());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        Set<Long> numbers = names.stream().map(ImageList::number).collect(Collectors.toSet());
        boolean numbered = numbers.size() == names.size() && !numbers.contains(-1L);
        List<ListedImage> images = new ArrayList<>();
        for (String name : names) {
            images.add(new ListedImage(Id.of(numbered ? number(name) : images.size() + 1), 0, 0, name, null));
        }
        return new ImageList(images, new CategoryNames(), false);
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** The number that a file is named by, or -1. */
    private static long number(String name) {
        String stem = name.substring(name.lastIndexOf('/') + 1, name.lastIndexOf('.'));
        return stem.matches("\\d{1,18}") ? Long.parseLong(stem) : -1;
    }
}
