package dev.copra.dataset.merge;

import dev.copra.coco.Section;
import java.util.EnumSet;
import java.util.Set;

/** What a merge did: counts, which grow while it is at work. */
public final class MergeTally {
    long images;
    long annotations;
    long categories;
    long addedCategories;
    long renumberedCategories;
    long differingCategories;
    long addedLicenses;
    long duplicateImages;
    long namesakes;
    long borrowedImages;
    long duplicateAnnotations;
    long annotationsOfDuplicates;
    long imageIds;
    long annotationIds;
    long fileNames;
    final Set<Section> byId = EnumSet.noneOf(Section.class);

    MergeTally() {}

    /** Images in the output; so with annotations and categories. */
    public long images() {
        return images;
    }

    /** Annotations in the output. */
    public long annotations() {
        return annotations;
    }

    /** Categories in the output. */
    public long categories() {
        return categories;
    }

    /** Categories that the first document does not have. */
    public long addedCategories() {
        return addedCategories;
    }

    /** Of the added ones, those whose id was taken. */
    public long renumberedCategories() {
        return renumberedCategories;
    }

    /** Categories that are one, but differ in more than their id: the first one stays. */
    public long differingCategories() {
        return differingCategories;
    }

    /** Licences that the first document does not have. */
    public long addedLicenses() {
        return addedLicenses;
    }

    /** Images that an earlier document has, too. */
    public long duplicateImages() {
        return duplicateImages;
    }

    /** Images that have the name of another one in an earlier document. */
    public long namesakes() {
        return namesakes;
    }

    /** Images to which annotations of a document refer that does not list them, but another one does. */
    public long borrowedImages() {
        return borrowedImages;
    }

    /** Annotations that are left out because the united image has them already. */
    public long duplicateAnnotations() {
        return duplicateAnnotations;
    }

    /** Annotations that are left out with their image. */
    public long annotationsOfDuplicates() {
        return annotationsOfDuplicates;
    }

    /** Images with another id than before. */
    public long imageIds() {
        return imageIds;
    }

    /** Annotations with another id than before. */
    public long annotationIds() {
        return annotationIds;
    }

    /** Images with another file name than before. */
    public long fileNames() {
        return fileNames;
    }

    /** Lists whose records were put into the order of their ids, because each document has some between those of others. */
    public Set<Section> byId() {
        return byId;
    }
}
