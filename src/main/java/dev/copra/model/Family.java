package dev.copra.model;

/** What kinds of exported models there are, by the contract of their tensors. */
public enum Family {
    SAM("sam", Role.DECODER, "SAM, MobileSAM: decoder of prompts"),
    HQ_SAM("hq-sam", Role.DECODER, "HQ-SAM: decoder of prompts with intermediate features"),
    SAM2("sam2", Role.DECODER, "SAM 2, SAM 2.1: decoder of prompts"),
    EFFICIENT_SAM_DECODER("efficient-sam-decoder", Role.DECODER, "EfficientSAM: decoder of prompts"),
    OPTIMUM_SAM("optimum-sam", Role.DECODER, "SAM as Hugging Face Optimum exports it: points, no boxes"),
    SAM3("sam3", Role.DECODER, "SAM 3: decoder of prompts and words"),
    EFFICIENT_SAM("efficient-sam", Role.PROMPTED, "EfficientSAM: image and prompts in one file"),
    SAM_ENCODER("sam-encoder", Role.ENCODER, "SAM, MobileSAM, HQ-SAM, EfficientSAM: image encoder"),
    SAM2_ENCODER("sam2-encoder", Role.ENCODER, "SAM 2, SAM 2.1: image encoder"),
    OPTIMUM_SAM_ENCODER("optimum-sam-encoder", Role.ENCODER, "SAM as Optimum exports it: image encoder"),
    SAM3_ENCODER("sam3-encoder", Role.ENCODER, "SAM 3: image encoder"),
    YOLO_SEG("yolo-seg", Role.INSTANCES, "YOLO with masks (v8, 11): candidates and prototypes"),
    MMDEPLOY("mmdeploy", Role.INSTANCES, "MMDetection by MMDeploy: dets, labels, masks"),
    RF_DETR("rf-detr", Role.INSTANCES, "RF-DETR with masks"),
    TF_DETECTION("tf-detection", Role.INSTANCES, "TensorFlow Object Detection API with masks"),
    ZOO_MASK_RCNN("zoo-mask-rcnn", Role.INSTANCES, "Mask R-CNN of the ONNX model zoo: masks of 28 x 28"),
    TORCHVISION_MASK_RCNN("torchvision-mask-rcnn", Role.INSTANCES, "Mask R-CNN of torchvision: pasted masks"),
    MASKFORMER("maskformer", Role.INSTANCES, "MaskFormer, Mask2Former, by Optimum"),
    DETR("detr", Role.INSTANCES, "DETR with masks, by Optimum"),
    SALIENCY("saliency", Role.SEMANTIC, "foreground against background (U2-Net, IS-Net)"),
    SEMANTIC("semantic", Role.SEMANTIC, "a score a class and pixel (FCN, DeepLab, SegFormer)"),
    LABEL_MAP("label-map", Role.SEMANTIC, "a class a pixel (DeepLab of TensorFlow)");

    /** How a family comes by masks. */
    public enum Role {
        /** From boxes and what an encoder has made of the image. */
        DECODER,
        /** From the image and boxes. */
        PROMPTED,
        /** Makes what a decoder needs of an image; no masks by itself. */
        ENCODER,
        /** Finds the instances of an image by itself; they are matched to the boxes. */
        INSTANCES,
        /** Says what each pixel is; applied to the crop of each box. */
        SEMANTIC
    }

    private final String id;
    private final Role role;
    private final String description;

    Family(String id, Role role, String description) {
        this.id = id;
        this.role = role;
        this.description = description;
    }

    /** The name by which users call it. */
    public String id() {
        return id;
    }

    public Role role() {
        return role;
    }

    public String description() {
        return description;
    }
}
