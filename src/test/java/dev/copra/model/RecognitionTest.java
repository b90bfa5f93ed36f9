package dev.copra.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.model.frame.Sizing;
import dev.copra.model.graph.Port;
import dev.copra.model.setting.Settings;
import dev.copra.model.setting.Signature;
import dev.copra.model.tensor.ElementType;
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
                        "sam",
                        "image_embeddings float 1,256,64,64; " + SAM_PROMPTS + "; orig_im_size float 2",
                        "masks float -1,-1,-1,-1; iou_predictions float -1,1; low_res_masks float -1,1,-1,-1"),
                Arguments.of(
                        "hq-sam",
                        "image_embeddings float 1,256,64,64; interm_embeddings float 4,1,64,64,768; " + SAM_PROMPTS
                                + "; orig_im_size float 2",
                        "masks float -1,-1,-1,-1; iou_predictions float -1,1"),
                Arguments.of(
                        "sam2",
                        "image_embed float 1,256,64,64; high_res_feats_0 float 1,32,256,256;"
                                + " high_res_feats_1 float 1,64,128,128; " + SAM_PROMPTS,
                        "masks float -1,-1,-1,-1; iou_predictions float -1,-1"),
                Arguments.of(
                        "sam2",
                        "image_features_0 float 1,32,256,256; image_features_1 float 1,64,128,128;"
                                + " image_embeddings float 1,256,64,64; point_coords float -1,-1,2;"
                                + " point_labels int32 -1,-1; input_masks float -1,1,256,256;"
                                + " has_input_masks float -1; original_image_size int32 2",
                        "masks bool -1,-1,-1,-1; iou_predictions float -1,-1; low_res_masks float -1,-1,256,256"),
                Arguments.of(
                        "efficient-sam",
                        "batched_images float -1,3,-1,-1; batched_point_coords float 1,1,-1,2;"
                                + " batched_point_labels float 1,1,-1",
                        "output_masks float -1,-1,-1,-1,-1; iou_predictions float -1,-1,-1"),
                Arguments.of(
                        "efficient-sam-decoder",
                        "image_embeddings float -1,256,64,64; batched_point_coords float 1,1,-1,2;"
                                + " batched_point_labels float 1,1,-1; orig_im_size int64 2",
                        "output_masks float -1,-1,-1,-1,-1; iou_predictions float -1,-1,-1"),
                Arguments.of(
                        "optimum-sam",
                        "image_positional_embeddings float 1,256,64,64; image_embeddings float 1,256,64,64;"
                                + " input_points float 1,-1,-1,2; input_labels int64 1,-1,-1",
                        "iou_scores float -1,-1,3; pred_masks float -1,-1,3,256,256"),
                Arguments.of(
                        "optimum-sam-encoder",
                        "pixel_values float -1,3,1024,1024",
                        "image_embeddings float -1,256,64,64; image_positional_embeddings float -1,256,64,64"),
                Arguments.of("sam-encoder", "input_image float -1,-1,3", "image_embeddings float 1,256,64,64"),
                Arguments.of("sam-encoder", "x float 1,3,1024,1024", "embeddings float 1,256,64,64"),
                Arguments.of(
                        "sam2-encoder",
                        "image float 1,3,1024,1024",
                        "high_res_feats_0 float 1,32,256,256; high_res_feats_1 float 1,64,128,128;"
                                + " image_embed float 1,256,64,64"),
                Arguments.of(
                        "sam3-encoder",
                        "image uint8 3,1008,1008",
                        "vision_pos_enc_0 float 1,256,288,288; backbone_fpn_0 float 1,256,288,288"),
                Arguments.of(
                        "sam3",
                        "original_height int64 ; backbone_fpn_0 float 1,256,288,288; box_coords float 1,1,4",
                        "boxes float -1,4; scores float -1; masks bool -1,1,-1,-1"),
                Arguments.of(
                        "yolo-seg", "images float 1,3,640,640", "output0 float 1,116,8400; output1 float 1,32,160,160"),
                Arguments.of(
                        "mmdeploy",
                        "input float -1,3,-1,-1",
                        "dets float -1,-1,5; labels int64 -1,-1; masks float -1,-1,-1,-1"),
                Arguments.of(
                        "rf-detr",
                        "input float 1,3,432,432",
                        "dets float 1,200,4; labels float 1,200,91; 4245 float 1,200,108,108"),
                Arguments.of(
                        "tf-detection",
                        "image_tensor:0 uint8 1,-1,-1,3",
                        "num_detections:0 float 1; detection_boxes:0 float 1,-1,4;"
                                + " detection_masks:0 float 1,-1,-1,-1"),
                Arguments.of(
                        "zoo-mask-rcnn",
                        "image float 3,-1,-1",
                        "6568 float -1,4; 6570 int64 -1; 6572 float -1; 6887 float -1,1,28,28"),
                Arguments.of(
                        "torchvision-mask-rcnn",
                        "image float 3,-1,-1",
                        "boxes float -1,4; labels int64 -1; scores float -1; masks float -1,1,-1,-1"),
                Arguments.of(
                        "maskformer",
                        "pixel_values float -1,3,-1,-1",
                        "class_queries_logits float -1,100,134; masks_queries_logits float -1,100,-1,-1"),
                Arguments.of(
                        "detr",
                        "pixel_values float -1,3,-1,-1; pixel_mask int64 -1,64,64",
                        "logits float -1,100,251; pred_boxes float -1,100,4; pred_masks float -1,100,-1,-1"),
                Arguments.of("saliency", "input.1 float 1,3,320,320", "1959 float 1,1,320,320; 1960 float 1,1,320,320"),
                Arguments.of("semantic", "pixel_values float -1,3,512,512", "logits float -1,150,128,128"),
                Arguments.of("semantic", "input float -1,3,-1,-1", "out float -1,21,-1,-1; aux float -1,21,-1,-1"),
                Arguments.of(
                        "sam",
                        "image_embeddings float 1,256,64,64; point_coords float -1,-1,2; point_labels float -1,-1",
                        "masks float -1,-1,256,256; iou_predictions float -1,-1"),
                Arguments.of(
                        "sam",
                        "image_embeddings float 1,256,64,64; " + SAM_PROMPTS,
                        "iou_predictions float 1,-1; low_res_masks float 1,-1,256,256"),
                Arguments.of("sam-encoder", "input_image float -1,3,512,512", "image_embeddings float -1,256,64,64"),
                Arguments.of(
                        "sam-med2d-encoder", "input_image float 1,3,256,256", "image_embeddings float 1,256,16,16"),
                Arguments.of("lite-medsam-encoder", "image float 1,3,256,256", "image_embeddings float 1,256,64,64"),
                Arguments.of(
                        "medsam-decoder",
                        "image_embeddings float 1,256,64,64; boxes float 1,4",
                        "masks float 1,1,256,256; iou float 1,1"),
                Arguments.of(
                        "sam-tracker",
                        "input_points float -1,1,-1,2; input_labels int64 -1,1,-1; input_boxes float -1,-1,4;"
                                + " image_embeddings.0 float -1,32,256,256; image_embeddings.1 float -1,64,128,128;"
                                + " image_embeddings.2 float -1,256,64,64",
                        "iou_scores float -1,-1,3; pred_masks float -1,-1,-1,-1,-1; object_score_logits float -1,-1,1"),
                Arguments.of(
                        "sam-tracker-encoder",
                        "pixel_values float -1,3,1008,1008",
                        "image_embeddings.0 float -1,32,288,288; image_embeddings.1 float -1,64,144,144;"
                                + " image_embeddings.2 float -1,256,72,72"),
                Arguments.of(
                        "yolo-seg",
                        "images float 1,3,640,640",
                        "output0 float 1,25200,117; output1 float 1,32,160,160"),
                Arguments.of(
                        "d-fine-seg",
                        "input float -1,3,640,640",
                        "labels int64 1,300; boxes float 1,300,4; scores float 1,300; masks float 1,300,160,160"),
                Arguments.of(
                        "yolact",
                        "input float 1,3,550,550",
                        "loc float 1,19248,4; conf float 1,19248,81; mask float 1,19248,32; proto float 1,138,138,32"),
                Arguments.of(
                        "oneformer",
                        "pixel_values float -1,3,-1,-1; task_inputs int64 -1,77",
                        "class_queries_logits float -1,150,134; masks_queries_logits float -1,150,-1,-1"),
                Arguments.of(
                        "saliency",
                        "input_image float 1,3,1024,1024",
                        "output float 1,1,1024,1024; s2 float 1,1,512,512; h1 float 1,64,1024,1024;"
                                + " h5 float 1,256,64,64; h6 float 1,512,32,32"),
                Arguments.of("saliency", "input_1 float 1,256,256,3", "activation_10 float 1,256,256,1"),
                Arguments.of("semantic", "x float -1,3,512,512", "softmax_0 float -1,19,512,512"),
                Arguments.of("pp-seg", "x float -1,3,-1,-1", "argmax_0.tmp_0 int32 -1,-1,-1"),
                Arguments.of("label-map", "ImageTensor:0 uint8 1,-1,-1,3", "SemanticPredictions:0 int64 1,-1,-1"));
    }

    @ParameterizedTest
    @MethodSource("exports")
    void publishedExportsAreRecognised(String family, String inputs, String outputs) {
        Families.Guess guess = Families.guess(signature(inputs, outputs)).orElseThrow();
        assertEquals(family, guess.family().id(), guess.reason());
        assertTrue(guess.reason().startsWith("it"), guess.reason());
    }

    @ParameterizedTest
    @MethodSource("exports")
    void everyFamilyHasSettings(String family, String inputs, String outputs) {
        Inspection inspection = Inspection.of(signature(inputs, outputs), Map.of(), Map.of("threshold", "0.25"));
        assertEquals(family, inspection.family().id());
        assertEquals(.25, inspection.settings().threshold());
    }

    @Test
    void anEncoderOfASmallerInputGetsIt() {
        Signature sam = signature("x float 1,3,512,512", "embeddings float 1,256,64,64");
        assertEquals(
                Sizing.longest(512), Families.named("sam-encoder").settings(sam).sizing());
        Signature sam2 = signature("image float 1,3,512,512", "image_embed float 1,256,32,32");
        assertEquals(
                Sizing.stretch(512, 512),
                Families.named("sam2-encoder").settings(sam2).sizing());
    }

    @Test
    void layoutsAreFoundFromTheShapes() {
        Signature selfie = signature("input_1 float 1,256,256,3", "activation_10 float 1,256,256,1");
        Settings settings = Inspection.of(selfie, Map.of(), Map.of()).settings();
        assertTrue(settings.preparation().channelsLast());
        assertEquals(Sizing.stretch(256, 256), settings.sizing());
        Settings stated =
                Inspection.of(selfie, Map.of(), Map.of("layout", "chw")).settings();
        assertFalse(stated.preparation().channelsLast());
    }

    /** Each setting is that of the authors' code, by the sources that the families name. */
    @Test
    void presetsAreTheAuthors() {
        assertSettings("input_image float 1,3,512,512", "image_embeddings float 1,256,64,64", "longest:512", "pillow");
        assertSettings("i float 1,3,256,256", "image_embeddings float 1,256,16,16", "stretch:256x256", "nearest");
        assertSettings(
                "pixel_values float -1,3,-1,-1",
                "image_embeddings.0 float -1,32,288,288; image_embeddings.1 float -1,64,144,144;"
                        + " image_embeddings.2 float -1,256,72,72",
                "stretch:1008x1008",
                "pillow",
                "mean",
                "127.5,127.5,127.5",
                "std",
                "127.5,127.5,127.5");
        assertSettings(
                "pixel_values float -1,3,-1,-1",
                "image_embeddings.0 float -1,32,256,256; image_embeddings.1 float -1,64,128,128;"
                        + " image_embeddings.2 float -1,256,64,64",
                "stretch:1024x1024",
                "pillow",
                "mean",
                "123.675,116.28,103.53");
        assertSettings(
                "input float -1,3,640,640",
                "labels int64 1,300; boxes float 1,300,4; scores float 1,300; masks float 1,300,160,160",
                "stretch:640x640",
                "opencv",
                "mean",
                "0,0,0");
        assertSettings("x float -1,3,-1,-1", "a int64 -1,-1,-1", "native", "opencv", "mean", "127.5,127.5,127.5");
        assertSettings(
                "input.1 float 1,3,1024,1024",
                "o float 1,1,1024,1024",
                "stretch:1024x1024",
                "lanczos",
                "white",
                "max",
                "mean",
                "127.5,127.5,127.5",
                "threshold",
                "best");
        assertSettings(
                "i float 1,256,256,3",
                "o float 1,256,256,1",
                "stretch:256x256",
                "pillow",
                "white",
                "255",
                "std",
                "255,255,255");
    }

    private static void assertSettings(String inputs, String outputs, String size, String resize, String... more) {
        Map<String, String> settings = Inspection.of(signature(inputs, outputs), Map.of(), Map.of())
                .settings()
                .toMap();
        assertEquals(size, settings.get("size"));
        assertEquals(resize, settings.get("resize"));
        for (int i = 0; i < more.length; i += 2) {
            assertEquals(more[i + 1], settings.get(more[i]), more[i]);
        }
    }

    @Test
    void anythingElseIsNotGuessed() {
        assertTrue(Families.guess(signature("x float 1,10", "y float 1,1000")).isEmpty());
        assertTrue(Families.guess(signature("image float 1,3,224,224", "logits float 1,1000"))
                .isEmpty());
        assertTrue(Families.guess(signature("image float 1,3,640,640", "boxes float 1,25200,85"))
                .isEmpty());
    }

    /** Ports written as {@code name type dim,dim; name type dim}. */
    static Signature signature(String inputs, String outputs) {
        return new Signature(ports(inputs), ports(outputs), Map.of(), Map.of());
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
