package dev.copra.learn.export;

import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.Instance;
import dev.copra.format.name.ImagePlaces;
import java.io.IOException;
import java.util.List;

/** A COCO file for each split, {@code train.json}, and its images below {@code images/train/}, to which their names are relative. */
final class CocoKitSink implements DatasetSink {
    private final DatasetSink documents;
    private final ImagePlaces places;

    /** @param documents writes a document for each split */
    CocoKitSink(DatasetSink documents, ImagePlaces places) {
        this.documents = documents;
        this.places = places;
    }

    @Override
    public void begin(Catalog catalog) throws IOException {
        documents.begin(catalog);
    }

    @Override
    public void image(DatasetImage image, List<Instance> instances) throws IOException {
        ImagePlaces.Place place = places.take(
                image, ImagePlaces.below(image.split()), "images/", ImagePlaces.Size.ALL, instances.isEmpty());
        if (place != null) {
            documents.image(place.image().withFileName(place.name()), instances);
        }
    }

    @Override
    public void finish() throws IOException {
        documents.finish();
    }

    @Override
    public void close() throws IOException {
        documents.close();
    }
}
