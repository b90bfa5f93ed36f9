package dev.copra.model;

import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is particular to each family of {@link Family.Role#INSTANCES}: the outputs, the usual settings, the classes' names. */
final class InstanceFamilies {
    /** The default of Ultralytics' {@code predict}. */
    private static final double YOLO_OVERLAP = .7;

    private InstanceFamilies() {}

    static InstanceModel open(Family family, Session session, Settings settings) throws ModelException {
        InstanceFamily reader = reader(family, Signature.of(session));
        boolean twice = family == Family.YOLO_SEG;
        return new WholeImageModel(session, settings, reader, twice ? YOLO_OVERLAP : 1);
    }

    private static InstanceFamily reader(Family family, Signature model) throws ModelException {
        return switch (family) {
            case ZOO_MASK_RCNN -> maskRcnn(model, Pasting.WHOLE);
            case TORCHVISION_MASK_RCNN -> maskRcnn(model, Pasting.PADDED);
            case TF_DETECTION -> new TensorFlowDetector();
            case MMDEPLOY -> new MmDetection();
            case YOLO_SEG -> new YoloSegmenter("output0", "output1");
            case RF_DETR -> new RfDetr(output(model, "masks", p -> p.rank() == 4));
            case DETR -> new Detr("logits", "pred_masks", model.gives("pred_boxes") ? "pred_boxes" : null);
            case MASKFORMER -> new Detr("class_queries_logits", "masks_queries_logits", null);
            default -> throw new IllegalArgumentException(family.id() + " does not find instances by itself");
        };
    }

    private static InstanceFamily maskRcnn(Signature model, Pasting pasting) throws ModelException {
        return new MaskRcnn(
                output(model, "boxes", p -> p.rank() == 2),
                output(model, "labels", p -> p.rank() == 1 && p.type().isInteger()),
                output(model, "scores", p -> p.rank() == 1 && !p.type().isInteger()),
                output(model, "masks", p -> p.rank() == 4),
                pasting);
    }

    /** The name of an output: that of the role if there is one, else the first of the role's shape. */
    private static String output(Signature model, String role, Predicate<Port> condition) throws ModelException {
        if (model.gives(role)) {
            return role;
        }
        return model.output(condition)
                .map(Port::name)
                .orElseThrow(() -> new ModelException("the model has no output that could be " + role));
    }

    /** The settings with which the family was exported, as far as the tensors leave them open. */
    static Settings defaults(Family family, Signature model) {
        Port image = ImageInput.of(model.inputs().values());
        Settings settings = switch (family) {
            case ZOO_MASK_RCNN ->
                Settings.bytes(sizing(image, Sizing.shortest(800, 1333, 32)))
                        .with(Map.of("channels", "bgr", "mean", "102.9801,115.9465,122.7717"));
            case TORCHVISION_MASK_RCNN -> Settings.unit(sizing(image, Sizing.NATIVE));
            case TF_DETECTION -> Settings.bytes(sizing(image, Sizing.NATIVE)).with(Map.of("layout", "hwc"));
            case MMDEPLOY ->
                Settings.imageNet(letterbox(sizing(image, Sizing.shortest(800, 1333, 32))))
                        .with(Map.of("resize", "opencv"));
            case YOLO_SEG ->
                Settings.unit(yoloSizing(image, model)).with(Map.of("resize", "opencv", "pad", "114,114,114"));
            case RF_DETR -> Settings.imageNet(sizing(image, Sizing.stretch(432, 432)));
            case MASKFORMER -> Settings.imageNet(sizing(image, Sizing.shortest(800, 1333, 32)));
            default -> Settings.imageNet(sizing(image, Sizing.shortest(800, 1333, 1)));
        };
        return settings.withClasses(classes(family, model));
    }

    /** The size of an input if it is fixed, else what the family makes of images. */
    static Sizing sizing(Port image, Sizing open) {
        if (image == null) {
            return open;
        }
        boolean channelsLast = image.dim(image.rank() - 3) != 3;
        long height = image.dim(channelsLast ? -3 : -2);
        long width = image.dim(channelsLast ? -2 : -1);
        return height < 0 || width < 0 ? open : Sizing.stretch((int) height, (int) width);
    }

    /** A fixed size with the proportions kept. */
    private static Sizing letterbox(Sizing sizing) {
        return sizing.mode() == Sizing.Mode.STRETCH ? Sizing.letterbox(sizing.first(), sizing.second()) : sizing;
    }

    private static Sizing yoloSizing(Port image, Signature model) {
        Sizing fixed = letterbox(sizing(image, Sizing.NATIVE));
        if (fixed.mode() == Sizing.Mode.LETTERBOX) {
            return fixed;
        }
        Matcher size = Pattern.compile("(\\d{1,6})\\D+(\\d{1,6})")
                .matcher(model.metadata().getOrDefault("imgsz", "640, 640"));
        return size.find()
                ? Sizing.letterbox(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)))
                : Sizing.letterbox(640, 640);
    }

    private static Map<Integer, String> classes(Family family, Signature model) {
        return switch (family) {
            case ZOO_MASK_RCNN -> ClassNames.cocoFrom(1);
            case MMDEPLOY, MASKFORMER -> ClassNames.cocoFrom(0);
            case YOLO_SEG -> {
                Map<Integer, String> names =
                        PythonDictionary.names(model.metadata().getOrDefault("names", ""));
                yield names.isEmpty() ? ClassNames.cocoFrom(0) : names;
            }
            default -> ClassNames.coco();
        };
    }
}
