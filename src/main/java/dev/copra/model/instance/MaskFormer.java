package dev.copra.model.instance;

import dev.copra.model.contract.Family;
import dev.copra.model.contract.Opening;
import dev.copra.model.contract.SegmentationModel;
import dev.copra.model.frame.Sizing;
import dev.copra.model.setting.ClassNames;
import dev.copra.model.setting.ImageInput;
import dev.copra.model.setting.Settings;
import dev.copra.model.setting.Signature;
import dev.copra.model.tensor.ElementType;
import dev.copra.model.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;

/**
 * MaskFormer, Mask2Former and OneFormer as Hugging Face's transformers answer. OneFormer is told its task as CLIP's tokens of
 * the words "the task is instance", 77 of them, zeros behind the end ({@code processing_oneformer.py}).
 *
 * @param tasks the name of the input for the task, or null
 */
record MaskFormer(String id, String description, String tasks) implements Family {
    static final MaskFormer FAMILY = new MaskFormer("maskformer", "MaskFormer, Mask2Former, by Optimum", null);
    static final MaskFormer ONE_FORMER =
            new MaskFormer("oneformer", "OneFormer, by transformers; asked for instances", "task_inputs");

    /** Begin, the, task, is, instance, end: of CLIP's vocabulary of 49408 tokens. */
    private static final double[] THE_TASK_IS_INSTANCE = {49406, 518, 10549, 533, 34572, 49407};

    private static final int TOKENS = 77;

    private static final String CLASSES = "class_queries_logits";
    private static final String MASKS = "masks_queries_logits";

    @Override
    public Role role() {
        return Role.INSTANCES;
    }

    @Override
    public String recognise(Signature model) {
        String reason = model.becauseGives(CLASSES, MASKS);
        return tasks == null || reason == null ? reason : model.becauseTakes(tasks);
    }

    @Override
    public Settings settings(Signature model) {
        int stride = tasks == null ? 32 : 1;
        return Settings.imageNet(ImageInput.sizing(model, Sizing.shortest(800, 1333, stride)))
                .withClasses(ClassNames.cocoFrom(0));
    }

    @Override
    public SegmentationModel open(Opening opening) {
        Map<String, Tensor> constants = tasks == null ? Map.of() : Map.of(tasks, task());
        return new WholeImageModel(opening, new Detr.Reader(CLASSES, MASKS, null), 1, constants);
    }

    private static Tensor task() {
        return Tensor.of(ElementType.INT64, new long[] {1, TOKENS}, Arrays.copyOf(THE_TASK_IS_INSTANCE, TOKENS));
    }
}
