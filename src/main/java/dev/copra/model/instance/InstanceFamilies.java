package dev.copra.model.instance;

import dev.copra.model.contract.Family;
import dev.copra.model.contract.RefusedFamily;
import dev.copra.model.graph.Port;
import dev.copra.model.setting.Signature;
import java.util.List;
import java.util.function.Predicate;

/** The families of models that find instances by themselves. */
public final class InstanceFamilies {
    private static final RefusedFamily YOLACT = new RefusedFamily(
            "yolact",
            Family.Role.INSTANCES,
            "YOLACT",
            InstanceFamilies::yolact,
            "YOLACT is recognised, but cannot be run: its exports leave out where its anchors are; use an export of"
                    + " YOLO with masks");

    /** All, in the order in which a model is compared with them. */
    public static final List<Family> ALL = List.of(
            YoloSegmenter.FAMILY,
            YOLACT,
            RfDetr.FAMILY,
            MmDetection.FAMILY,
            DFineSegmenter.FAMILY,
            TensorFlowDetector.FAMILY,
            MaskRcnn.ZOO,
            MaskRcnn.TORCHVISION,
            MaskFormer.ONE_FORMER,
            MaskFormer.FAMILY,
            Detr.FAMILY);

    private InstanceFamilies() {}

    /** Boxes, classes and coefficients of as many anchors each, and prototypes with the channels last. */
    private static String yolact(Signature model) {
        List<Port> tables = model.outputs().values().stream()
                .filter(port -> port.rank() == 3 || port.rank() == 2)
                .filter(port -> port.dim(-1) > 0)
                .toList();
        Predicate<Port> prototypes = port -> (port.rank() == 4 || port.rank() == 3)
                && port.dim(-2) == port.dim(-3)
                && tables.stream().anyMatch(table -> table.dim(-1) == port.dim(-1));
        boolean boxes = tables.stream().anyMatch(table -> table.dim(-1) == 4);
        return model.takesOneImage() && tables.size() >= 3 && boxes
                ? model.output(prototypes)
                        .map(port -> "it has tables of anchors and the prototypes " + port)
                        .orElse(null)
                : null;
    }
}
