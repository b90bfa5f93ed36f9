package dev.copra.format.cvat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.id.Id;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSource;
import dev.copra.dataset.Instance;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.name.IdNodes;
import dev.copra.format.name.ImageFolder;
import dev.copra.format.region.Plausible;
import dev.copra.format.text.AttributeText;
import dev.copra.format.text.Xml;
import dev.copra.format.text.XmlElement;
import dev.copra.io.Input;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads CVAT's XML, twice: what its labels are is known only at the end. Images come one by one; the tracks of a video, which are sorted
 * by object, are in memory.
 */
final class CvatSource implements DatasetSource {
    private final Input input;
    private final ReadOptions options;
    private final ImageFolder images;
    private final CvatLabels labels = new CvatLabels();
    private CvatVideo video;

    /** Shown the elements in the outermost one. */
    private interface Elements {
        void element(XmlElement element) throws IOException;
    }

    CvatSource(Input input, ReadOptions options) throws IOException {
        this.input = input;
        this.options = options;
        images = new ImageFolder(options.images(), options.maxPixels());
        video = new CvatVideo(null, 0);
        try {
            scan(element -> {
                if (element.name().equals("meta")) {
                    labels.meta(element);
                    video = new CvatVideo(element, options.maxPixels());
                }
                boolean isTrack = element.name().equals("track");
                for (XmlElement shape : element.children()) {
                    if (CvatShapes.SHAPES.contains(shape.name())) {
                        labels.shape(shape, isTrack ? element.attribute("label") : shape.attribute("label"));
                    }
                }
            });
        } catch (XMLStreamException e) {
            if (labels.isEmpty()) {
                throw new FileSystemException(Xml.place(input.name(), e), null, Xml.message(e));
            }
            // told when the images are read
        }
        labels.finish(options.classes());
    }

    private void scan(Elements elements) throws IOException, XMLStreamException {
        try (InputStream in = input.open()) {
            XMLStreamReader reader = Xml.reader(in);
            int depth = 0;
            while (reader.hasNext()) {
                int event = Xml.next(reader);
                if (event == XMLStreamConstants.START_ELEMENT && depth++ == 0) {
                    if (!reader.getLocalName().equals("annotations")) {
                        throw new FileSystemException(
                                input.name() + ":" + reader.getLocation().getLineNumber(),
                                null,
                                "the file has an element " + reader.getLocalName() + ", not annotations");
                    }
                } else if (event == XMLStreamConstants.START_ELEMENT) {
                    elements.element(Xml.element(reader));
                    depth--;
                }
            }
        }
    }

    @Override
    public Catalog catalog() {
        return labels.catalog();
    }

    @Override
    public void read(Visitor visitor) throws IOException {
        CvatShapes shapes = new CvatShapes(labels, options.maxPixels(), input.name());
        try {
            scan(element -> {
                if (element.name().equals("image")) {
                    image(element, shapes, visitor);
                } else if (element.name().equals("track")) {
                    track(element, shapes);
                }
            });
        } catch (XMLStreamException e) {
            options.problems()
                    .add(new AnnotationException(
                            "xml",
                            Xml.place(input.name(), e),
                            Xml.message(e) + "; the images before this place are kept"));
        }
        video.show(options.beside(), visitor);
    }

    private void track(XmlElement track, CvatShapes shapes) throws IOException {
        Id id = track.attribute("id") == null ? Id.NONE : IdNodes.id(AttributeText.parse(track.attribute("id")));
        for (XmlElement shape : track.children()) {
            if (!CvatShapes.SHAPES.contains(shape.name()) || "1".equals(shape.attribute("outside"))) {
                continue;
            }
            try {
                Instance instance = shapes.read(withPoints(shape, track), track.attribute("label"), video.frame());
                video.add(
                        shape.attribute("frame"),
                        shapes.place(shape),
                        instance.toBuilder().track(id).build());
            } catch (AnnotationException e) {
                options.problems().add(e);
            }
        }
    }

    /** A skeleton of a track with its points in the same frame, which are tracks of their own in it. */
    private static XmlElement withPoints(XmlElement shape, XmlElement track) {
        if (!shape.name().equals("skeleton")) {
            return shape;
        }
        List<XmlElement> points = new ArrayList<>(shape.children());
        for (XmlElement part : track.children()) {
            for (XmlElement point : part.children()) {
                if (part.name().equals("track") && Objects.equals(point.attribute("frame"), shape.attribute("frame"))) {
                    Map<String, String> attributes = new LinkedHashMap<>(point.attributes());
                    attributes.putIfAbsent("label", part.attribute("label"));
                    points.add(new XmlElement(point.name(), attributes, point.children(), point.text(), point.line()));
                }
            }
        }
        return new XmlElement(shape.name(), shape.attributes(), points, shape.text(), shape.line());
    }

    private void image(XmlElement element, CvatShapes shapes, Visitor visitor) throws IOException {
        String name = element.attribute("name");
        if (name == null || name.isEmpty()) {
            options.problems()
                    .add(new AnnotationException("cvat-name", shapes.place(element), "the image has no name"));
            return;
        }
        ArrayNode tags = JsonNodeFactory.instance.arrayNode();
        for (XmlElement tag : element.children()) {
            if (tag.name().equals("tag") && tag.attribute("label") != null) {
                tags.add(tag.attribute("label"));
            }
        }
        Map<String, JsonNode> extras = tags.isEmpty() ? Map.of() : Map.of("tags", tags);
        String subset = element.attribute("subset");
        DatasetImage image = new DatasetImage(
                element.attribute("id") == null ? Id.NONE : IdNodes.id(AttributeText.parse(element.attribute("id"))),
                name,
                subset == null ? "" : subset,
                0,
                0,
                extras,
                options.beside());
        image = Plausible.sized(
                image,
                CvatVideo.side(element.attribute("width")),
                CvatVideo.side(element.attribute("height")),
                options,
                shapes.place(element));
        if (!image.hasSize()) {
            // polygons are in pixels, so that only masks need the size
            image = images.sizedIfKnown(image.withSize(0, 0));
        }
        visitor.image(image, instances(element, image, shapes));
    }

    private List<Instance> instances(XmlElement element, DatasetImage image, CvatShapes shapes) throws IOException {
        Map<String, List<Instance>> groups = new LinkedHashMap<>();
        for (XmlElement shape : element.children()) {
            if (!CvatShapes.SHAPES.contains(shape.name())) {
                continue;
            }
            try {
                String label = shape.attribute("label");
                String group = shape.attribute("group_id");
                boolean alone = group == null || group.isBlank() || group.equals("0");
                Instance instance = shapes.read(shape, label, image);
                groups.computeIfAbsent(alone ? "#" + groups.size() : group + '\0' + label, g -> new ArrayList<>())
                        .add(instance);
            } catch (AnnotationException e) {
                options.problems().add(e);
            }
        }
        List<Instance> instances = new ArrayList<>();
        for (List<Instance> group : groups.values()) {
            instances.addAll(group.size() == 1 ? group : CvatShapes.joined(group, image));
        }
        return instances;
    }
}
