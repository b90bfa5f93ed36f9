package dev.copra.format.supervisely;

/** Where images lie: a dataset has no subfolders but other datasets. */
final class AnnotationFiles {
    static final String ANNOTATIONS = "ann";
    static final String IMAGES = "img";
    static final String NESTED = "datasets";
    /** The dataset of images without a split. */
    static final String NO_SPLIT = "ds0";

    private static final String END = ".json";

    private AnnotationFiles() {}

    /**
     * An image's split and its name below it.
     *
     * @param split empty for {@link #NO_SPLIT}
     */
    record Place(String split, String name) {
        /** The folder of its dataset, with a slash at its end. */
        private String dataset() {
            int slash = name.lastIndexOf('/');
            StringBuilder path = new StringBuilder(split.isEmpty() ? NO_SPLIT : split).append('/');
            if (slash >= 0) {
                for (String part : name.substring(0, slash).split("/")) {
                    path.append(NESTED).append('/').append(part).append('/');
                }
            }
            return path.toString();
        }

        private String file() {
            return name.substring(name.lastIndexOf('/') + 1);
        }

        /** The name of its annotations' file in the project. */
        String annotations() {
            return dataset() + ANNOTATIONS + "/" + file() + END;
        }

        /** The name of its own file in the project. */
        String picture() {
            return dataset() + IMAGES + "/" + file();
        }
    }

    /** The place of the image of an annotations' file; null if the name is that of no such file. */
    static Place place(String file) {
        String[] parts = file.split("/");
        int last = parts.length - 1;
        if (last < 2 || !parts[last - 1].equals(ANNOTATIONS) || !parts[last].endsWith(END)) {
            return null;
        }
        StringBuilder folders = new StringBuilder();
        for (int i = 1; i < last - 1; i += 2) {
            if (!parts[i].equals(NESTED) || i + 1 == last - 1) {
                return null;
            }
            folders.append(parts[i + 1]).append('/');
        }
        String image = parts[last].substring(0, parts[last].length() - END.length());
        return new Place(parts[0].equals(NO_SPLIT) ? "" : parts[0], folders + image);
    }
}
