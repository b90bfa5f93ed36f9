package dev.copra.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The tensors of published exports, by the sources that the families' classes name. */
final class RecognitionTest {
    private static final String SAM_PROMPTS = "point_coords float 1,-1,2; point_labels float 1,-1;"
            + " mask_input float 1,1,256,256; has_mask_input float 1";

    static Stream<Arguments> exports() {
        return Stream.of(
                Arguments.of(
                        Family.SAM,
                        "image_embeddings float 1,256,64,64; " + SAM_PROMPTS + "; orig_im_size float 2",
                        "masks float -1,-1,-1,-1; iou_predictions float -1,1; low_res_masks float -1,1,-1,-1"),
                Arguments.of(
                        Family.HQ_SAM,
                        "image_embeddings float 1,256,64,64; interm_embeddings float 4,1,64,64,768; " + SAM_PROMPTS
                                + "; orig_im_size float 2",
                        "masks float -1,-1,-1,-1; iou_predictions float -1,1"),
                Arguments.of(
                        Family.SAM2,
                        "image_embed float 1,256,64,64; high_res_feats_0 float 1,32,256,256;"
                                + " high_res_feats_1 float 1,64,128,128; " + SAM_PROMPTS,
                        "masks float -1,-1,-1,-1; iou_predictions float -1,-1"),
                Arguments.of(
                        Family.SAM2,
                        "image_features_0 float 1,32,256,256; image_features_1 float 1,64,128,128;"
                                + " image_embeddings float 1,256,64,64; point_coords float -1,-1,2;"
                                + " point_labels int32 -1,-1; input_masks float -1,1,256,256;"
                                + " has_input_masks float -1; original_image_size int32 2",
                        "masks bool -1,-1,-1,-1; iou_predictions float -1,-1; low_res_masks float -1,-1,256,256"),
                Arguments.of(
                        Family.EFFICIENT_SAM,
                        "batched_images float -1,3,-1,-1; batched_point_coords float 1,1,-1,2;"
                                + " batched_point_labels float 1,1,-1",
                        "output_masks float -1,-1,-1,-1,-1; iou_predictions float -1,-1,-1"),
                Arguments.of(
                        Family.EFFICIENT_SAM_DECODER,
                        "image_embeddings float -1,256,64,64; batched_point_coords float 1,1,-1,2;"
                                + " batched_point_labels float 1,1,-1; orig_im_size int64 2",
                        "output_masks float -1,-1,-1,-1,-1; iou_predictions float -1,-1,-1"),
                Arguments.of(
                        Family.OPTIMUM_SAM,
                        "image_positional_embeddings float 1,256,64,64; image_embeddings float 1,256,64,64;"
                                + " input_points float 1,-1,-1,2; input_labels int64 1,-1,-1",
                        "iou_scores float -1,-1,3; pred_masks float -1,-1,3,256,256"),
                Arguments.of(
                        Family.OPTIMUM_SAM_ENCODER,
                        "pixel_values float -1,3,1024,1024",
                        "image_embeddings float -1,256,64,64; image_positional_embeddings float -1,256,64,64"),
                Arguments.of(Family.SAM_ENCODER, "input_image float -1,-1,3", "image_embeddings float 1,256,64,64"),
                Arguments.of(Family.SAM_ENCODER, "x float 1,3,1024,1024", "embeddings float 1,256,64,64"),
                Arguments.of(
                        Family.SAM2_ENCODER,
                        "image float 1,3,1024,1024",
                        "high_res_feats_0 float 1,32,256,256; high_res_feats_1 float 1,64,128,128;"
                                + " image_embed float 1,256,64,64"),
                Arguments.of(
                        Family.SAM3_ENCODER,
                        "image uint8 3,1008,1008",
                        "vision_pos_enc_0 float 1,256,288,288; backbone_fpn_0 float 1,256,288,288"),
                Arguments.of(
                        Family.SAM3,
                        "original_height int64 ; backbone_fpn_0 float 1,256,288,288; box_coords float 1,1,4",
                        "boxes float -1,4; scores float -1; masks bool -1,1,-1,-1"),
                Arguments.of(
                        Family.YOLO_SEG,
                        "images float 1,3,640,640",
                        "output0 float 1,116,8400; output1 float 1,32,160,160"),
                Arguments.of(
                        Family.MMDEPLOY,
                        "input float -1,3,-1,-1",
                        "dets float -1,-1,5; labels int64 -1,-1; masks float -1,-1,-1,-1"),
                Arguments.of(
                        Family.RF_DETR,
                        "input float 1,3,432,432",
                        "dets float 1,200,4; labels float 1,200,91; 4245 float 1,200,108,108"),
                Arguments.of(
                        Family.TF_DETECTION,
                        "image_tensor:0 uint8 1,-1,-1,3",
                        "num_detections:0 float 1; detection_boxes:0 float 1,-1,4;"
                                + " detection_masks:0 float 1,-1,-1,-1"),
                Arguments.of(
                        Family.ZOO_MASK_RCNN,
                        "image float 3,-1,-1",
                        "6568 float -1,4; 6570 int64 -1; 6572 float -1; 6887 float -1,1,28,28"),
                Arguments.of(
                        Family.TORCHVISION_MASK_RCNN,
                        "image float 3,-1,-1",
                        "boxes float -1,4; labels int64 -1; scores float -1; masks float -1,1,-1,-1"),
                Arguments.of(
                        Family.MASKFORMER,
                        "pixel_values float -1,3,-1,-1",
                        "class_queries_logits float -1,100,134; masks_queries_logits float -1,100,-1,-1"),
                Arguments.of(
                        Family.DETR,
                        "pixel_values float -1,3,-1,-1; pixel_mask int64 -1,64,64",
                        "logits float -1,100,251; pred_boxes float -1,100,4; pred_masks float -1,100,-1,-1"),
                Arguments.of(
                        Family.SALIENCY, "input.1 float 1,3,320,320", "1959 float 1,1,320,320; 1960 float 1,1,320,320"),
                Arguments.of(Family.SEMANTIC, "pixel_values float -1,3,512,512", "logits float -1,150,128,128"),
                Arguments.of(Family.SEMANTIC, "input float -1,3,-1,-1", "out float -1,21,-1,-1; aux float -1,21,-1,-1"),
                Arguments.of(Family.LABEL_MAP, "ImageTensor:0 uint8 1,-1,-1,3", "SemanticPredictions:0 int64 1,-1,-1"));
    }

    @ParameterizedTest
    @MethodSource("exports")
    void publishedExportsAreRecognised(Family family, String inputs, String outputs) {
        Recognition.Guess guess = Recognition.guess(signature(inputs, outputs)).orElseThrow();
        assertEquals(family, guess.family(), guess.reason());
        assertTrue(guess.reason().startsWith("it"), guess.reason());
    }

    @ParameterizedTest
    @MethodSource("exports")
    void everyFamilyHasSettings(Family family, String inputs, String outputs) {
        Inspection inspection = Inspection.of(signature(inputs, outputs), Map.of(), Map.of("threshold", "0.25"));
        assertEquals(family, inspection.family());
        assertEquals(.25, inspection.settings().threshold());
    }

    @Test
    void anEncoderOfASmallerInputGetsIt() {
        Signature sam = signature("x float 1,3,512,512", "embeddings float 1,256,64,64");
        assertEquals(Sizing.longest(512), Defaults.of(Family.SAM_ENCODER, sam).sizing());
        Signature sam2 = signature("image float 1,3,512,512", "image_embed float 1,256,32,32");
        assertEquals(
                Sizing.stretch(512, 512), Defaults.of(Family.SAM2_ENCODER, sam2).sizing());
    }

    @Test
    void anythingElseIsNotGuessed() {
        assertTrue(
                Recognition.guess(signature("x float 1,10", "y float 1,1000")).isEmpty());
        assertTrue(Recognition.guess(signature("image float 1,3,224,224", "logits float 1,1000"))
                .isEmpty());
        assertTrue(Recognition.guess(signature("image float 1,3,640,640", "boxes float 1,25200,85"))
                .isEmpty());
    }

    /** Ports written as {@code name type dim,dim; name type dim}. */
    static Signature signature(String inputs, String outputs) {
        return new Signature(ports(inputs), ports(outputs), Map.of());
    }

    private static Map<String, Port> ports(String text) {
        Map<String, Port> ports = new LinkedHashMap<>();
        for (String port : text.split(";")) {
            String[] parts = port.strip().split(" ");
            List<Long> shape = new ArrayList<>();
            if (parts.length == 3) {
                Arrays.stream(parts[2].split(",")).map(Long::valueOf).forEach(shape::add);
            }
            ports.put(parts[0], new Port(parts[0], ElementType.valueOf(parts[1].toUpperCase()), shape));
        }
        return ports;
    }
}
