package dev.copra.validate;

import dev.copra.validate.finding.Code;
import java.util.Map;

/**
 * Where each code's rule comes from: a format's description, or the place in a reader's source. Goes by the first words of the
 * code's name; the longest that fit count.
 */
public final class Sources {
    private static final String FORMAT = "COCO's data format (https://cocodataset.org/#format-data)";
    private static final String JSON = "JSON (RFC 8259); ";
    private static final String INDEX = "; pycocotools 2.0.11, coco.py: COCO.createIndex";
    private static final String EVALUATION = "; pycocotools 2.0.11, cocoeval.py: COCOeval.computeIoU, evaluateImg";
    private static final String MASKS = "; pycocotools 2.0.11, coco.py: COCO.annToRLE, _mask.pyx and maskApi.c";
    private static final String RESULTS = "COCO's results format (https://cocodataset.org/#format-results); pycocotools"
            + " 2.0.11, coco.py: COCO.loadRes";
    private static final String PANOPTIC = FORMAT + "; panopticapi, evaluation.py: pq_compute_single_core";
    private static final String VIDEOS = "YouTube-VIS (https://youtube-vos.org/dataset/vis), cocoapi of youtubevos,"
            + " ytvos.py and ytvoseval.py; mmtracking's CocoVID";
    private static final String FILES = "the image files, by their headers";
    private static final String COPRA = "Copra's own comparison of records; no reader refuses them";
    private static final String DETECTRON2 = "detectron2, commit 02b5c4e2, detectron2/data/";
    private static final String MMDETECTION = "mmdetection 3, mmdet/datasets/";
    private static final String TORCHVISION = "torchvision, references/detection/coco_utils.py: ";
    private static final String ULTRALYTICS = "Ultralytics, ultralytics/data/";
    private static final String CVAT =
            "CVAT's importer, Datumaro, commit 575c03f4b, plugins/data_formats/coco/base.py: _CocoBase.";
    private static final String DETR = "facebookresearch/detr, commit 29901c5, ";

    private static final Map<String, String> BY_PREFIX = Map.ofEntries(
            Map.entry("document", JSON + FORMAT),
            Map.entry("document-foreign", "the descriptions of the formats and of the programs that write them"),
            Map.entry("document-unchecked", "Copra's own limits"),
            Map.entry("file-name-exporter", "the exports of Label Studio (label-studio-sdk, converter)"),
            Map.entry("area-none", "xtcocotools, cocoeval.py: COCOeval, use_area"),
            Map.entry("caption", FORMAT),
            Map.entry("panoptic", PANOPTIC),
            Map.entry("panoptic-bbox", FORMAT),
            Map.entry("panoptic-file", PANOPTIC),
            Map.entry("wholebody", "COCO-WholeBody's data_format.md; xtcocotools, cocoeval.py"),
            Map.entry("lvis", "LVIS (https://www.lvisdataset.org/dataset); lvis-api, lvis/lvis.py and lvis/eval.py"),
            Map.entry("video", VIDEOS),
            Map.entry("frames", VIDEOS),
            Map.entry("byte", JSON + "Python's json.load, which refuses the mark"),
            Map.entry("non", JSON + "Python's json module, which writes and reads NaN and Infinity"),
            Map.entry("duplicate", JSON + "Python's json.load, which keeps the last of the equal names"),
            Map.entry("section", JSON + FORMAT + INDEX),
            Map.entry("images-missing", FORMAT + INDEX),
            Map.entry("annotations-missing", FORMAT + INDEX),
            Map.entry("categories-missing", FORMAT + INDEX),
            Map.entry("record", FORMAT + INDEX),
            Map.entry("image", FORMAT + INDEX),
            Map.entry("image-file", FILES),
            Map.entry("image-exif", FILES),
            Map.entry("file", FORMAT + "; the file systems of Windows, macOS and Linux"),
            Map.entry("category", FORMAT + INDEX),
            Map.entry("category-few", "Copra's own count of annotations by category"),
            Map.entry("category-unused", "Copra's own count of annotations by category"),
            Map.entry("category-imbalance", "Copra's own count of annotations by category"),
            Map.entry("category-placeholder", "the exports of Roboflow"),
            Map.entry("annotation", FORMAT + INDEX),
            Map.entry("iscrowd", FORMAT + EVALUATION),
            Map.entry("bbox", FORMAT + EVALUATION),
            Map.entry("area", FORMAT + EVALUATION),
            Map.entry("segmentation", FORMAT + MASKS),
            Map.entry("polygon", FORMAT + MASKS),
            Map.entry("rle", FORMAT + MASKS),
            Map.entry("mask", FORMAT + MASKS),
            Map.entry("keypoints", FORMAT + "; pycocotools 2.0.11, cocoeval.py: COCOeval.computeOks"),
            Map.entry("skeleton", FORMAT),
            Map.entry("num", FORMAT + "; pycocotools 2.0.11, cocoeval.py: COCOeval.computeOks"),
            Map.entry("number", JSON + FORMAT),
            Map.entry("near", COPRA),
            Map.entry("shared", COPRA),
            Map.entry("score", RESULTS),
            Map.entry("results", RESULTS),
            Map.entry("pycocotools", "pycocotools 2.0.11, cocoeval.py: COCOeval._prepare"),
            Map.entry("detectron2", DETECTRON2 + "datasets/coco.py: load_coco_json"),
            Map.entry("detectron2-rle", DETECTRON2 + "detection_utils.py: annotations_to_instances"),
            Map.entry("detectron2-crowd", DETECTRON2 + "dataset_mapper.py: DatasetMapper._transform_annotations"),
            Map.entry("detectron2-image", DETECTRON2 + "build.py: filter_images_with_only_crowd_annotations"),
            Map.entry("mmdetection", MMDETECTION + "coco.py: CocoDataset.parse_data_info"),
            Map.entry("mmdetection-polygon", MMDETECTION + "transforms/loading.py: LoadAnnotations._process_masks"),
            Map.entry("mmdetection-small", MMDETECTION + "coco.py: CocoDataset.filter_data"),
            Map.entry("mmdetection-image", MMDETECTION + "coco.py: CocoDataset.filter_data"),
            Map.entry("torchvision", TORCHVISION + "ConvertCocoPolysToMask"),
            Map.entry("torchvision-rle", TORCHVISION + "convert_coco_poly_to_mask"),
            Map.entry("torchvision-category", TORCHVISION + "get_coco; train.py"),
            Map.entry("torchvision-image", TORCHVISION + "_coco_remove_images_without_annotations"),
            Map.entry("ultralytics", ULTRALYTICS + "converter.py: convert_coco"),
            Map.entry("ultralytics-parts", ULTRALYTICS + "converter.py: merge_multi_segment"),
            Map.entry("ultralytics-outside", ULTRALYTICS + "utils.py: verify_image_label"),
            Map.entry("ultralytics-small", ULTRALYTICS + "utils.py: verify_image_label"),
            Map.entry("cvat", CVAT + "_load_annotations"),
            Map.entry("cvat-id", CVAT + "_parse_field"),
            Map.entry("cvat-no", CVAT + "_get_label_id"),
            Map.entry("cvat-file", CVAT + "_parse_item"),
            Map.entry("cvat-image", CVAT + "_load_items"),
            Map.entry("detr", DETR + "datasets/coco.py: ConvertCocoPolysToMask"),
            Map.entry("detr-rle", DETR + "datasets/coco.py: convert_coco_poly_to_mask"),
            Map.entry("detr-category", DETR + "models/detr.py: build"));

    private Sources() {}

    /** The source of a code's rule. @throws IllegalStateException if it has none, which no code of Copra's is without */
    public static String of(Code code) {
        for (String prefix = code.name(); ; prefix = prefix.substring(0, prefix.lastIndexOf('-'))) {
            String source = BY_PREFIX.get(prefix);
            if (source != null) {
                return source;
            }
            if (prefix.indexOf('-') < 0) {
                throw new IllegalStateException("the code " + code.name() + " has no source");
            }
        }
    }
}
